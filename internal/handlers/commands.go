package handlers

import (
	"context"
	"slices"
	"time"

	"github.com/bwmarrin/discordgo"

	"dalil/corpus"
)

// The names that payloads carry, whatever language the client shows. The names
// and descriptions that people see are in phrases.tsv.
const (
	askName      = "ask"
	answerName   = "Answer this"
	modelName    = "model"
	companyName  = "company"
	compareName  = "compare"
	modelsName   = "models"
	searchName   = "search"
	sourcesName  = "sources"
	helpName     = "help"
	privacyName  = "privacy"
	adminName    = "admin"
	reindexName  = "reindex"
	rollbackName = "rollback"
	statusName   = "status"
	doctorName   = "doctor"
	questionName = "question"
	languageName = "language"
	privateName  = "private"
	nameName     = "name"
	firstName    = "first"
	secondName   = "second"
	makerName    = "maker"
	kindName     = "kind"
	licenceName  = "licence"
	openName     = "open"
	yearName     = "year"
	wordsName    = "words"
	maxQuestion  = 1000 // characters of a question or of words
	reindexLimit = 14 * time.Minute
	firstYear    = 2010
	lastYear     = 2100
)

// command is one that people can use. run returns what to show and sends
// nothing.
type command struct {
	name    string
	menu    bool // of messages, not a slash command
	options []option
	subs    []string      // subcommands; it has no options then
	admin   bool          // only for who may manage the bot
	private bool          // its answer is for who asked alone
	limit   time.Duration // for the answer; 0 for the usual one
	run     func(*Bot, context.Context, call, discordgo.ApplicationCommandInteractionData) (view, error)
}

// option is one field of a command.
type option struct {
	name     string
	kind     discordgo.ApplicationCommandOptionType
	required bool
	complete bool     // what is typed is completed by the bot
	choices  []string // values; their names are phrases
	key      string   // of its phrases, its name where empty
}

const (
	textOption = discordgo.ApplicationCommandOptionString
	boolOption = discordgo.ApplicationCommandOptionBoolean
	intOption  = discordgo.ApplicationCommandOptionInteger
)

var (
	languageOption = option{name: languageName, kind: textOption, choices: []string{"arabic", "english"}}
	privateOption  = option{name: privateName, kind: boolOption}
)

// commands are all commands, in the order in which Discord shows them.
func commands() []command {
	named := func(name, key string) option {
		return option{name: name, kind: textOption, required: true, complete: true, key: key}
	}
	return []command{
		{name: askName, run: (*Bot).runAsk, options: []option{
			{name: questionName, kind: textOption, required: true}, languageOption, privateOption,
		}},
		{name: modelName, run: (*Bot).runCard, options: []option{named(nameName, "model-name"), languageOption, privateOption}},
		{name: companyName, run: (*Bot).runCard, options: []option{named(nameName, "company-name"), languageOption, privateOption}},
		{name: compareName, run: (*Bot).runCompare, options: []option{named(firstName, ""), named(secondName, ""), languageOption, privateOption}},
		{name: modelsName, run: (*Bot).runModels, options: []option{
			{name: makerName, kind: textOption, complete: true}, {name: kindName, kind: textOption, complete: true},
			{name: licenceName, kind: textOption, choices: corpus.LicenceClasses}, {name: openName, kind: boolOption}, {name: yearName, kind: intOption},
			languageOption, privateOption,
		}},
		{name: searchName, run: (*Bot).runSearch, options: []option{{name: wordsName, kind: textOption, required: true}, languageOption, privateOption}},
		{name: sourcesName, run: (*Bot).runSources, private: true},
		{name: helpName, run: (*Bot).runHelp, private: true},
		{name: privacyName, run: (*Bot).runPrivacy, private: true},
		{name: adminName, run: (*Bot).runAdmin, private: true, admin: true, limit: reindexLimit, subs: []string{reindexName, rollbackName, statusName, doctorName}},
		{name: answerName, run: (*Bot).runAnswer, menu: true},
	}
}

// find returns the command with a name, an empty one where there is none. The
// Arabic name of /ask is one of its own where Discord takes no Arabic names for
// commands in English.
func find(name string) command {
	if name == say(corpus.Arabic, askName+".name") {
		name = askName
	}
	list := commands()
	if i := slices.IndexFunc(list, func(c command) bool { return c.name == name }); i >= 0 {
		return list[i]
	}
	return command{}
}
