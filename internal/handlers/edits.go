package handlers

import (
	"context"
	"strconv"
	"time"

	"github.com/bwmarrin/discordgo"
)

// An edited question gets its answer edited, and the answer to a deleted one
// goes. Which message is the answer is remembered; for questions from before the
// start it is read back, seldom enough that clearing a channel costs little.

const (
	editable  = 15 * time.Minute // after which a message that becomes a question is let be
	readBacks = 30               // a minute, of answers from before the start
	window    = 20               // messages behind a question among which its answer is looked for
)

func (b *Bot) onEdit(s *discordgo.Session, e *discordgo.MessageUpdate) {
	m, out := e.Message, sender{s}
	if m == nil || m.Author == nil || m.EditedTimestamp == nil || !fromPerson(m, b.self()) {
		return // a preview was added, or it is none of ours
	}
	event := m.ID + "/" + strconv.FormatInt(m.EditedTimestamp.UnixNano(), 36)
	q, asks := questionFrom(m, b.self())
	answered := b.memory.answers.Contains(m.ID) || b.memory.seen.Contains(m.ID) // or is being
	recent := time.Since(created(m.ID)) < editable
	if !answered && !b.before(m.ID) {
		if asks && recent {
			b.hear(out, m, event)
		}
		return
	}
	if !b.memory.first(event) {
		return
	}
	b.events.run(job{name: "edit", work: func(ctx context.Context) error {
		defer b.memory.inOrder(m.ID)()
		have := b.answerTo(ctx, out, m.ChannelID, m.ID)
		switch {
		case have == "" && asks && recent:
			return b.answerMessage(ctx, out, m, q, "")
		case have == "":
			return nil
		case !asks:
			return b.forget(ctx, out, m.ChannelID, m.ID)
		}
		return b.answerMessage(ctx, out, m, q, have)
	}})
}

func (b *Bot) onDelete(s *discordgo.Session, e *discordgo.MessageDelete) {
	if e.Message != nil {
		b.deleted(sender{s}, e.ChannelID, e.ID)
	}
}

func (b *Bot) onDeleteBulk(s *discordgo.Session, e *discordgo.MessageDeleteBulk) {
	for _, id := range e.Messages {
		b.deleted(sender{s}, e.ChannelID, id)
	}
}

func (b *Bot) deleted(out sender, channel, id string) {
	b.memory.deleted.Add(id, struct{}{}) // before looking: its answer may be under way
	if _, ok := b.memory.answers.Get(id); !ok && !b.before(id) {
		return
	}
	b.events.run(job{name: "delete", work: func(ctx context.Context) error {
		defer b.memory.inOrder(id)()
		return b.forget(ctx, out, channel, id)
	}})
}

// before reports whether a message is from before the start, so that nothing is
// remembered of it, and may be looked for.
func (b *Bot) before(id string) bool {
	at := created(id)
	return !at.IsZero() && at.Before(b.began) && b.limits.take("read back", readBacks, time.Now())
}

// forget deletes the answer to a message, if there is one.
func (b *Bot) forget(ctx context.Context, out sender, channel, id string) error {
	have := b.answerTo(ctx, out, channel, id)
	if have == "" {
		return nil
	}
	b.memory.answers.Remove(id)
	return out.remove(ctx, channel, have)
}

// answerTo returns the id of the message that answers another one, "" for none.
func (b *Bot) answerTo(ctx context.Context, out sender, channel, id string) string {
	if have, ok := b.memory.answers.Get(id); ok {
		return have
	}
	list, err := out.messages(ctx, channel, "", id, window)
	if err != nil {
		b.log.Debug("an answer cannot be looked for", "error", err)
		return ""
	}
	for _, m := range list {
		if m.Author != nil && m.Author.ID == b.self() && m.MessageReference != nil && m.MessageReference.MessageID == id {
			b.memory.answers.Add(id, m.ID)
			return m.ID
		}
	}
	return ""
}
