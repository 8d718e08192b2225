package handlers

import (
	"context"
	"strings"
	"testing"
	"time"

	"dalil/internal/answer"
	"dalil/internal/discordtest"
)

// echo answers every question with itself.
var echo = answererFunc(func(_ context.Context, q answer.Question) (answer.Reply, error) {
	return answer.Reply{Status: answer.Answered, Text: q.Text}, nil
})

// TestRefusals: after these close codes the bot ends and says what to do.
func TestRefusals(t *testing.T) {
	for code, advice := range map[int]string{4004: "DISCORD_TOKEN", 4013: "intents", 4014: "Developer Portal"} {
		server := discordtest.NewServer(t)
		server.CloseWith(code)
		err := launch(t, server, echo, Options{}).wait()
		if err == nil || !strings.Contains(err.Error(), advice) {
			t.Errorf("%d: %v, want advice with %q", code, err, advice)
		}
	}
	err := launch(t, discordtest.NewServer(t), echo, Options{Token: "another"}).wait()
	if err == nil || !strings.Contains(err.Error(), "DISCORD_TOKEN") || strings.Contains(err.Error(), "another") {
		t.Errorf("wrong token: %v", err)
	}
}

// TestRefusedLater: the same code on a connection that stood.
func TestRefusedLater(t *testing.T) {
	server := discordtest.NewServer(t)
	b := launch(t, server, echo, Options{})
	server.WaitReady(1)
	server.Drop(4014)
	if err := b.wait(); err == nil || !strings.Contains(err.Error(), "4014") {
		t.Errorf("got %v", err)
	}
}

// TestStuckOpen: a gateway that says nothing, and one that asks to reconnect
// while connecting, which the library waits on for ever.
func TestStuckOpen(t *testing.T) {
	server := discordtest.NewServer(t)
	server.OnlyGatewayBot()
	server.Mute(true)
	b := launch(t, server, echo, Options{Handshake: 400 * time.Millisecond})
	server.WaitConnections(1)
	server.Mute(false)
	server.ReconnectInOpen()
	holds(t, server.Reply(server.DirectMessage("still there?")).Text(), "still there?")
	if err := b.stop(); err != nil {
		t.Error(err)
	}
}

// TestReconnects: a connection that ends is taken up again.
func TestReconnects(t *testing.T) {
	server := discordtest.NewServer(t)
	launch(t, server, echo, Options{})
	server.WaitReady(1)
	server.Drop(0)
	if resumed := server.WaitReady(2); resumed != 1 {
		t.Errorf("%d connections resumed, want 1", resumed)
	}
	holds(t, server.Reply(server.DirectMessage("still there?")).Text(), "still there?")
}
