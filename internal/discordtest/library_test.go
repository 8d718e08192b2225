package discordtest

import (
	"sync"
	"testing"

	"github.com/bwmarrin/discordgo"
)

// TestLibrary: the library's session lives through what it can live through,
// and everything that it was sent comes once.
func TestLibrary(t *testing.T) {
	r := lone(t)
	r.bot = r.session(messageIntents)
	var mu sync.Mutex
	got := make(map[string]int)
	r.bot.AddHandler(func(_ *discordgo.Session, e *discordgo.MessageCreate) {
		mu.Lock()
		defer mu.Unlock()
		got[e.ID]++
	})
	down := make(chan struct{}, 100)
	r.bot.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) { down <- struct{}{} })
	open := func() {
		t.Helper()
		if err := r.bot.Open(); err != nil {
			t.Fatal(err)
		}
	}
	open()
	var sent []string
	for i, drop := range []func(){func() { r.Drop(0) }, func() { r.Drop(4000) }, r.Reset} {
		sent = append(sent, r.DirectMessage("before"))
		// A heartbeat that fails closes whatever connection there is then.
		eventually(t, "the first heartbeat is out", func() bool { return r.Counts().Heartbeats > i })
		drop()
		sent = append(sent, r.DirectMessage("meanwhile"))
		<-down
		open()
		sent = append(sent, r.DirectMessage("after"))
	}
	eventually(t, "everything has come", func() bool {
		mu.Lock()
		defer mu.Unlock()
		return len(got) == len(sent)
	})
	mu.Lock()
	defer mu.Unlock()
	for _, id := range sent {
		if got[id] != 1 {
			t.Errorf("message %s came %d times", id, got[id])
		}
	}
	if c := r.Counts(); c.Resumes != 3 || c.Readies != 1 || c.Connections != 4 {
		t.Errorf("counts %+v", c)
	}
	r.complains("library", "")
}
