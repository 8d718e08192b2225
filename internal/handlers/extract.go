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
	way   string // how it came
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
	if !fromPerson(m, self) {
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
		q.way = wayDirect
		return q, me || q.text != ""
	case m.MentionEveryone:
		return asked{}, false
	case me:
		q.way = wayMention
		return q, true
	case q.reply && !others && len(m.MentionRoles) == 0:
		q.way = wayReply
		return q, q.text != "" // without the intent a reply may come without its text
	}
	return asked{}, false
}

// fromPerson reports whether a message was written by somebody, who is not the
// bot with the id self.
func fromPerson(m *discordgo.Message, self string) bool {
	return m != nil && self != "" && m.Author != nil && !m.Author.Bot && !m.Author.System && m.WebhookID == "" && m.Author.ID != self &&
		(m.Type == discordgo.MessageTypeDefault || m.Type == discordgo.MessageTypeReply)
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
