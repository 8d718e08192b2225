// Package discordtest is a fake Discord on the loopback: its gateway and the
// part of its REST interface that bots need, as real HTTP and a real websocket.
// It should be imported by tests only. Requests that Discord would refuse, and
// messages that would ping, fail the test.
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
	User        = "100000000000000003" // who sends messages where a test does not say
	Guild       = "100000000000000004"
	Channel     = "100000000000000005"
	Direct      = "100000000000000006" // the channel of direct messages with User
)

// Token is the one that the server takes, without the word before it.
const Token = "fake-token"

// patience is how long anything that must come is waited for.
const patience = 10 * time.Second

// Server is the fake. Its methods may be called from one test at a time.
type Server struct {
	t       testing.TB
	http    *httptest.Server
	schemas *schemas // nil where the description of the interface is not there

	mu       sync.Mutex
	changed  *sync.Cond
	ids      int64
	messages map[string]map[string]any // by id
	requests []Request
	clients  []*client // the last is the one that events go to
	readies  int
	resumes  int
	dialled  int
	faults   faults
}

// faults are what the server does wrong when told to.
type faults struct {
	closeCode   int            // close the gateway with it in place of READY
	silent      bool           // never say hello
	noGateway   bool           // the gateway's address is only under /gateway/bot
	status      map[string]int // by kind of request: the status of its answer
	reconnectAt bool           // ask to reconnect in place of READY, once
}

// NewServer starts a server that runs until the test ends.
func NewServer(t testing.TB) *Server {
	t.Helper()
	s := &Server{t: t, schemas: loadSchemas(t), ids: 200000000000000000, messages: make(map[string]map[string]any)}
	s.changed = sync.NewCond(&s.mu)
	s.faults.status = make(map[string]int)
	s.http = httptest.NewServer(s.routes())
	t.Cleanup(func() {
		s.mu.Lock()
		clients := s.clients
		s.clients = nil
		s.mu.Unlock()
		for _, c := range clients {
			c.conn.Close()
		}
		s.http.Close()
	})
	return s
}

// URL returns the base of the REST interface, for DISCORD_API_URL.
func (s *Server) URL() string { return s.http.URL + "/api/v10" }

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

// Refuse makes requests of a kind ("message", "callback", "commands", …) fail
// with a status; 0 ends that.
func (s *Server) Refuse(kind string, status int) {
	s.fault(func(f *faults) { f.status[kind] = status })
}

func (s *Server) fault(set func(*faults)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	set(&s.faults)
}

// nextID returns an id that was not used before. s.mu must be held.
func (s *Server) nextID() string {
	s.ids++
	return strconv.FormatInt(s.ids, 10)
}

// wait waits until done returns true, which it asks whenever anything has
// changed, with s.mu held. It fails the test when that takes too long.
func (s *Server) wait(what string, done func() bool) {
	s.t.Helper()
	late := false
	timer := time.AfterFunc(patience, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		late = true
		s.changed.Broadcast()
	})
	defer timer.Stop()
	s.mu.Lock()
	defer s.mu.Unlock()
	for !done() {
		if late {
			s.t.Fatalf("discordtest: waited %v for %s; requests: %v", patience, what, s.requests)
		}
		s.changed.Wait()
	}
}

func (s *Server) routes() http.Handler {
	mux := http.NewServeMux()
	const api = "/api/v10"
	mux.HandleFunc("GET "+api+"/gateway", s.gatewayAddress)
	mux.HandleFunc("GET "+api+"/gateway/bot", s.gatewayAddress)
	mux.HandleFunc("GET /ws/", s.gateway)
	mux.HandleFunc("POST "+api+"/channels/{channel}/messages", s.postMessage)
	mux.HandleFunc("GET "+api+"/channels/{channel}/messages", s.getMessages)
	mux.HandleFunc("GET "+api+"/channels/{channel}/messages/{message}", s.getMessage)
	mux.HandleFunc("POST "+api+"/channels/{channel}/typing", s.typing)
	mux.HandleFunc("POST "+api+"/interactions/{interaction}/{token}/callback", s.postCallback)
	mux.HandleFunc("PATCH "+api+"/webhooks/{application}/{token}/messages/{message}", s.editOriginal)
	mux.HandleFunc("POST "+api+"/webhooks/{application}/{token}", s.postFollowup)
	mux.HandleFunc("PUT "+api+"/applications/{application}/commands", s.putCommands)
	mux.HandleFunc("GET "+api+"/applications/{application}/commands", s.getCommands)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		s.t.Errorf("discordtest: no route for %s %s", r.Method, r.URL.Path)
		http.Error(w, `{"code": 0, "message": "404: Not Found"}`, http.StatusNotFound)
	})
	return mux
}
