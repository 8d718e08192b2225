package gateway

import (
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"dalil/internal/discordtest"
)

// recovery is how long a connection may take to be there again.
const recovery = 5 * time.Second

const message = `{"id":"9","channel_id":"8","content":"still there?","author":{"id":"7"}}`

// TestRefused: after these close codes the bot ends and says what to do, when it
// connects and later.
func TestRefused(t *testing.T) {
	for code, advice := range map[int]string{
		4004: "DISCORD_TOKEN", 4010: "SHARD_ID", 4011: "SHARDS=auto", 4012: "newer version", 4013: "intents", 4014: "Developer Portal",
	} {
		for _, later := range []bool{false, true} {
			t.Run(fmt.Sprintf("%d later %v", code, later), func(t *testing.T) {
				server := discordtest.NewServer(t)
				if !later {
					server.CloseWith(code)
				}
				r := run(t, Options{Token: discordtest.Token, APIURL: server.URL(), Logger: testLog(t)})
				if later {
					server.WaitReady(1)
					server.Drop(code)
				}
				var refused *Refused
				if err := r.wait(); !errors.As(err, &refused) || refused.Code != code || !strings.Contains(err.Error(), advice) {
					t.Errorf("got %v, want advice with %q", err, advice)
				}
			})
		}
	}
}

func TestWrongToken(t *testing.T) {
	server := discordtest.NewServer(t)
	err := run(t, Options{Token: "another", APIURL: server.URL(), Logger: testLog(t)}).wait()
	var refused *Refused
	if !errors.As(err, &refused) || !strings.Contains(err.Error(), "DISCORD_TOKEN") || strings.Contains(err.Error(), "another") {
		t.Errorf("got %v", err)
	}
}

// TestRecovers: however a connection ends, it is there again within 5 s. A
// session that Discord still has is resumed and costs no identify.
func TestRecovers(t *testing.T) {
	for _, tc := range []struct {
		name string
		end  func(p *peer)
		op   int // of the next connection
	}{
		{"op 7", func(p *peer) { p.send(7, "", "null") }, 6},
		{"op 9, resumable", func(p *peer) { p.send(9, "", "true") }, 6},
		{"op 9", func(p *peer) { p.send(9, "", "false") }, 2},
		{"TCP reset", (*peer).reset, 6},
		{"close 4000", func(p *peer) { p.close(4000) }, 6},
		{"close 1001", func(p *peer) { p.close(1001) }, 6},
		{"close 4007", func(p *peer) { p.close(4007) }, 2},
		{"close 4009", func(p *peer) { p.close(4009) }, 2},
		{"no acknowledgements", func(p *peer) { p.deaf.Store(true) }, 6},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := newFake(t)
			f.beat = time.Second // the library itself waits for five
			r := run(t, f.options())
			p := f.next()
			eventually(t, "an acknowledgement", func() bool { return !r.State().Shards[0].LastAck.IsZero() })
			began := time.Now()
			tc.end(p)
			again := f.next()
			took := time.Since(began)
			if again.op != tc.op {
				t.Errorf("the next connection began with op %d, want %d", again.op, tc.op)
			}
			if took > recovery {
				t.Errorf("recovered after %v", took)
			}
			t.Logf("recovered after %v", took.Round(time.Millisecond))
			if want := map[int]int{2: 2, 6: 1}[tc.op]; len(f.identifies()) != want {
				t.Errorf("%d identifies, want %d", len(f.identifies()), want)
			}
			again.send(0, "MESSAGE_CREATE", message)
			r.heard("still there?")
			eventually(t, "health", r.Healthy)
			if s := r.State().Shards[0]; s.Connects != 2 || s.Resumes != map[int]int{2: 0, 6: 1}[tc.op] {
				t.Errorf("state: %+v", s)
			}
		})
	}
}

// TestBadStarts: what goes wrong between dialling and READY, the first time.
func TestBadStarts(t *testing.T) {
	for _, tc := range []struct {
		name string
		do   func(p *peer)
	}{
		{"op 7", func(p *peer) { p.send(7, "", "null") }},
		{"op 9", func(p *peer) { p.send(9, "", "false") }},
		{"op 9, resumable", func(p *peer) { p.send(9, "", "true") }},
		{"closed", func(p *peer) { p.close(4000) }},
		{"reset", (*peer).reset},
		{"silence", func(*peer) {}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := newFake(t)
			f.onStart(first(tc.do))
			opt := f.options()
			opt.Handshake = time.Second
			r := run(t, opt)
			if p := f.next(); p.op != 2 {
				t.Errorf("op %d", p.op)
			}
			eventually(t, "health", r.Healthy)
		})
	}
}

