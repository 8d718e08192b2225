package handlers

import (
	"context"
	"slices"
	"time"

	"github.com/bwmarrin/discordgo"

	"dalil/internal/answer"
)

// How a question came, for the log and the figures.
const (
	wayMention = "mention"
	wayReply   = "reply"
	wayDirect  = "direct"
	wayChannel = "channel"
	wayCommand = "command"
	wayMessage = "message command"
	wayButton  = "button"
)

func (b *Bot) onMessage(s *discordgo.Session, m *discordgo.MessageCreate) {
	if m.Message != nil {
		b.hear(sender{s}, m.Message, m.ID)
	}
}

// hear takes a message, new or edited. event names the event, which is taken
// once. Who may not have asked anything is told nothing.
func (b *Bot) hear(out sender, m *discordgo.Message, event string) {
	q, ok := questionFrom(m, b.self())
	if !ok && !b.mayBeDedicated(m) || !b.memory.first(event) {
		return
	}
	if !ok && slices.Contains(b.opt.Channels, m.ChannelID) {
		q, ok = b.toAll(m)
	}
	tell := func(ctx context.Context, key string) {
		if ok && (q.way != wayChannel || answer.IsQuestion(q.text)) {
			b.tellAsker(ctx, out, m, key)
		}
	}
	b.events.run(job{
		name: "message",
		work: func(ctx context.Context) error {
			defer b.memory.inOrder(m.ID)()
			if !ok {
				if q, ok = b.dedicated(ctx, out, m); !ok {
					return nil
				}
			}
			return b.answerMessage(ctx, out, m, q, "")
		},
		sorry: func(ctx context.Context) { tell(ctx, "failed") },
		busy: func(ctx context.Context) {
			if ok {
				b.opt.Metrics.Question(q.way, "", "busy", 0)
			}
			tell(ctx, "busy")
		},
	})
}

// tellAsker replies to a message with a sentence of the bot's own.
func (b *Bot) tellAsker(ctx context.Context, out sender, m *discordgo.Message, key string) {
	p := notice(b.langOfText(m.Content), key).form(true)
	p.Nonce = m.ID + "-" // not that of an answer, which Discord may have
	_, err := out.reply(ctx, m, p)
	b.tell(err)
}

// answerMessage answers the question in a message: with a reply, or by editing
// the one that it has.
func (b *Bot) answerMessage(ctx context.Context, out sender, m *discordgo.Message, q asked, have string) error {
	if !b.limits.allow(m.Author.ID, m.ChannelID, time.Now()) {
		b.opt.Metrics.Question(q.way, "", "limited", 0)
		b.log.Warn("question over the limit", "user", m.Author.ID, "channel", m.ChannelID)
		b.whisper(ctx, out, m.Author.ID, b.langOfText(m.Content), "limited")
		return nil
	}
	slow := time.AfterFunc(b.opt.Slow, func() { b.tell(out.typing(ctx, m.ChannelID)) })
	defer slow.Stop()
	id := newID()
	r, err := b.ask(ctx, q.way, id, answer.Question{Text: q.text, Lang: b.opt.Lang, Turn: b.turnOf(ctx, out, m, q), Whole: true})
	if err != nil {
		return err
	}
	o := origin{kind: kindQuestion, lang: r.Lang, asker: m.Author.ID}
	p := b.show(o, r, 0, "").signed(id).form(b.opt.PlainText)
	if have != "" {
		err := out.edit(ctx, m.ChannelID, have, p)
		if code(err) == errUnknownMessage { // somebody has deleted the answer
			b.memory.answers.Remove(m.ID)
			return nil
		}
		return err
	}
	if b.memory.deleted.Contains(m.ID) {
		return nil
	}
	sent, err := out.reply(ctx, m, p)
	if err == nil && sent != "" {
		b.memory.answers.Add(m.ID, sent)
		if b.memory.deleted.Contains(m.ID) { // meanwhile
			return b.forget(ctx, out, m.ChannelID, m.ID)
		}
	}
	if c := code(err); c == errPermission || c == errAccess {
		b.whisper(ctx, out, m.Author.ID, r.Lang, "no-permission")
	}
	b.tell(err)
	return nil
}

// whisper tells a user something in a direct message, seldom. Who takes none is
// not told.
func (b *Bot) whisper(ctx context.Context, out sender, user string, lang lang, key string) {
	if b.limits.mayTell(user, time.Now()) {
		if err := out.whisper(ctx, user, notice(lang, key).form(true)); err != nil {
			b.log.Debug("a user takes no direct message", "error", err)
		}
	}
}

// mayBeDedicated reports whether a message of a person may stand in a channel
// in which every question is answered.
func (b *Bot) mayBeDedicated(m *discordgo.Message) bool {
	return b.opt.Content && len(b.opt.Channels) > 0 && m.GuildID != "" && fromPerson(m, b.self()) && m.Content != "" &&
		!m.MentionEveryone && len(m.MentionRoles) == 0
}

// dedicated returns the question in a message that stands in a dedicated
// channel, or in a thread of one, and speaks to nobody else.
func (b *Bot) dedicated(ctx context.Context, out sender, m *discordgo.Message) (asked, bool) {
	q, ok := b.toAll(m)
	if !ok || slices.Contains(b.opt.Channels, m.ChannelID) {
		return q, ok
	}
	c := b.channel(ctx, out, m.ChannelID)
	return q, c.thread && slices.Contains(b.opt.Channels, c.parent)
}

// toAll returns what a message asks that speaks to nobody; false for another
// one.
func (b *Bot) toAll(m *discordgo.Message) (asked, bool) {
	if _, others := mentions(m.Content, b.self()); others || m.MessageReference != nil {
		return asked{}, false
	}
	q := asked{text: withoutMentions(m.Content), way: wayChannel}
	return q, answer.IsQuestion(q.text) // else people talk
}

// channel returns what a channel is; a plain one where Discord does not say.
func (b *Bot) channel(ctx context.Context, out sender, id string) channel {
	if c, ok := b.memory.channels.Get(id); ok {
		return c
	}
	c, err := out.channel(ctx, id)
	if err != nil {
		b.log.Debug("a channel cannot be read", "error", err)
		return channel{}
	}
	b.memory.channels.Add(id, c)
	return c
}
