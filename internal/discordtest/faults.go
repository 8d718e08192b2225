package discordtest

import (
	"maps"
	"math/rand/v2"
	"time"
)

// faults are what the server does wrong when told to.
type faults struct {
	closeCode    int            // close the gateway with it in place of READY
	silent       bool           // never say hello
	noGateway    bool           // the gateway's address is only under /gateway/bot
	status       map[string]int // by kind of request: the status of its answer
	reconnectAt  bool           // ask to reconnect in place of READY, once
	refuseResume int            // so many times
	foreign      bool           // leave out what other servers leave out
	echo         bool           // tell the bot of its own messages
	endpoint     *endpoint      // where interactions go in place of the gateway

	random           *rand.Rand
	rate500, rate429 float64
	delay            map[string]time.Duration
	hang             map[string]hangup
	limits           map[string]*limit
	global           time.Time // until then everything is refused
}

// hangup is how often connections are dropped in place of an answer.
type hangup struct {
	n     int
	after bool // the request is done first
}

func newFaults() faults {
	return faults{
		status: make(map[string]int), delay: make(map[string]time.Duration), hang: make(map[string]hangup), limits: make(map[string]*limit),
	}
}

func (s *Server) fault(set func(*faults)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	set(&s.faults)
}

func (s *Server) gatewayFault(set func(*gateways)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	set(&s.gateways)
}

// CloseWith makes the gateway close with a code where READY should come; 0
// ends that.
func (s *Server) CloseWith(code int) { s.fault(func(f *faults) { f.closeCode = code }) }

// Mute makes the gateway accept connections and say nothing on them.
func (s *Server) Mute(on bool) { s.fault(func(f *faults) { f.silent = on }) }

// OnlyGatewayBot makes the server answer 404 for /gateway.
func (s *Server) OnlyGatewayBot() { s.fault(func(f *faults) { f.noGateway = true }) }

// ReconnectInOpen makes the gateway ask for a new connection where READY
// should come, once.
func (s *Server) ReconnectInOpen() { s.fault(func(f *faults) { f.reconnectAt = true }) }

// RefuseResume makes the gateway call the session invalid the next n times
// that the bot wants to resume.
func (s *Server) RefuseResume(n int) { s.fault(func(f *faults) { f.refuseResume = n }) }

// Echo makes the gateway tell the bot of its own messages, as Discord does.
func (s *Server) Echo(on bool) { s.fault(func(f *faults) { f.echo = on }) }

// Heartbeat sets the interval that the gateway asks for; 41.25 s where it is
// not called.
func (s *Server) Heartbeat(every time.Duration) {
	s.gatewayFault(func(g *gateways) { g.heartbeat = every })
}

// Shards sets how many shards the server advises and how many of them may
// identify at a time, each once in an interval: earlier ones get an invalid
// session.
func (s *Server) Shards(n, concurrency int, every time.Duration) {
	s.gatewayFault(func(g *gateways) { g.shards, g.concurrency, g.every = n, concurrency, every })
}

// Refuse makes requests of a kind ("message", "callback", "commands", …) fail
// with a status; 0 ends that. A 400 for commands is only for those with names
// in other languages, as of a server that does not know a language.
func (s *Server) Refuse(kind string, status int) {
	s.fault(func(f *faults) { f.status[kind] = status })
}

// Flaky makes shares of all requests, between 0 and 1, fail with the status 500
// or 429.
func (s *Server) Flaky(rate500, rate429 float64, seed uint64) {
	s.fault(func(f *faults) {
		f.random, f.rate500, f.rate429 = rand.New(rand.NewPCG(seed, seed)), rate500, rate429
	})
}

// Delay makes requests of a kind be answered so much later; the request is
// done then, not before.
func (s *Server) Delay(kind string, d time.Duration) {
	s.fault(func(f *faults) { f.delay[kind] = d })
}

// Hangup drops the connection in place of the answer to the next n requests of
// a kind; where after is true they are done first.
func (s *Server) Hangup(kind string, n int, after bool) {
	s.fault(func(f *faults) { f.hang[kind] = hangup{n, after} })
}

// LimitGlobally refuses everything but callbacks for a time, with the status
// 429.
func (s *Server) LimitGlobally(d time.Duration) {
	s.fault(func(f *faults) { f.global = time.Now().Add(d) })
}

// Limit allows n requests of a kind in an interval for each channel, and says
// so in the headers of every answer.
func (s *Server) Limit(kind string, n int, per time.Duration) {
	s.fault(func(f *faults) { f.limits[kind] = &limit{n: n, per: per, used: make(map[string]*window)} })
}

// Counts is what has happened at a server.
type Counts struct {
	Requests        map[string]int // by kind
	Failed          int            // answered with the status 500
	Limited         int            // answered with the status 429
	Invalid         int            // answered with 401, 403 or 429, of which Discord bans
	HungUp          int            // not answered
	Late            int            // callbacks after their time
	Dispatched      int            // events
	Readies         int            // sessions that began
	Resumes         int
	RefusedResumes  int
	Identifies      int // also those that came too early
	EarlyIdentifies int
	Connections     int // to the gateway
	Heartbeats      int
}

// Counts returns what has happened so far.
func (s *Server) Counts() Counts {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.counts
	c.Requests = maps.Clone(c.Requests)
	c.Connections = s.gateways.dialled
	return c
}

// count counts a request that was answered. s.mu must be held.
func (s *Server) count(r Request) {
	s.counts.Requests[r.Kind]++
	switch r.Status {
	case 500:
		s.counts.Failed++
	case 429:
		s.counts.Limited++
		s.counts.Invalid++
	case 401, 403:
		s.counts.Invalid++
	}
}
