package handlers

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"dalil/internal/answer"
	"dalil/internal/discordtest"
)

// TestEdits: an edited question gets its answer edited, also after a restart; a
// question that is none any more, or is deleted, loses it.
func TestEdits(t *testing.T) {
	server := discordtest.NewServer(t)
	first := launch(t, server, nil, Options{})
	server.WaitReady(1)
	id := server.Message(me+" when was Kimi released?", nil)
	holds(t, server.Reply(id).Text(), "2023")
	server.Edit(id, me+" who made Kimi?")
	edited := server.Wait("edit-message", id, 1)[0]
	holds(t, edited.Text(), "Moonshot AI made Kimi")
	first.stop()
	launch(t, server, nil, Options{})
	server.WaitReady(2)
	server.Edit(id, me+" متى صدر كيمي؟")
	holds(t, server.Wait("edit-message", id, 2)[1].Text(), "2023", "تاريخ إصدار")
	server.Edit(id, "never mind")
	server.Wait("delete-message", id, 1)
	other := server.Message(me+" who made Kimi?", nil)
	server.Reply(other)
	server.Delete(other)
	server.Wait("delete-message", other, 1)
	one, two := server.Message(me+" who made Kimi?", nil), server.DirectMessage("who made Kimi?")
	server.Reply(one)
	server.Reply(two)
	server.Delete(one, two)
	server.Wait("delete-message", one, 1)
	if n := len(server.Wait("message", id, 1)); n != 1 {
		t.Errorf("%d answers to one question", n)
	}
}

// TestTalk: in a thread and in direct messages a follow-up needs no reply, also
// after a restart; in a channel it does.
func TestTalk(t *testing.T) {
	server := discordtest.NewServer(t)
	first := launch(t, server, nil, Options{})
	server.WaitReady(1)
	thread := discordtest.In(server.Thread(discordtest.Channel))
	server.Reply(server.Message(me+" who made Kimi?", thread))
	server.Reply(server.DirectMessage("من صنع كيمي؟"))
	server.Reply(server.Message(me+" who made Kimi?", nil))
	first.stop()
	launch(t, server, nil, Options{})
	server.WaitReady(2)
	holds(t, server.Reply(server.Message(me+" and when was it released?", thread)).Text(), "2023")
	holds(t, server.Reply(server.Message(me+" and who made it?", thread)).Text(), "Moonshot AI")
	holds(t, server.Reply(server.DirectMessage("ومتى صدر؟")).Text(), "2023")
	alone := server.Reply(server.Message(me+" and when was it released?", nil))
	if said := alone.Text(); said != "" {
		holds(t, said, "I find no")
	}
}

// TestDedicated: with the intent every question in a dedicated channel, and in
// its threads, is answered; talk, other channels and other people are let be.
func TestDedicated(t *testing.T) {
	server := discordtest.NewServer(t)
	server.AllowMessageContent()
	b := launch(t, server, nil, Options{Content: true, Channels: []string{discordtest.Channel}})
	server.WaitReady(1)
	holds(t, server.Reply(server.Message("who made Kimi?", nil)).Text(), "Moonshot AI made Kimi")
	holds(t, server.Reply(server.Message("who won the chess tournament of 1998?", nil)).Text(), "I find no answer")
	holds(t, server.Reply(server.Message("من صنع كيمي", discordtest.In(server.Thread(discordtest.Channel)))).Text(), "مونشوت")
	silent := []string{
		server.Message("good morning", nil),
		server.Message("<@"+discordtest.Other+"> who made Kimi?", nil),
		server.Message("who made Kimi?", discordtest.In("100000000000000055")),
		server.Message("who made Kimi?", map[string]any{"author": map[string]any{"id": "1", "bot": true}}),
		server.Message("who made Kimi? @everyone", map[string]any{"mention_everyone": true}),
	}
	server.Reply(server.DirectMessage("who made Kimi?"))
	b.stop()
	for _, id := range silent {
		if replies := server.Replies(id); len(replies) > 0 {
			t.Errorf("answered %q", replies[0].Text())
		}
	}
}

// TestWithoutIntent: a server that does not allow the intent ends the bot with
// advice.
func TestWithoutIntent(t *testing.T) {
	server := discordtest.NewServer(t)
	err := launch(t, server, nil, Options{Content: true}).wait()
	if err == nil {
		t.Fatal("no error")
	}
	holds(t, err.Error(), "Message Content Intent")
}

