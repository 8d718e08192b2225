package handlers

import (
	"context"
	"time"

	"github.com/bwmarrin/discordgo"

	"dalil/internal/answer"
)

// read reads a button, and sets how its press is answered: for who asked the
// message changes; others, and whoever opens something, get what the button
// shows alone. ok is false where it is no button of this bot.
func (b *Bot) read(c call, id string) (t ticket, ok bool) {
	t, err := unseal(id, b.opt.Key)
	if err != nil || c.Message == nil {
		c.promise.private = true
		return t, false
	}
	own := userOf(c.Interaction) == t.asker && t.action != actOpen || t.action == actDelete && moderates(c)
	if own {
		c.promise.normal = discordgo.InteractionResponseUpdateMessage
	}
	c.promise.private = !own || c.Message.Flags&discordgo.MessageFlagsEphemeral != 0
	return t, true
}

// press does what a button is for, which read has read.
func (b *Bot) press(ctx context.Context, c call, t ticket, ok bool) error {
	if !ok {
		c.promise.keep(ctx, notice(c.lang, "old-button"))
		return nil
	}
	user := userOf(c.Interaction)
	if t.action == actDelete {
		return b.pressDelete(ctx, c, t, user)
	}
	if !b.limits.allow(user, c.ChannelID, time.Now()) {
		c.promise.keep(ctx, notice(c.lang, "limited"))
		return nil
	}
	v, err := b.reopen(ctx, c, t, user)
	if err != nil {
		return err
	}
	c.promise.keep(ctx, v)
	return nil
}

// reopen makes what a button shows.
func (b *Bot) reopen(ctx context.Context, c call, t ticket, user string) (view, error) {
	var asked string
	var turn *answer.Context
	repeated := true
	if t.kind == kindQuestion || t.kind == kindWords {
		if asked, repeated, turn = b.askedAbove(ctx, c); asked == "" {
			return notice(t.lang, "lost"), nil
		}
	}
	id := newID()
	r, ok, err := b.make(ctx, wayButton, id, t.origin(), asked, turn)
	if err != nil {
		return view{}, err
	}
	if !ok {
		return notice(t.lang, "gone"), nil
	}
	page := t.page
	if t.action == actOpen {
		page = 0
	}
	o := t.origin()
	o.asker = user
	switch {
	case !repeated && user == t.asker:
		asked = "" // the message still is the reply to it
	case turn != nil && r.Turn != nil:
		asked = r.Turn.Question // whole, as it will be read back
	}
	s := b.show(o, r, page, asked)
	s.private = c.promise.private
	return s.signed(id), nil
}

// askedAbove returns the question that the message with the button answers, ""
// where it cannot be read any more; whether the message repeats it; and what was
// talked about before.
func (b *Bot) askedAbove(ctx context.Context, c call) (question string, repeated bool, turn *answer.Context) {
	if question = questionOf(textOf(c.Message)); question != "" {
		return question, true, nil
	}
	m := b.asking(ctx, c.out, c.ChannelID, c.Message)
	if m == nil {
		return "", false, nil
	}
	q := asked{text: withoutMentions(m.Content), way: wayMention}
	if m.MessageReference != nil {
		if ref := b.answered(ctx, c.out, c.ChannelID, m); ref != nil {
			turn = b.turn(ctx, c.out, c.ChannelID, ref)
		}
		return q.text, false, turn
	}
	if c.GuildID == "" {
		q.way = wayDirect
	}
	return q.text, false, b.turnOf(ctx, c.out, m, q)
}

// pressDelete deletes the message for who asked and for moderators.
func (b *Bot) pressDelete(ctx context.Context, c call, t ticket, user string) error {
	if user != t.asker && !moderates(c) {
		c.promise.keep(ctx, notice(c.lang, "not-yours"))
		return nil
	}
	c.promise.make(ctx)
	return c.out.retract(ctx, c.Interaction)
}

// moderates reports whether who uses an interaction may delete messages.
func moderates(c call) bool {
	return c.Member != nil && c.Member.Permissions&(discordgo.PermissionManageMessages|discordgo.PermissionAdministrator) != 0
}
