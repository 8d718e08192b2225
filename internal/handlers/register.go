package handlers

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/bwmarrin/discordgo"

	"dalil/corpus"
)

// The names that payloads carry, whatever language the client shows.
const (
	askName      = "ask"
	questionName = "question"
	languageName = "language"
	privateName  = "private"
)

// arabicLocale has no constant in the library.
const arabicLocale = discordgo.Locale("ar")

// maxQuestion is how long the question of a command may be.
const maxQuestion = 1000

// definitions returns the commands, with Arabic names where localised is true.
func definitions(localised bool) []*discordgo.ApplicationCommand {
	local := func(key string) map[discordgo.Locale]string {
		if !localised {
			return nil
		}
		return map[discordgo.Locale]string{arabicLocale: say(corpus.Arabic, key)}
	}
	option := func(kind discordgo.ApplicationCommandOptionType, name string) *discordgo.ApplicationCommandOption {
		return &discordgo.ApplicationCommandOption{
			Type: kind, Name: name, NameLocalizations: local(name + ".name"),
			Description: say(corpus.English, name+".description"), DescriptionLocalizations: local(name + ".description"),
		}
	}
	question := option(discordgo.ApplicationCommandOptionString, questionName)
	question.Required, question.MaxLength = true, maxQuestion
	language := option(discordgo.ApplicationCommandOptionString, languageName)
	for _, c := range []struct{ key, value string }{{"arabic", "ar"}, {"english", "en"}} {
		language.Choices = append(language.Choices, &discordgo.ApplicationCommandOptionChoice{
			Name: say(corpus.English, c.key), NameLocalizations: local(c.key), Value: c.value,
		})
	}
	ask := &discordgo.ApplicationCommand{
		Type: discordgo.ChatApplicationCommand, Name: askName, Description: say(corpus.English, "ask.description"),
		Contexts: &[]discordgo.InteractionContextType{discordgo.InteractionContextGuild, discordgo.InteractionContextBotDM},
		Options:  []*discordgo.ApplicationCommandOption{question, language, option(discordgo.ApplicationCommandOptionBoolean, privateName)},
	}
	if names, texts := local("ask.name"), local("ask.description"); localised {
		ask.NameLocalizations, ask.DescriptionLocalizations = &names, &texts
	}
	return []*discordgo.ApplicationCommand{ask}
}

// register puts the commands, globally, where those that Discord has differ. A
// server that does not know Arabic gets them without.
func (b *Bot) register(ctx context.Context, s *discordgo.Session, application string) error {
	if b.commands.Load() {
		return nil
	}
	option := discordgo.WithContext(ctx)
	have, err := s.ApplicationCommands(application, "", option)
	if err == nil && (same(have, definitions(true)) || same(have, definitions(false))) {
		b.commands.Store(true)
		return nil
	}
	_, err = s.ApplicationCommandBulkOverwrite(application, "", definitions(true), option)
	var rest *discordgo.RESTError
	if errors.As(err, &rest) && rest.Response.StatusCode == http.StatusBadRequest {
		b.log.Warn("commands are registered without Arabic names", "error", err)
		_, err = s.ApplicationCommandBulkOverwrite(application, "", definitions(false), option)
	}
	if err != nil {
		return err
	}
	b.commands.Store(true)
	b.log.Info("commands are registered")
	return nil
}

// same reports whether two lists of commands look the same to users.
func same(a, b []*discordgo.ApplicationCommand) bool {
	return shape(a) == shape(b)
}

// shape returns what users see of commands, without ids and without what
// servers add.
func shape(commands []*discordgo.ApplicationCommand) string {
	type seen struct {
		Name, Description any
		Kind              int
		Required          bool
		Max               int
		Choices           []*discordgo.ApplicationCommandOptionChoice
		Options           []seen
	}
	var list []seen
	for _, c := range commands {
		s := seen{Name: []any{c.Name, value(c.NameLocalizations)}, Description: []any{c.Description, value(c.DescriptionLocalizations)}, Kind: int(c.Type)}
		for _, o := range c.Options {
			choices := o.Choices
			if len(choices) == 0 {
				choices = nil
			}
			s.Options = append(s.Options, seen{
				Name: []any{o.Name, value(&o.NameLocalizations)}, Description: []any{o.Description, value(&o.DescriptionLocalizations)},
				Kind: int(o.Type), Required: o.Required, Max: o.MaxLength, Choices: choices,
			})
		}
		list = append(list, s)
	}
	text, err := json.Marshal(list)
	if err != nil {
		return "" // differs from every other
	}
	return string(text)
}

// value returns a map of texts, nil for an empty one.
func value(m *map[discordgo.Locale]string) map[discordgo.Locale]string {
	if m == nil || len(*m) == 0 {
		return nil
	}
	return *m
}
