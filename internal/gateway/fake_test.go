package gateway

import (
	"encoding/json"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"dalil/internal/discordtest"
)

// limits is what the fake says of identifying.
type limits struct {
	shards, remaining, concurrency int
	resetAfter                     time.Duration
}

// fake is a gateway whose every step a test decides, where discordtest is a
// whole Discord that behaves.
type fake struct {
	t     testing.TB
	http  *httptest.Server
	ready chan *peer    // connections that became ready
	asked atomic.Int64  // requests for the address
	beat  time.Duration // between heartbeats

	mu       sync.Mutex
	limits   limits
	start    func(p *peer, op int) (done bool) // in place of READY or RESUMED
	identify []time.Time
	closes   []int // codes with which connections were closed by the bot
}

// peer is one connection to the fake.
type peer struct {
	conn  *websocket.Conn
	mu    sync.Mutex // of writes
	began time.Time
	shard [2]int
	op    int // with which it began: 2 or 6
	deaf  atomic.Bool
}

func newFake(t testing.TB) *fake {
	f := &fake{t: t, ready: make(chan *peer, 100), beat: time.Minute, limits: limits{shards: 1, remaining: 100, concurrency: 1}}
	f.http = httptest.NewServer(http.HandlerFunc(f.serve))
	t.Cleanup(f.http.Close)
	return f
}

func (f *fake) serve(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, "/ws") {
		f.gateway(w, r)
		return
	}
	f.asked.Add(1)
	f.mu.Lock()
	l := f.limits
	f.mu.Unlock()
	json.NewEncoder(w).Encode(map[string]any{
		"url": "ws" + strings.TrimPrefix(f.http.URL, "http") + "/ws", "shards": l.shards,
		"session_start_limit": map[string]any{
			"total": 1000, "remaining": l.remaining, "reset_after": l.resetAfter.Milliseconds(), "max_concurrency": l.concurrency,
		},
	})
}

func (f *fake) gateway(w http.ResponseWriter, r *http.Request) {
	conn, err := new(websocket.Upgrader).Upgrade(w, r, nil)
	if err != nil {
		f.t.Error(err)
		return
	}
	defer conn.Close()
	p := &peer{conn: conn, began: time.Now()}
	p.send(10, "", `{"heartbeat_interval":`+json.Number(itoa(f.beat.Milliseconds())).String()+`}`)
	for {
		var m struct {
			Op   int `json:"op"`
			Data struct {
				Shard [2]int `json:"shard"`
			} `json:"d"`
		}
		_, raw, err := conn.ReadMessage()
		if err != nil {
			var closed *websocket.CloseError
			if ok := asClose(err, &closed); ok {
				f.mu.Lock()
				f.closes = append(f.closes, closed.Code)
				f.mu.Unlock()
			}
			return
		}
		json.Unmarshal(raw, &m)
		switch m.Op {
		case 1:
			if !p.deaf.Load() {
				p.send(11, "", "null")
			}
		case 2, 6:
			f.begin(p, m.Op, m.Data.Shard)
		}
	}
}

// begin answers an identify or a resume.
func (f *fake) begin(p *peer, op int, shard [2]int) {
	p.op, p.shard = op, shard
	f.mu.Lock()
	start := f.start
	if op == 2 {
		f.identify = append(f.identify, time.Now())
		f.limits.remaining--
	}
	f.mu.Unlock()
	if start != nil && start(p, op) {
		return
	}
	if op == 6 {
		p.send(0, "RESUMED", "null")
	} else {
		p.send(0, "READY", `{"v":10,"session_id":"one","resume_gateway_url":"ws`+strings.TrimPrefix(f.http.URL, "http")+
			`/ws-resume","user":{"id":"1"},"guilds":[]}`)
	}
	f.ready <- p
}

func (p *peer) send(op int, event, data string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.conn.WriteJSON(map[string]any{"op": op, "t": event, "s": 1, "d": json.RawMessage(data)})
}

func (p *peer) raw(text string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.conn.WriteMessage(websocket.TextMessage, []byte(text))
}

func (p *peer) close(code int) {
	p.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(time.Second))
	p.conn.Close()
}

// reset ends the connection as a crash or a firewall does.
func (p *peer) reset() {
	p.conn.NetConn().(*net.TCPConn).SetLinger(0)
	p.conn.NetConn().Close()
}

// next waits for a connection that is ready.
func (f *fake) next() *peer {
	f.t.Helper()
	select {
	case p := <-f.ready:
		return p
	case <-time.After(10 * time.Second):
		f.t.Fatal("no connection within 10 s")
		return nil
	}
}

// onStart sets what happens in place of READY and RESUMED.
func (f *fake) onStart(start func(p *peer, op int) bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.start = start
}

// first returns what does something at the first identify or resume only.
func first(do func(p *peer)) func(*peer, int) bool {
	var once sync.Once
	return func(p *peer, _ int) (done bool) {
		once.Do(func() { do(p); done = true })
		return done
	}
}

func (f *fake) identifies() []time.Time {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]time.Time(nil), f.identify...)
}

// options are those of a bot at the fake.
func (f *fake) options() Options {
	return Options{Token: discordtest.Token, APIURL: f.http.URL + "/api/v10", Logger: testLog(f.t), IdentifyEvery: time.Millisecond}
}

func testLog(t testing.TB) *slog.Logger { return slog.New(slog.NewTextHandler(logTo{t}, nil)) }

type logTo struct{ t testing.TB }

func (l logTo) Write(p []byte) (int, error) {
	l.t.Logf("%s", p)
	return len(p), nil
}
