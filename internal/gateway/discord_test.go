package gateway

import (
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"dalil/internal/discordtest"
)

// TestFaults: whatever happens to the connection, it is there again within 5 s,
// no event is lost that Discord still has, none comes twice, and no identify is
// made too early or without need.
func TestFaults(t *testing.T) {
	const every = 200 * time.Millisecond // between identifies
	server := discordtest.NewServer(t)
	server.Heartbeat(every)
	server.Shards(1, 1, every)
	opt := Options{Token: discordtest.Token, APIURL: server.URL(), Logger: testLog(t), IdentifyEvery: every + every/4}
	r := run(t, opt)
	server.WaitReady(1)
	sent := make(map[string]string) // texts by id
	say := func() {
		text := fmt.Sprintf("message %02d", len(sent))
		sent[server.DirectMessage(text)] = text
	}
	faults := []struct {
		name       string
		do         func()
		identifies bool
	}{
		{"op 7", func() { server.Drop(0) }, false},
		{"TCP reset", server.Reset, false},
		{"close 4000", func() { server.Drop(4000) }, false},
		{"op 9, resumable", func() { server.Invalidate(true) }, false},
		{"op 9", func() { server.Invalidate(false) }, true},
		{"zombie", server.Zombie, false},
		{"close 4009", func() { server.Drop(4009) }, true},
		{"op 7 in open", func() { server.ReconnectInOpen(); server.Drop(0) }, false},
		{"resume refused", func() { server.RefuseResume(1); server.Reset() }, true},
	}
	identifies := 1
	for i, fault := range faults {
		say()
		eventually(t, "health", r.Healthy)
		began := time.Now()
		fault.do()
		if !fault.identifies {
			say() // waits for the bot
		}
		server.WaitReady(i + 2)
		took := time.Since(began)
		t.Logf("%s: recovered after %v", fault.name, took.Round(time.Millisecond))
		if took > recovery {
			t.Errorf("%s: recovered after %v", fault.name, took)
		}
		if fault.identifies {
			identifies++
		}
		say()
	}
	for _, id := range server.Lost() { // of sessions that Discord has ended; some may have come all the same
		delete(sent, id)
	}
	if len(sent) < len(faults) {
		t.Errorf("only %d messages were not lost", len(sent))
	}
	var got []string
	missing := func() bool {
		return slices.ContainsFunc(slices.Collect(maps.Values(sent)), func(text string) bool { return !slices.Contains(got, text) })
	}
	for missing() {
		select {
		case text := <-r.texts:
			got = append(got, text)
		case <-time.After(5 * time.Second):
			t.Fatalf("got %q of %v", got, sent)
		}
	}
	if c := server.Counts(); c.Identifies != identifies || c.EarlyIdentifies != 0 {
		t.Errorf("%d identifies, of which %d too early; want %d", c.Identifies, c.EarlyIdentifies, identifies)
	}
	if !slices.IsSorted(got) || len(slices.Compact(slices.Clone(got))) != len(got) {
		t.Errorf("out of order or twice: %q", got)
	}
}

// TestSharded: two shards at Discord, of which each gets the events of its
// servers; identifies keep their distance.
func TestSharded(t *testing.T) {
	const every = 300 * time.Millisecond
	server := discordtest.NewServer(t)
	server.Shards(2, 1, every)
	opt := Options{Token: discordtest.Token, APIURL: server.URL(), Logger: testLog(t), IdentifyEvery: every + every/4, Shards: Shards{Auto: true}}
	r := run(t, opt)
	server.WaitReady(2)
	text := "<@" + discordtest.Bot + "> in a server"
	server.Message(text, map[string]any{"mentions": []any{map[string]any{"id": discordtest.Bot}}})
	r.heard(text)
	server.DirectMessage("directly")
	r.heard("directly")
	if c := server.Counts(); c.Identifies != 2 || c.EarlyIdentifies != 0 {
		t.Errorf("%d identifies, of which %d too early", c.Identifies, c.EarlyIdentifies)
	}
}
