// Package discordtest is a fake Discord on the loopback: its gateway and the
// part of its REST interface that bots need, as real HTTP and a real websocket.
// It should be imported by tests only. Requests that Discord would refuse, and
// messages that would ping, fail the test; faults that a test has asked for do
// not, and are counted.
package discordtest

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"
	"testing"
	"time"
)

// Who and where everybody is. All ids are of the form that Discord's are.
const (
	Bot         = "100000000000000001" // the bot that connects
	Application = "100000000000000002"
	User        = "100000000000000003" // who does things where a test does not say
	Guild       = "100000000000000004"
	Channel     = "100000000000000005"
	Direct      = "100000000000000006" // the channel of direct messages with User
	Other       = "100000000000000007" // somebody else
	BotRole     = "100000000000000008" // the role that the guild gave the bot
)

// Token is the one that the server takes, without the word before it.
const Token = "fake-token"

// defaultPatience is how long anything that must come is waited for.
const defaultPatience = 10 * time.Second

// Server is the fake. Its methods are safe for many goroutines; those that wait
// end the goroutine of the caller where what they wait for does not come.
type Server struct {
	t        testing.TB
	http     *httptest.Server
	schemas  *schemas       // nil where the description of the interface is not there
	running  sync.WaitGroup // connections to the gateway, and interactions over HTTP
	patience time.Duration  // of those who wait

	mu           sync.Mutex
	closed       bool
	waiters      map[string]*waiter // by what they wait for: an id, or "" for anything
	ids          int64
	messages     map[string]*message
	history      map[string][]string // ids of messages by channel, oldest first
	nonces       map[string]string   // ids of messages by channel and nonce
	interactions map[string]*interaction
	requests     []Request
	byTo, byKind map[string][]int // places in requests
	registered   map[string]registered
	lastPut      registered
	place        place
	gateways     gateways
	faults       faults
	counts       Counts
}

// NewServer starts a server that runs until the test ends.
func NewServer(t testing.TB) *Server {
	t.Helper()
	s := &Server{
		t: t, schemas: loadSchemas(t), ids: 200000000000000000, patience: defaultPatience,
		waiters: make(map[string]*waiter), messages: make(map[string]*message), history: make(map[string][]string),
		nonces: make(map[string]string), interactions: make(map[string]*interaction),
		byTo: make(map[string][]int), byKind: make(map[string][]int), registered: make(map[string]registered),
		place: newPlace(), gateways: newGateways(), faults: newFaults(), counts: Counts{Requests: make(map[string]int)},
	}
	s.mu.Lock() // who asks from another process sees it whole
	s.http = httptest.NewServer(s.routes())
	s.mu.Unlock()
	t.Cleanup(s.Close)
	return s
}

// Patience sets how long what must come is waited for; 10 s where it is not
// called. It is to be called before anything waits.
func (s *Server) Patience(d time.Duration) { s.patience = d }

// Trust ends the checks of bodies against the description of the interface, for
// tests that measure time. It is to be called before the bot connects.
func (s *Server) Trust() { s.schemas = nil }

// Close ends the server and everything that runs for it. The end of the test
// does it too.
func (s *Server) Close() {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return
	}
	s.closed = true
	open := s.gateways.open()
	s.mu.Unlock()
	for _, c := range open {
		c.conn.Close()
	}
	s.http.CloseClientConnections()
	s.http.Close()
	s.running.Wait()
}

// Forget drops all that a closed server has recorded, for tests that measure
// what else is left in memory.
func (s *Server) Forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.messages)
	clear(s.history)
	clear(s.nonces)
	clear(s.interactions)
	clear(s.byTo)
	clear(s.byKind)
	s.requests, s.gateways = nil, newGateways()
}

// URL returns the base of the REST interface, for DISCORD_API_URL.
func (s *Server) URL() string { return s.http.URL + base }

// errorf fails the test, unless it is at its end.
func (s *Server) errorf(format string, args ...any) {
	s.t.Helper()
	s.mu.Lock()
	closed := s.closed
	s.mu.Unlock()
	if !closed {
		s.t.Errorf("discordtest: "+format, args...)
	}
}

// nextID returns an id that was not used before. s.mu must be held.
func (s *Server) nextID() string {
	s.ids++
	return strconv.FormatInt(s.ids, 10)
}

// waiter wakes those who wait for one thing.
type waiter struct {
	changed *sync.Cond
	n       int // who wait
}

