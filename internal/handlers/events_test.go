package handlers

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"dalil/internal/answer"
	"dalil/internal/discordtest"
)

// TestTrouble: what goes wrong with one event is told in one sentence and hurts
// no other.
func TestTrouble(t *testing.T) {
	a := answererFunc(func(ctx context.Context, q answer.Question) (answer.Reply, error) {
		switch q.Text {
		case "panic":
			panic("at the question")
		case "error":
			return answer.Reply{}, errors.New("secret detail")
		case "hang":
			<-ctx.Done()
			return answer.Reply{}, ctx.Err()
		case "slow":
			time.Sleep(150 * time.Millisecond)
		}
		return echo(ctx, q)
	})
	server := discordtest.NewServer(t)
	launch(t, server, a, Options{Deadline: 400 * time.Millisecond, Slow: 50 * time.Millisecond})
	server.WaitReady(1)
	sorry := "Something went wrong on my side. Please ask again in a moment."
	for _, text := range []string{"panic", "error", "hang"} {
		if got := server.Reply(server.Message(me+" "+text, nil)).Text(); got != sorry {
			t.Errorf("%s: %q", text, got)
		}
		id := server.Command("ask", map[string]any{"question": text}, nil)
		kind := "callback"
		if text == "hang" {
			kind = "edit" // it was announced
		}
		if got := server.Wait(kind, id, 1)[0].Text(); got != sorry {
			t.Errorf("/ask %s: %q", text, got)
		}
	}
	id := server.Command("ask", map[string]any{"question": "slow", "private": true}, nil)
	holds(t, server.Wait("edit", id, 1)[0].Text(), "slow")
	if first := server.Wait("callback", id, 1)[0]; first.Type() != 5 || first.Flags()&64 == 0 {
		t.Errorf("announced with type %d, flags %d", first.Type(), first.Flags())
	}
	server.Reply(server.Message(me+" slow", nil))
	server.Wait("typing", "", 1)
	server.Refuse("message", 403)
	server.Wait("message", server.Message(me+" forbidden", nil), 1)
	server.Refuse("message", 0)
	holds(t, server.Reply(server.Message(me+" after all", nil)).Text(), "after all")
}

// TestDrain: what was asked before the end is answered, what comes later is
// not taken, and a question that hangs does not hold up the end.
func TestDrain(t *testing.T) {
	release, started := make(chan struct{}), make(chan struct{}, 2)
	a := answererFunc(func(ctx context.Context, q answer.Question) (answer.Reply, error) {
		started <- struct{}{}
		if q.Text == "hang" {
			<-ctx.Done()
			return answer.Reply{}, ctx.Err()
		}
		<-release
		return echo(ctx, q)
	})
	server := discordtest.NewServer(t)
	b := launch(t, server, a, Options{Drain: 500 * time.Millisecond})
	server.WaitReady(1)
	id := server.DirectMessage("before the end")
	server.DirectMessage("hang")
	<-started
	<-started
	b.cancel()
	close(release)
	if err := b.stop(); err != nil {
		t.Error(err)
	}
	if len(server.Replies(id)) != 1 {
		t.Error("a question was left without an answer")
	}
}

// TestBounded: many questions at once are all answered, so many at a time.
func TestBounded(t *testing.T) {
	var now, most atomic.Int64
	a := answererFunc(func(ctx context.Context, q answer.Question) (answer.Reply, error) {
		n := now.Add(1)
		defer now.Add(-1)
		for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
		}
		time.Sleep(2 * time.Millisecond)
		return echo(ctx, q)
	})
	server := discordtest.NewServer(t)
	launch(t, server, a, Options{})
	server.WaitReady(1)
	var ids []string
	for i := range 100 {
		ids = append(ids, server.DirectMessage(fmt.Sprint("question ", i)))
	}
	for i, id := range ids {
		if got, want := said(server.Reply(id)), fmt.Sprint("question ", i); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if most.Load() > running {
		t.Errorf("%d at a time, want at most %d", most.Load(), running)
	}
}

// TestBusy: who asks when too many wait is told so alone, and all others are
// answered.
func TestBusy(t *testing.T) {
	release := make(chan struct{})
	a := answererFunc(func(ctx context.Context, q answer.Question) (answer.Reply, error) {
		<-release
		return echo(ctx, q)
	})
	server := discordtest.NewServer(t)
	const waiting = 4
	launch(t, server, a, Options{Slow: time.Hour, Waiting: waiting})
	server.WaitReady(1)
	var ids []string
	for range running + waiting + 10 {
		ids = append(ids, server.Command("ask", map[string]any{"question": "one"}, nil))
	}
	late := server.Reply(ids[len(ids)-1])
	if holds(t, late.Text(), "too many questions"); !late.Private() {
		t.Error("told to all")
	}
	for range 3 { // one may take the place that the registration of commands leaves
		server.DirectMessage("late")
	}
	holds(t, server.Wait("message", "", 1)[0].Text(), "too many questions")
	close(release)
	answered := 0
	for _, id := range ids {
		if said(server.Reply(id)) == "> one\none" {
			answered++
		}
	}
	if answered < running+waiting-1 || answered > running+waiting { // or it took one
		t.Errorf("%d are answered, want %d", answered, running+waiting)
	}
}

// TestQueueIsAnnounced: an interaction that waits for its turn is announced in
// time, in the way in which it will be answered, and answered when it has it.
func TestQueueIsAnnounced(t *testing.T) {
	release := make(chan struct{})
	a := answererFunc(func(ctx context.Context, q answer.Question) (answer.Reply, error) {
		if q.Text == "hold" {
			<-release
		}
		return echo(ctx, q)
	})
	server := discordtest.NewServer(t)
	launch(t, server, a, Options{Slow: 100 * time.Millisecond})
	server.WaitReady(1)
	asked := server.Reply(server.Command("ask", map[string]any{"question": "one"}, nil))
	for range running + 1 { // one may come while the commands are registered
		server.Command("ask", map[string]any{"question": "hold"}, nil)
	}
	server.Wait("callback", "", running+2)
	ids := map[string]int{
		server.Command("ask", map[string]any{"question": "two"}, nil):                    5,
		server.Press(server.Sent(asked), pick(t, asked, "بالعربية"), nil):                6,
		server.Press(server.Sent(asked), pick(t, asked, "بالعربية"), asOther()):          5,
		server.Command("ask", map[string]any{"question": "three", "private": true}, nil): 5,
	}
	for id, kind := range ids {
		if got := server.Wait("callback", id, 1)[0].Type(); got != kind {
			t.Errorf("announced with type %d, want %d", got, kind)
		}
	}
	close(release)
	for id := range ids {
		server.Wait("edit", id, 1)
	}
}
