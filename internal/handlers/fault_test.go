package handlers

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"dalil/internal/discordtest"
)

// recovery is how long a connection may take to be there again.
const recovery = 5 * time.Second

// drops are the ways in which the gateway is lost. A new session costs an
// identify, of which Discord allows one in five seconds: between two of them
// the others come.
func drops(s *discordtest.Server) (list []drop) {
	anew := []func(){
		func() { s.Invalidate(false) }, func() { s.RefuseResume(1); s.Reset() }, func() { s.Drop(4009) }, func() { s.Drop(1001) },
	}
	for i, begin := range anew {
		list = append(list,
			drop{"op 7", func() { s.Drop(0) }},
			drop{"TCP reset", s.Reset},
			drop{"invalid session, resumable", func() { s.Invalidate(true) }},
			drop{"op 7, and again in the handshake", func() { s.ReconnectInOpen(); s.Drop(0) }},
			drop{"a new session, " + fmt.Sprint(i), begin})
	}
	list[6] = drop{"close 4000", func() { s.Drop(4000) }}
	list[11] = drop{"silence", s.Zombie}
	return list
}

type drop struct {
	name string
	end  func()
}

// storm is a bot that is asked while things go wrong.
type storm struct {
	*bot
	buttons []discordtest.Request // answers whose buttons are pressed, by language
	asked   map[string]time.Time  // by id of the question
	presses map[string]bool       // and commands: what has three seconds
}

// ask asks question n, in the ways and languages that there are.
func (s *storm) ask(n int) (id string) {
	lang := n / 5 % 2
	question := []string{"who made Kimi?", "من صنع كيمي؟"}[lang]
	began := time.Now()
	switch n % 5 {
	case 0:
		id = s.Message(me+" "+question, nil)
	case 1:
		id = s.Message([]string{"and when was it released?", "ومتى صدر؟"}[lang], s.ReplyTo(s.Sent(s.buttons[lang])))
	case 2:
		id = s.DirectMessage(question)
	case 3:
		id = s.Command("ask", map[string]any{"question": question}, nil)
	case 4:
		label := []string{"بالعربية", "In English"}[lang]
		id = s.Press(s.Sent(s.buttons[lang]), pick(s.t, s.buttons[lang], label), asOther())
	}
	s.asked[id], s.presses[id] = began, n%5 > 2
	return id
}

// open returns the questions that must be answered and are not. Lost are those
// that the bot has surely not got; an interaction whose three seconds have run
// out can't be answered any more.
func (s *storm) open() (ids []string) {
	lost := s.Lost()
	for id := range s.asked {
		if s.Answers(id) == 0 && !slices.Contains(lost, id) && !s.late(id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// late reports whether the bot has called back for an interaction and was told
// that its time is over.
func (s *storm) late(id string) bool {
	return s.presses[id] && slices.ContainsFunc(s.Wait("callback", id, 0), func(r discordtest.Request) bool {
		return r.Status == http.StatusNotFound && r.At.Sub(s.asked[id]) > 3*time.Second
	})
}

// newStorm returns a bot that has given the answers whose buttons are pressed.
func newStorm(t *testing.T, server *discordtest.Server) *storm {
	t.Helper()
	server.Heartbeat(400 * time.Millisecond)
	server.Echo(true)
	s := &storm{bot: launch(t, server, nil, Options{}), asked: make(map[string]time.Time), presses: make(map[string]bool)}
	server.WaitReady(1)
	s.buttons = append(s.buttons, server.Reply(server.Message(me+" who made Kimi?", nil)), server.Reply(server.Message(me+" من صنع كيمي؟", nil)))
	return s
}

// TestFaults: while the gateway is lost twenty times, in every way, and one
// request in ten fails, whatever the bot is asked and gets is answered exactly
// once. It is there again within 5 s each time, and leaves nothing behind.
func TestFaults(t *testing.T) {
	first := newStorm(t, discordtest.NewServer(t)) // what is made once in a process is made now
	for n := range 10 {
		first.ask(n)
	}
	for id := range first.asked {
		first.Reply(id)
	}
	first.stop()
	first.Close()
	before := still()
	server := discordtest.NewServer(t)
	s := newStorm(t, server)
	server.Flaky(0.05, 0.05, 1)
	var slowest time.Duration
	for i, d := range drops(server) {
		server.Duplicate(3)
		server.Reorder(4)
		for n := range 5 {
			s.ask(i*10 + n)
		}
		server.Hangup("message", 1, i%2 == 0)
		began := time.Now()
		d.end()
		for n := range 4 {
			s.ask(i*10 + 6 + n)
		}
		server.WaitReady(i + 2)
		took := time.Since(began)
		server.Reply(s.ask(i*10 + 5)) // then the bot knows too that it is there again
		t.Logf("%s: back after %v", d.name, took.Round(time.Millisecond))
		if slowest = max(slowest, took); took > recovery {
			t.Errorf("%s: back after %v", d.name, took)
		}
	}
	for until := time.Now().Add(20 * time.Second); len(s.open()) > 0; time.Sleep(20 * time.Millisecond) {
		if time.Now().After(until) {
			t.Fatalf("%d questions are not answered: %q", len(s.open()), s.open())
		}
	}
	s.check(slowest)
	before.same(t, server)
}

// check ends the bot and looks at what became of the questions.
func (s *storm) check(slowest time.Duration) {
	if err := s.stop(); err != nil {
		s.t.Error(err)
	}
	answered, late, lost := 0, 0, 0
	gone := s.Lost()
	for id := range s.asked {
		n := s.Answers(id)
		switch {
		case n > 0:
			answered++
		case slices.Contains(gone, id):
			lost++
		case s.late(id):
			late++
		}
		if n > 1 || n == 0 && s.Received(id) && !s.late(id) {
			s.t.Errorf("question %s (interaction %v) is answered %d times", id, s.presses[id], n)
		}
		for _, r := range s.Replies(id) {
			if text := r.Text(); strings.Contains(text, "Something went wrong") {
				s.t.Errorf("question %s got an apology", id)
			}
		}
	}
	c := s.Counts()
	s.t.Logf("%d questions: %d answered, %d lost with their session, %d too late; %d sessions, %d resumes; %d requests failed, %d were limited, %d hung up; slowest recovery %v",
		len(s.asked), answered, lost, late, c.Readies, c.Resumes, c.Failed, c.Limited, c.HungUp, slowest.Round(time.Millisecond))
	if len(s.asked) != 200 || answered < 150 {
		s.t.Errorf("%d of %d questions are answered", answered, len(s.asked))
	}
}