// TestLimits: who asks more than allowed is told alone, once; others go on.
func TestLimits(t *testing.T) {
	server := discordtest.NewServer(t)
	launch(t, server, echo, Options{UserRate: 3, ChannelRate: 6})
	server.WaitReady(1)
	ask := func(fields map[string]any) discordtest.Request {
		return server.Reply(server.Command("ask", map[string]any{"question": "one"}, fields))
	}
	for range 3 {
		holds(t, ask(nil).Text(), "one")
	}
	limited := ask(nil)
	holds(t, limited.Text(), "more than I may answer")
	if !limited.Private() {
		t.Error("told to all")
	}
	id := server.Message(me+" too much", nil)
	server.Wait("open-direct", "", 1)
	server.Message(me+" too much again", nil)
	for range 3 {
		holds(t, ask(asOther()).Text(), "one")
	}
	holds(t, ask(asOther()).Text(), "more than I may answer")
	holds(t, ask(discordtest.As("100000000000000021", 0)).Text(), "more than I may answer") // the channel has had enough
	if n := len(server.Replies(id)); n > 0 {
		t.Errorf("%d answers over the limit", n)
	}
	if n := len(server.Wait("open-direct", "", 1)); n != 1 {
		t.Errorf("told %d times", n)
	}
}

// TestNoPermission: where the bot may not write, the asker is told alone.
func TestNoPermission(t *testing.T) {
	server := discordtest.NewServer(t)
	launch(t, server, nil, Options{})
	server.WaitReady(1)
	server.Permit(discordtest.Channel, discordtest.ViewChannel)
	server.Message(me+" who made Kimi?", nil)
	holds(t, server.Wait("message", "", 2)[1].Text(), "I may not answer where you asked me")
	server.Permit(discordtest.Channel, discordtest.ViewChannel|discordtest.SendMessages)
	server.Message(me+" who made Kimi?", nil)
	found := server.Wait("message", "", 4) // refused as a reply, then sent
	holds(t, found[3].Text(), "Moonshot AI made Kimi")
}

// TestTalkAfterTrouble: where an earlier question of a conversation fails or
// takes long now, the new one is answered as the first one is.
func TestTalkAfterTrouble(t *testing.T) {
	real, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	const trouble = "who made the harbour?"
	for name, fail := range map[string]func(context.Context) (answer.Reply, error){
		"error": func(context.Context) (answer.Reply, error) { return answer.Reply{}, errors.New("not now") },
		"panic": func(context.Context) (answer.Reply, error) { panic("at an old question") },
		"slow":  func(ctx context.Context) (answer.Reply, error) { <-ctx.Done(); return answer.Reply{}, ctx.Err() },
	} {
		t.Run(name, func(t *testing.T) {
			var again atomic.Bool
			a := answererFunc(func(ctx context.Context, q answer.Question) (answer.Reply, error) {
				if again.Load() && q.Text == trouble {
					return fail(ctx)
				}
				return real.Answer(ctx, q)
			})
			server := discordtest.NewServer(t)
			launch(t, server, a, Options{Deadline: 2 * time.Second})
			server.WaitReady(1)
			server.Reply(server.DirectMessage(trouble))
			asked := server.Reply(server.Message(me+" "+trouble, nil))
			again.Store(true)
			holds(t, server.Reply(server.DirectMessage("who made Kimi?")).Text(), "Moonshot AI")
			holds(t, server.Reply(server.Message("who made Kimi?", server.ReplyTo(server.Sent(asked)))).Text(), "Moonshot AI")
			if name == "slow" {
				return
			}
			holds(t, server.Reply(server.DirectMessage("and when was it released?")).Text(), "2023") // the talk began anew
		})
	}
}

// TestEditMeanwhile: a question that is edited while it is being answered has
// one answer in the end, to what it asks then.
func TestEditMeanwhile(t *testing.T) {
	started, release := make(chan struct{}), make(chan struct{})
	e := answererFunc(func(ctx context.Context, q answer.Question) (answer.Reply, error) {
		if q.Text == "one" {
			close(started)
			<-release
		}
		return echo(ctx, q)
	})
	server := discordtest.NewServer(t)
	launch(t, server, e, Options{})
	server.WaitReady(1)
	id := server.Message(me+" one", nil)
	<-started
	server.Edit(id, me+" two")
	close(release)
	if got := said(server.Wait("edit-message", id, 1)[0]); got != "two" {
		t.Errorf("edited to %q", got)
	}
	if sent := server.Wait("message", id, 1); len(sent) != 1 || said(sent[0]) != "one" {
		t.Errorf("%d answers: %v", len(sent), sent)
	}
}

// TestDeletedAnswer: an answer that somebody has deleted does not come back, and
// nothing fails, when its question is edited.
func TestDeletedAnswer(t *testing.T) {
	server := discordtest.NewServer(t)
	launch(t, server, nil, Options{})
	server.WaitReady(1)
	id := server.Message(me+" who made Kimi?", nil)
	r := server.Reply(id)
	server.Wait("delete", server.Press(server.Sent(r), pick(t, r, "Delete"), nil), 1)
	server.Edit(id, me+" when was Kimi released?")
	if n := len(server.Wait("edit-message", "", 1)); n != 1 { // it fails: nothing is there
		t.Errorf("%d edits", n)
	}
	holds(t, server.Reply(server.Message(me+" who made Kimi?", nil)).Text(), "Moonshot AI")
	if n := server.Answers(id); n > 1 {
		t.Errorf("%d answers", n)
	}
}
