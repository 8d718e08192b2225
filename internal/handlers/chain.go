package handlers

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"

	"dalil/internal/answer"
)

// What was talked about before a question is read back from the messages, so
// that a conversation goes on after a restart: along the replies, or, in a
// thread or a direct message, from what stands before.

const (
	maxChain  = 3                // questions that are read back
	sameTalk  = 30 * time.Minute // after which a new question is a new conversation
	justAbove = 10               // messages among which the last answer is looked for
	backShare = 4                // the share of an event's time that reading back may take, as a divisor
)

// turnOf returns what the conversation of a message has talked about, nil for
// nothing. What cannot be read or answered again in time is left out.
func (b *Bot) turnOf(ctx context.Context, out sender, m *discordgo.Message, q asked) *answer.Context {
	if q.reply {
		return b.turn(ctx, out, m.ChannelID, m.ReferencedMessage)
	}
	ctx, cancel := context.WithTimeout(ctx, b.opt.Deadline/backShare)
	defer cancel()
	if m.MessageReference != nil || q.way != wayDirect && !b.channel(ctx, out, m.ChannelID).thread {
		return nil
	}
	list, err := out.messages(ctx, m.ChannelID, m.ID, "", justAbove)
	if err != nil {
		b.log.Debug("the messages before cannot be read", "error", err)
		return nil
	}
	var before []string // newest first
	for _, above := range list {
		if !b.isMine(above) || len(before) == maxChain {
			continue
		}
		if created(m.ID).Sub(created(above.ID)) > sameTalk {
			break
		}
		if question := b.question(ctx, out, m.ChannelID, above); question != "" {
			before = append(before, question)
		}
	}
	return b.replay(ctx, before)
}

func (b *Bot) isMine(m *discordgo.Message) bool { return m.Author != nil && m.Author.ID == b.self() }

// turn returns what has been talked about up to a message of the bot, along the
// replies that led to it.
func (b *Bot) turn(ctx context.Context, out sender, channel string, ref *discordgo.Message) *answer.Context {
	ctx, cancel := context.WithTimeout(ctx, b.opt.Deadline/backShare)
	defer cancel()
	var before []string // newest first
	for ref != nil && len(before) < maxChain {
		if question := questionOf(textOf(ref)); question != "" { // the answer to a command repeats it
			before = append(before, question)
			break
		}
		asking := b.asking(ctx, out, channel, ref)
		if asking == nil {
			break
		}
		if text := withoutMentions(asking.Content); text != "" {
			before = append(before, text)
		}
		ref = b.answered(ctx, out, channel, asking)
	}
	return b.replay(ctx, before)
}

// replay answers questions again, which are given the newest first, and returns
// what they have talked about. After one that fails the conversation begins
// anew; where ctx ends there was none.
func (b *Bot) replay(ctx context.Context, questions []string) (turn *answer.Context) {
	for _, question := range slices.Backward(questions) {
		var r answer.Reply
		err := b.events.guard(ctx, func(ctx context.Context) (err error) {
			r, err = b.engine.Answer(ctx, answer.Question{Text: question, Lang: b.opt.Lang, Turn: turn})
			return err
		})
		if ctx.Err() != nil {
			b.log.Warn("reading back a conversation takes too long")
			return nil
		}
		if err != nil {
			b.log.Warn("a question before cannot be answered again", "error", err)
			r = answer.Reply{}
		}
		turn = r.Turn
	}
	return turn
}

// question returns the question that a message of the bot answers, "" where it
// cannot be read.
func (b *Bot) question(ctx context.Context, out sender, channel string, ref *discordgo.Message) string {
	if question := questionOf(textOf(ref)); question != "" {
		return question
	}
	if asking := b.asking(ctx, out, channel, ref); asking != nil {
		return withoutMentions(asking.Content)
	}
	return ""
}

// asking returns the message that a message of the bot replies to, nil where it
// cannot be read.
func (b *Bot) asking(ctx context.Context, out sender, channel string, ref *discordgo.Message) *discordgo.Message {
	switch {
	case ref.ReferencedMessage != nil:
		return ref.ReferencedMessage
	case ref.MessageReference == nil:
		return nil
	}
	m, err := out.message(ctx, channel, ref.MessageReference.MessageID)
	if err != nil {
		b.log.Debug("a question before cannot be read", "error", err)
		return nil
	}
	return m
}

// answered returns the message of the bot that a question replied to, nil where
// there is none.
func (b *Bot) answered(ctx context.Context, out sender, channel string, asking *discordgo.Message) *discordgo.Message {
	if asking.Type != discordgo.MessageTypeReply || asking.MessageReference == nil {
		return nil
	}
	ref := asking.ReferencedMessage
	if ref == nil {
		var err error
		if ref, err = out.message(ctx, channel, asking.MessageReference.MessageID); err != nil {
			return nil
		}
	}
	if ref == nil || !b.isMine(ref) {
		return nil
	}
	return ref
}

// textOf returns the text of a message, be it content or components.
func textOf(m *discordgo.Message) string {
	if m.Content != "" {
		return m.Content
	}
	var texts []string
	var read func([]discordgo.MessageComponent)
	read = func(list []discordgo.MessageComponent) {
		for _, c := range list {
			switch c := c.(type) {
			case *discordgo.TextDisplay:
				texts = append(texts, c.Content)
			case *discordgo.Container:
				read(c.Components)
			case *discordgo.Section:
				read(c.Components)
			}
		}
	}
	read(m.Components)
	return strings.Join(texts, "\n")
}

// questionOf returns the question that an answer to a command repeats in its
// first line, "" if it repeats none.
func questionOf(content string) string {
	first, _, _ := strings.Cut(content, "\n")
	quote, ok := strings.CutPrefix(first, "> ")
	if !ok {
		return ""
	}
	return strings.NewReplacer(`\`, "", firstStrongIsolate, "", popIsolate, "", wordJoiner, "").Replace(quote)
}
