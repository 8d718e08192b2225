package handlers

import (
	"regexp"
	"strings"

	"github.com/bwmarrin/discordgo"
)

// asked is what a message asks of the bot.
type asked struct {
	text  string // the question, without mentions
	reply bool   // the message replies to one of the bot's
}

var (
	codeSpan   = regexp.MustCompile("(?s)```.*?```|`[^`\n]*`")
	mentioned  = regexp.MustCompile(`<@!?(\d+)>`)
	toNobody   = regexp.MustCompile(`<@&\d+>|<#\d+>|<a?:\w+:\d+>|@(?i:everyone|here)\b`)
	spaces     = regexp.MustCompile(`[ \t]{2,}`)
	afterNames = " \t\n,:;\u060c\u061b-" // what may stand between a mention and the question
)

// questionFrom returns what a message asks of the bot, whose id is self; false
// where the message is not meant for it. Meant for it are a direct message, a
// mention of the bot, and a reply to the bot that mentions nobody else.
func questionFrom(m *discordgo.Message, self string) (asked, bool) {
	if m == nil || m.Author == nil || m.Author.Bot || m.Author.System || m.WebhookID != "" || m.Author.ID == self || self == "" {
		return asked{}, false
	}
	if m.Type != discordgo.MessageTypeDefault && m.Type != discordgo.MessageTypeReply {
		return asked{}, false
	}
	ref := m.ReferencedMessage
	q := asked{
		text:  withoutMentions(m.Content),
		reply: m.Type == discordgo.MessageTypeReply && ref != nil && ref.Author != nil && ref.Author.ID == self,
	}
	me, others := mentions(m.Content, self)
	switch {
	case m.GuildID == "":
		return q, me || q.text != ""
	case m.MentionEveryone:
		return asked{}, false
	case me:
		return q, true
	case q.reply && !others && len(m.MentionRoles) == 0:
		return q, q.text != "" // without the intent a reply may come without its text
	}
	return asked{}, false
}

// mentions reports whether a text mentions the bot, and others. It reads the
// text, since some servers leave the list of mentions empty; what stands in
// code mentions nobody.
func mentions(text, self string) (me, others bool) {
	text = codeSpan.ReplaceAllString(text, "")
	for _, m := range mentioned.FindAllStringSubmatch(text, -1) {
		if m[1] == self {
			me = true
		} else {
			others = true
		}
	}
	return me, others
}

// withoutMentions returns a text without mentions of people, roles and
// channels and without custom emoji, none of which is part of a question.
func withoutMentions(text string) string {
	text = mentioned.ReplaceAllString(text, "")
	text = toNobody.ReplaceAllString(text, "")
	return strings.TrimLeft(spaces.ReplaceAllString(strings.TrimSpace(text), " "), afterNames)
}

// command is what a slash command asks.
type command struct {
	question string
	lang     string // "ar", "en" or ""
	private  bool
}

// commandFrom returns what an interaction asks; false where it is not /ask.
func commandFrom(i *discordgo.Interaction) (command, bool) {
	data, ok := i.Data.(discordgo.ApplicationCommandInteractionData)
	if i.Type != discordgo.InteractionApplicationCommand || !ok || data.Name != askName {
		return command{}, false
	}
	var c command
	for _, o := range data.Options {
		switch value := o.Value.(type) {
		case string:
			switch o.Name {
			case questionName:
				c.question = withoutMentions(value)
			case languageName:
				c.lang = value
			}
		case bool:
			c.private = c.private || o.Name == privateName && value
		}
	}
	return c, true
}
