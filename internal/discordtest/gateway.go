package discordtest

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// The operations of the gateway that the server knows.
const (
	opDispatch     = 0
	opHeartbeat    = 1
	opIdentify     = 2
	opResume       = 6
	opReconnect    = 7
	opHello        = 10
	opHeartbeatAck = 11
)

// heartbeat is the interval in milliseconds that hello asks for.
const heartbeat = 41_250

// client is one connection to the gateway.
type client struct {
	conn *websocket.Conn
	mu   sync.Mutex // of writes
	seq  int64
}

// payload is one message of the gateway.
type payload struct {
	Op   int             `json:"op"`
	Data json.RawMessage `json:"d"`
	Seq  int64           `json:"s,omitempty"`
	Type string          `json:"t,omitempty"`
}

func (c *client) send(op int, event string, data any) error {
	raw, err := json.Marshal(data)
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	p := payload{Op: op, Data: raw, Type: event}
	if op == opDispatch {
		c.seq++
		p.Seq = c.seq
	}
	return c.conn.WriteJSON(p)
}

// close ends the connection with a code.
func (c *client) close(code int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(time.Second))
	c.conn.Close()
}

func (s *Server) gatewayAddress(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	missing := s.faults.noGateway && !strings.HasSuffix(r.URL.Path, "/bot")
	s.mu.Unlock()
	if missing {
		respond(w, http.StatusNotFound, map[string]any{"code": 0, "message": "404: Not Found"})
		return
	}
	if strings.HasSuffix(r.URL.Path, "/bot") && r.Header.Get("Authorization") != "Bot "+Token {
		respond(w, http.StatusUnauthorized, map[string]any{"code": 0, "message": "401: Unauthorized"})
		return
	}
	respond(w, http.StatusOK, map[string]any{
		"url": "ws" + strings.TrimPrefix(s.http.URL, "http") + "/ws", "shards": 1,
		"session_start_limit": map[string]any{"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1},
	})
}

// gateway is one connection from hello to its end.
func (s *Server) gateway(w http.ResponseWriter, r *http.Request) {
	conn, err := new(websocket.Upgrader).Upgrade(w, r, nil)
	if err != nil {
		return
	}
	defer conn.Close()
	c := &client{conn: conn}
	s.mu.Lock()
	silent := s.faults.silent
	s.dialled++
	s.changed.Broadcast()
	s.mu.Unlock()
	if !silent && c.send(opHello, "", map[string]any{"heartbeat_interval": heartbeat}) != nil {
		return
	}
	for {
		var p payload
		if err := conn.ReadJSON(&p); err != nil {
			s.gone(c)
			return
		}
		switch p.Op {
		case opHeartbeat:
			c.send(opHeartbeatAck, "", nil)
		case opIdentify, opResume:
			s.start(c, p)
		}
	}
}

// start answers an identify or a resume.
func (s *Server) start(c *client, p payload) {
	var d struct {
		Token string `json:"token"`
		Seq   int64  `json:"seq"`
	}
	if err := json.Unmarshal(p.Data, &d); err != nil {
		s.t.Errorf("discordtest: identify: %v", err)
	}
	s.mu.Lock()
	code, again := s.faults.closeCode, s.faults.reconnectAt
	s.faults.reconnectAt = false
	s.mu.Unlock()
	switch {
	case code != 0:
		c.close(code)
		return
	case d.Token != "Bot "+Token:
		c.close(4004)
		return
	case again:
		c.send(opReconnect, "", nil)
		return
	}
	event, data := "READY", map[string]any{
		"v": 10, "session_id": "fake-session", "guilds": []any{},
		"user":        map[string]any{"id": Bot, "username": "Dalil", "bot": true},
		"application": map[string]any{"id": Application, "flags": 0},
	}
	if p.Op == opResume {
		event, data, c.seq = "RESUMED", map[string]any{}, d.Seq
	}
	if c.send(opDispatch, event, data) != nil {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.clients = append(s.clients, c)
	s.readies++
	if p.Op == opResume {
		s.resumes++
	}
	s.changed.Broadcast()
}

// gone forgets a connection.
func (s *Server) gone(c *client) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := range s.clients {
		if s.clients[i] == c {
			s.clients = append(s.clients[:i:i], s.clients[i+1:]...)
			break
		}
	}
	s.changed.Broadcast()
}

// Dispatch sends an event to the bot, which must be connected or be so soon.
func (s *Server) Dispatch(event string, data any) {
	s.t.Helper()
	var c *client
	s.wait("a connection", func() bool {
		if n := len(s.clients); n > 0 {
			c = s.clients[n-1]
		}
		return c != nil
	})
	if err := c.send(opDispatch, event, data); err != nil {
		s.t.Errorf("discordtest: %s: %v", event, err)
	}
}

// WaitReady waits until the bot has connected n times; of these, it returns
// how many resumed.
func (s *Server) WaitReady(n int) (resumed int) {
	s.t.Helper()
	s.wait("the bot to connect", func() bool {
		resumed = s.resumes
		return s.readies >= n && len(s.clients) > 0
	})
	return resumed
}

// WaitConnections waits until the gateway was dialled n times, whatever came of
// it.
func (s *Server) WaitConnections(n int) {
	s.t.Helper()
	s.wait("a connection", func() bool { return s.dialled >= n })
}

// Drop ends the connection of the bot: with a close code, or with the request
// to reconnect where that is 0.
func (s *Server) Drop(code int) {
	s.t.Helper()
	s.WaitReady(1)
	s.mu.Lock()
	c := s.clients[len(s.clients)-1]
	s.mu.Unlock()
	if code == 0 {
		c.send(opReconnect, "", nil)
		return
	}
	c.close(code)
}