// wake wakes those who wait for an id or for anything. s.mu must be held.
func (s *Server) wake(id string) {
	for _, key := range []string{id, ""} {
		if w := s.waiters[key]; w != nil {
			w.changed.Broadcast()
		}
		if id == "" {
			return
		}
	}
}

// wait waits until done returns true, which it asks with s.mu held whenever
// something about an id has changed; about anything where id is "". It fails
// the test when that takes too long.
func (s *Server) wait(id, what string, done func() bool) {
	s.t.Helper()
	late := false
	s.mu.Lock()
	defer s.mu.Unlock()
	if done() {
		return
	}
	w := s.waiters[id]
	if w == nil {
		w = &waiter{changed: sync.NewCond(&s.mu)}
		s.waiters[id] = w
	}
	w.n++
	defer func() {
		if w.n--; w.n == 0 {
			delete(s.waiters, id)
		}
	}()
	timer := time.AfterFunc(s.patience, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		late = true
		w.changed.Broadcast()
	})
	defer timer.Stop()
	for !done() {
		if late {
			last := s.requests[max(0, len(s.requests)-5):]
			s.t.Fatalf("discordtest: waited %v for %s; the last of %d requests: %v", s.patience, what, len(s.requests), last)
		}
		w.changed.Wait()
	}
}

// base is where the REST interface begins.
const base = "/api/v10"

// route is a path of the REST interface and the kind of requests to it.
// Templates are as the description of the interface has them, below base.
type route struct {
	method, template, kind string
	serve                  func(http.ResponseWriter, *http.Request, *Request)
}

func (s *Server) routes() http.Handler {
	const (
		channel = "/channels/{channel_id}"
		hook    = "/webhooks/{webhook_id}/{webhook_token}"
		guild   = "/guilds/{guild_id}"
		app     = "/applications/{application_id}"
	)
	mux := http.NewServeMux()
	for _, r := range []route{
		{"GET", "/gateway", "gateway", s.gatewayAddress},
		{"GET", "/gateway/bot", "gateway", s.gatewayAddress},
		{"POST", channel + "/messages", "message", s.postMessage},
		{"GET", channel + "/messages", "get-messages", s.getMessages},
		{"GET", channel + "/messages/{message_id}", "get-message", s.getMessage},
		{"PATCH", channel + "/messages/{message_id}", "edit-message", s.patchMessage},
		{"DELETE", channel + "/messages/{message_id}", "delete-message", s.deleteMessage},
		{"POST", channel + "/typing", "typing", s.typing},
		{"GET", channel, "get-channel", s.getChannel},
		{"POST", "/interactions/{interaction_id}/{interaction_token}/callback", "callback", s.postCallback},
		{"POST", hook, "followup", s.postFollowup},
		{"GET", hook + "/messages/{message_id}", "get-original", s.getOriginal},
		{"PATCH", hook + "/messages/{message_id}", "edit", s.patchOriginal},
		{"DELETE", hook + "/messages/{message_id}", "delete", s.deleteOriginal},
		{"PUT", app + "/commands", "commands", s.putCommands},
		{"GET", app + "/commands", "get-commands", s.getCommands},
		{"PUT", app + "/guilds/{guild_id}/commands", "commands", s.putCommands},
		{"GET", app + "/guilds/{guild_id}/commands", "get-commands", s.getCommands},
		{"GET", "/applications/@me", "get-application", s.getApplication},
		{"GET", "/users/@me", "get-user", s.getUser},
		{"GET", "/users/@me/guilds", "get-guilds", s.getGuilds},
		{"POST", "/users/@me/channels", "open-direct", s.openDirect},
		{"GET", guild, "get-guild", s.getGuild},
		{"GET", guild + "/roles", "get-roles", s.getRoles},
		{"GET", guild + "/channels", "get-channels", s.getChannels},
		{"GET", guild + "/members/{user_id}", "get-member", s.getMember},
	} {
		mux.HandleFunc(r.method+" "+base+r.template, s.take(r))
	}
	mux.HandleFunc("GET /ws", s.gateway)
	mux.HandleFunc("GET /ws/", s.gateway) // the library adds the slash
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		s.errorf("no route for %s %s", r.Method, r.URL.Path)
		respond(w, http.StatusNotFound, problem(0, "404: Not Found"))
	})
	return mux
}