// TestResumeRefused: whatever a server does instead of resuming, the bot comes
// to identify within 5 s, and where the refusal is clear after one attempt.
func TestResumeRefused(t *testing.T) {
	for name, tc := range map[string]struct {
		refuse   func(p *peer)
		attempts int64
	}{
		"op 9":       {func(p *peer) { p.send(9, "", "false") }, 1},
		"close 4009": {func(p *peer) { p.close(4009) }, 1},
		"silence":    {func(*peer) {}, 1},
		"close 4000": {func(p *peer) { p.close(4000) }, maxResumes},
		"op 9 true":  {func(p *peer) { p.send(9, "", "true") }, maxResumes},
		"reset":      {(*peer).reset, maxResumes},
	} {
		t.Run(name, func(t *testing.T) {
			var attempts atomic.Int64
			f := newFake(t)
			f.onStart(func(p *peer, op int) bool {
				if op == 6 {
					attempts.Add(1)
					tc.refuse(p)
				}
				return op == 6
			})
			opt := f.options()
			opt.Handshake = time.Second
			run(t, opt)
			p := f.next()
			began := time.Now()
			p.reset()
			if p = f.next(); p.op != 2 {
				t.Errorf("op %d", p.op)
			}
			took := time.Since(began)
			t.Logf("recovered after %v", took.Round(time.Millisecond))
			if took > recovery || attempts.Load() != tc.attempts {
				t.Errorf("recovered after %v and %d attempts to resume, want %d", took, attempts.Load(), tc.attempts)
			}
		})
	}
}

// TestStrangers: what a server says that is no message of the gateway, and
// events that the library crashes on or does not know.
func TestStrangers(t *testing.T) {
	f := newFake(t)
	r := run(t, f.options())
	p := f.next()
	for _, raw := range []string{
		"null", "[]", "{", `"x"`, "{}", `{"op":null}`, `{"op":99,"d":{}}`, `{"op":0,"t":"GUILD_CREATE","d":null}`,
		`{"op":0,"t":"MESSAGE_CREATE"}`, `{"op":0,"t":"MESSAGE_CREATE","d":[]}`, `{"op":0,"t":"NEWS_OF_TOMORROW","s":7,"d":{}}`,
	} {
		p.raw(raw)
	}
	p.send(0, "MESSAGE_CREATE", message)
	r.heard("still there?")
	if n := r.State().Shards[0].Connects; n != 1 {
		t.Errorf("connected %d times", n)
	}
}

// TestLeaves: a bot that ends says so, so that it is shown as offline at once;
// one that connects again does not, so that its session stays.
func TestLeaves(t *testing.T) {
	f := newFake(t)
	r := run(t, f.options())
	f.next().send(7, "", "null")
	f.next()
	r.cancel()
	if err := r.wait(); err != nil {
		t.Error(err)
	}
	codes := func() string { f.mu.Lock(); defer f.mu.Unlock(); return fmt.Sprint(f.closes) }
	eventually(t, "both connections to be closed, got "+codes(), func() bool { return codes() == "[4000 1000]" })
}

// TestUnreachable: a session is resumed where Discord wants that; where this
// address is dead, at the gateway.
func TestUnreachable(t *testing.T) {
	f := newFake(t)
	r := run(t, f.options())
	p := f.next()
	eventually(t, "health", r.Healthy)
	r.mu.Lock()
	s := r.shards[0]
	r.mu.Unlock()
	s.mu.Lock()
	if !strings.HasSuffix(s.resumeURL, "/ws-resume") {
		t.Errorf("resumes at %q", s.resumeURL)
	}
	s.resumeURL = "ws://127.0.0.1:1/"
	s.mu.Unlock()
	p.reset()
	if p = f.next(); p.op != 6 {
		t.Errorf("op %d", p.op)
	}
}

// TestCancel: whatever the gateway waits for, it ends at once.
func TestCancel(t *testing.T) {
	for name, prepare := range map[string]func(f *fake, opt *Options){
		"back-off": func(f *fake, _ *Options) { f.onStart(func(p *peer, _ int) bool { p.close(4000); return true }) },
		"op 9": func(f *fake, _ *Options) {
			f.onStart(func(p *peer, _ int) bool { p.send(9, "", "false"); return true })
		},
		"handshake": func(f *fake, _ *Options) { f.onStart(func(*peer, int) bool { return true }) },
		"budget":    func(f *fake, _ *Options) { f.limits.remaining, f.limits.resetAfter = 0, time.Hour },
		"interval": func(f *fake, opt *Options) {
			f.limits.shards, opt.Shards.Auto, opt.IdentifyEvery = 2, true, time.Hour
		},
		"connected": func(*fake, *Options) {},
		"nobody":    func(f *fake, opt *Options) { opt.APIURL, opt.Shards.Auto = "http://127.0.0.1:1/api", true },
	} {
		t.Run(name, func(t *testing.T) {
			f := newFake(t)
			opt := f.options()
			prepare(f, &opt)
			r := run(t, opt)
			time.Sleep(300 * time.Millisecond)
			began := time.Now()
			r.cancel()
			if err := r.wait(); err != nil {
				t.Error(err)
			}
			if took := time.Since(began); took > time.Second {
				t.Errorf("ended after %v", took)
			}
		})
	}
}
