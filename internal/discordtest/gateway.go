package discordtest

import (
	"encoding/json"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

// The operations of the gateway that the server knows.
const (
	opDispatch       = 0
	opHeartbeat      = 1
	opIdentify       = 2
	opResume         = 6
	opReconnect      = 7
	opInvalidSession = 9
	opHello          = 10
	opHeartbeatAck   = 11
)

// writing is how long a message to the bot may take.
const writing = 5 * time.Second

// client is one connection to the gateway.
type client struct {
	conn   *websocket.Conn
	mu     sync.Mutex  // of writes
	zombie atomic.Bool // nothing is said on it any more
}

// payload is one message of the gateway.
type payload struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  int64           `json:"s,omitempty"`
	Type string          `json:"t,omitempty"`
}

// send writes an operation that is no event.
func (c *client) send(op int, data any) error {
	raw, err := json.Marshal(data)
	if err != nil {
		return err
	}
	return c.write(payload{Op: op, Data: raw})
}

func (c *client) write(p payload) error {
	if c.zombie.Load() {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.conn.SetWriteDeadline(time.Now().Add(writing))
	return c.conn.WriteJSON(p)
}

// close ends the connection with a code. The other side has a moment to read
// it.
func (c *client) close(code int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(time.Second))
	c.conn.SetReadDeadline(time.Now().Add(200 * time.Millisecond))
}

// reset breaks the connection off as a failing network does.
func (c *client) reset() {
	if tcp, ok := c.conn.NetConn().(*net.TCPConn); ok {
		tcp.SetLinger(0)
	}
	c.conn.Close()
}

func (s *Server) gatewayAddress(w http.ResponseWriter, r *http.Request, req *Request) {
	bot := strings.HasSuffix(r.URL.Path, "/bot")
	s.mu.Lock()
	missing, foreign := s.faults.noGateway && !bot, s.faults.foreign
	g := &s.gateways
	limit := map[string]any{"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": g.concurrency}
	shards := g.shards
	s.mu.Unlock()
	if missing {
		s.refuse(w, req, http.StatusNotFound, 0, "404: Not Found")
		return
	}
	body := map[string]any{"url": s.socketURL()}
	if bot && !foreign {
		body["shards"], body["session_start_limit"] = shards, limit
	}
	s.accept(w, req, http.StatusOK, body)
}

// socketURL is the address of the gateway.
func (s *Server) socketURL() string { return "ws" + strings.TrimPrefix(s.http.URL, "http") + "/ws" }

// gateway is one connection from hello to its end.
func (s *Server) gateway(w http.ResponseWriter, r *http.Request) {
	conn, err := new(websocket.Upgrader).Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	c := &client{conn: conn}
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return
	}
	s.running.Add(1)
	defer s.running.Done()
	s.gateways.clients[c] = nil
	s.gateways.dialled++
	silent, interval := s.faults.silent, s.gateways.heartbeat
	s.wake("")
	s.mu.Unlock()
	defer s.gone(c)
	if !silent && c.send(opHello, map[string]any{"heartbeat_interval": interval.Milliseconds()}) != nil {
		return
	}
	for {
		var p payload
		if err := conn.ReadJSON(&p); err != nil {
			goodbye := websocket.IsCloseError(err, websocket.CloseNormalClosure, websocket.CloseGoingAway)
			if goodbye && slices.Contains(s.live(), c) { // and not only an answer to the server's own
				s.invalidate(c)
			}
			return
		}
		switch p.Op {
		case opHeartbeat:
			s.heard(c, p)
		case opIdentify:
			s.identify(c, p)
		case opResume:
			s.resume(c, p)
		}
	}
}

// heard answers a heartbeat, which says how far the bot has read.
func (s *Server) heard(c *client, p payload) {
	var seq int64
	json.Unmarshal(p.Data, &seq) // null before the first event
	s.mu.Lock()
	ss := s.gateways.clients[c]
	s.counts.Heartbeats++
	s.mu.Unlock()
	if ss != nil {
		ss.confirm(seq)
	}
	c.send(opHeartbeatAck, nil)
}

// gone forgets a connection.
func (s *Server) gone(c *client) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if ss := s.gateways.clients[c]; ss != nil {
		ss.detach(c)
	}
	delete(s.gateways.clients, c)
	s.wake("")
}

// live returns the connections on which a session runs.
func (s *Server) live() (list []*client) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.gateways.live()
}

func (g *gateways) live() (list []*client) {
	for c, ss := range g.clients {
		if ss != nil && ss.has(c) {
			list = append(list, c)
		}
	}
	return list
}

func (g *gateways) open() (list []*client) {
	for c := range g.clients {
		list = append(list, c)
	}
	return list
}

// WaitReady waits until the bot has connected n times, counting every shard;
// of these, it returns how many resumed.
func (s *Server) WaitReady(n int) (resumed int) {
	s.t.Helper()
	s.wait("", "the bot to connect", func() bool {
		resumed = s.counts.Resumes
		return s.counts.Readies+s.counts.Resumes >= n && len(s.gateways.live()) > 0
	})
	return resumed
}
