package handlers

import (
	"context"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"dalil/internal/answer"
	"dalil/internal/discordtest"
)

// TestBusyIsToldToWhoAsks: a bot that has too much to do tells so in a dedicated
// channel, and says nothing to those who talk there or elsewhere.
func TestBusyIsToldToWhoAsks(t *testing.T) {
	release := make(chan struct{})
	a := answererFunc(func(ctx context.Context, q answer.Question) (answer.Reply, error) {
		if q.Text == "hold" {
			<-release
		}
		return echo(ctx, q)
	})
	server := discordtest.NewServer(t)
	server.AllowMessageContent()
	const waiting = 1
	b := launch(t, server, a, Options{Content: true, Channels: []string{discordtest.Channel}, Slow: time.Hour, Waiting: waiting})
	server.WaitReady(1)
	server.Wait("commands", "", 1)
	server.Reply(server.DirectMessage("first")) // no other work is left
	for range running + waiting {
		server.DirectMessage("hold")
	}
	silent := []string{server.Message("good morning", nil), server.Message("who made Kimi?", discordtest.In("100000000000000055"))}
	holds(t, server.Reply(server.Message("who made Kimi?", nil)).Text(), "too many questions")
	holds(t, server.Reply(server.Message(me+" hello", discordtest.In("100000000000000055"))).Text(), "too many questions")
	close(release)
	b.stop()
	for _, id := range silent {
		for _, r := range server.Replies(id) {
			t.Errorf("told %q", r.Text())
		}
	}
}

// TestDeletedMeanwhile: a question that is deleted before it has its answer keeps
// none, be it deleted before the answer is posted or while it is.
func TestDeletedMeanwhile(t *testing.T) {
	started, release := make(chan struct{}, 1), make(chan struct{})
	a := answererFunc(func(ctx context.Context, q answer.Question) (answer.Reply, error) {
		if q.Text == "wait" {
			started <- struct{}{}
			<-release
		}
		return echo(ctx, q)
	})
	server := discordtest.NewServer(t)
	b := launch(t, server, a, Options{})
	server.WaitReady(1)
	early := server.Message(me+" wait", nil)
	<-started
	server.Delete(early)
	server.Reply(server.DirectMessage("after it")) // so that the bot knows
	close(release)
	server.Delay("message", 200*time.Millisecond)
	late := server.Message(me+" late", nil)
	time.Sleep(100 * time.Millisecond) // as a rule it is being posted by now
	server.Delete(late)
	server.Reply(server.DirectMessage("after that"))
	b.stop()
	posted, removed := 0, 0
	for _, r := range server.Replies(late) {
		switch r.Kind {
		case "message":
			posted++
		case "delete-message":
			removed++
		}
	}
	if posted != removed {
		t.Errorf("%d answers are posted, %d are deleted", posted, removed)
	}
	if n := len(server.Replies(early)); n > 0 {
		t.Errorf("%d answers to a deleted question", n)
	}
}

// TestNothingInEvents: events without what they are of hurt nobody.
func TestNothingInEvents(t *testing.T) {
	server := discordtest.NewServer(t)
	launch(t, server, nil, Options{})
	server.WaitReady(1)
	for _, event := range []string{"MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE", "MESSAGE_DELETE_BULK", "INTERACTION_CREATE"} {
		server.Dispatch(event, nil)
	}
	holds(t, server.Reply(server.DirectMessage("who made Kimi?")).Text(), "Moonshot AI")
	var c call
	c.read([]*discordgo.ApplicationCommandInteractionDataOption{nil, {Name: "name", Type: discordgo.ApplicationCommandOptionString, Value: "kimi"}})
	if got := c.text("name"); got != "kimi" {
		t.Errorf("read as %q", got)
	}
}
