package discordtest

import (
	"encoding/json"
	"fmt"
	"strconv"
	"sync"
	"time"
)

// The intents that the server looks at.
const (
	intentGuilds         = 1 << 0
	intentGuildMessages  = 1 << 9
	intentDirectMessages = 1 << 12
	intentMessageContent = 1 << 15
)

// gateways is the state of the gateway, under the server's lock.
type gateways struct {
	clients    map[*client]*session // connections; nil before they identify
	sessions   map[int]*session     // the newest of each shard
	known      map[string]*session  // those that can be resumed, by id
	count      int                  // of shards, as the bot last said
	dialled    int
	identified map[int]time.Time // the last time, by bucket
	deliveries map[string]delivery

	heartbeat   time.Duration
	every       time.Duration // between identifies of one bucket
	shards      int           // that the server advises
	concurrency int
	startsLeft  int
	startsAfter time.Duration

	twice   int // so many events are sent twice
	reorder int // so many events are held back, and then sent the last first
	held    []func()
}

func newGateways() gateways {
	return gateways{
		clients: make(map[*client]*session), sessions: make(map[int]*session), known: make(map[string]*session),
		identified: make(map[int]time.Time), deliveries: make(map[string]delivery),
		count: 1, heartbeat: 41250 * time.Millisecond, shards: 1, concurrency: 1, startsLeft: 999,
	}
}

// session is one of the gateway. It outlives its connections: what happens
// while there is none is sent when the bot resumes.
type session struct {
	id      string
	shard   int
	intents int

	mu        sync.Mutex
	log       []payload // all events; number i+1 stands at i
	confirmed int64     // the bot has read up to here
	conn      *client   // nil while the bot is away
	dead      bool      // events are lost
}

// delivery is where an event stands.
type delivery struct {
	session *session
	seq     int64
}

// dispatch appends an event and sends it where the bot is there.
func (ss *session) dispatch(event string, raw json.RawMessage) (seq int64) {
	ss.mu.Lock()
	defer ss.mu.Unlock()
	seq = int64(len(ss.log) + 1)
	p := payload{Op: opDispatch, Type: event, Seq: seq, Data: raw}
	ss.log = append(ss.log, p)
	if ss.conn != nil {
		ss.conn.write(p) // where that fails the connection is at its end, and the event is sent again
	}
	return seq
}

// resume continues a session after an event on another connection; false where
// there was no such event.
func (ss *session) resume(c *client, after int64) bool {
	ss.mu.Lock()
	defer ss.mu.Unlock()
	if ss.dead || after < 0 || after > int64(len(ss.log)) {
		return false
	}
	ss.confirmed = max(ss.confirmed, after)
	for _, p := range ss.log[after:] {
		if p.Type != "RESUMED" && c.write(p) != nil {
			return true // the read that fails next ends this connection
		}
	}
	p := payload{Op: opDispatch, Type: "RESUMED", Seq: int64(len(ss.log) + 1), Data: json.RawMessage("{}")}
	ss.log = append(ss.log, p)
	ss.conn = c
	c.write(p)
	return true
}

func (ss *session) confirm(seq int64) {
	ss.mu.Lock()
	defer ss.mu.Unlock()
	ss.confirmed = max(ss.confirmed, min(seq, int64(len(ss.log))))
}

func (ss *session) detach(c *client) {
	ss.mu.Lock()
	defer ss.mu.Unlock()
	if ss.conn == c {
		ss.conn = nil
	}
}

func (ss *session) has(c *client) bool {
	ss.mu.Lock()
	defer ss.mu.Unlock()
	return ss.conn == c
}

func (ss *session) kill() {
	ss.mu.Lock()
	defer ss.mu.Unlock()
	ss.dead, ss.conn = true, nil
}

// hello is what the bot says of itself.
type hello struct {
	Token   string `json:"token"`
	Session string `json:"session_id"`
	Seq     int64  `json:"seq"`
	Shard   *[2]int
	Intents int `json:"intents"`
}

// welcome reads an identify or a resume and does what goes wrong in its place;
// then it returns false.
func (s *Server) welcome(c *client, p payload) (h hello, ok bool) {
	if err := json.Unmarshal(p.Data, &h); err != nil {
		s.errorf("identify: %v", err)
	}
	s.mu.Lock()
	code, again := s.faults.closeCode, s.faults.reconnectAt
	s.faults.reconnectAt = false
	content := s.place.flags&messageContent != 0
	s.mu.Unlock()
	switch {
	case code != 0:
		c.close(code)
	case h.Token != "Bot "+Token:
		c.close(4004)
	case again:
		c.send(opReconnect, nil)
	case h.Shard != nil && (h.Shard[0] < 0 || h.Shard[0] >= h.Shard[1]):
		c.close(4010)
	case h.Intents&intentMessageContent != 0 && !content:
		c.close(4014)
	default:
		return h, true
	}
	return h, false
}

// identify begins a session, in place of the one that the shard had.
func (s *Server) identify(c *client, p payload) {
	h, ok := s.welcome(c, p)
	if !ok {
		return
	}
	shard := [2]int{0, 1}
	if h.Shard != nil {
		shard = *h.Shard
	}
	s.mu.Lock()
	g := &s.gateways
	s.counts.Identifies++
	bucket := shard[0] % max(1, g.concurrency)
	early := time.Since(g.identified[bucket]) < g.every
	if early {
		s.counts.EarlyIdentifies++
	} else {
		g.identified[bucket] = time.Now()
	}
	ss := &session{id: "session-" + s.nextID(), shard: shard[0], intents: h.Intents, conn: c}
	absent, guild := s.place.absent, s.guild()
	guild["channels"], guild["members"], guild["threads"] = s.guildChannels(), []any{}, []any{}
	guild["joined_at"], guild["member_count"], guild["large"] = "2026-01-02T03:04:05Z", 3, false
	s.mu.Unlock()
	if early {
		c.send(opInvalidSession, false)
		return
	}
	mine := !absent && shardOf(Guild, shard[1]) == shard[0]
	guilds := []any{}
	if mine {
		guilds = append(guilds, map[string]any{"id": Guild, "unavailable": true})
	}
	ready, _ := json.Marshal(map[string]any{
		"v": 10, "session_id": ss.id, "resume_gateway_url": "", "guilds": guilds, "shard": shard, "user": me,
		"application": map[string]any{"id": Application, "flags": 0},
	})
	ss.dispatch("READY", ready)
	if mine && h.Intents&intentGuilds != 0 {
		raw, _ := json.Marshal(guild)
		ss.dispatch("GUILD_CREATE", raw)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if g.count != shard[1] {
		clear(g.sessions)
		g.count = shard[1]
	}
	if old := g.sessions[ss.shard]; old != nil {
		old.kill()
		delete(g.known, old.id)
	}
	g.sessions[ss.shard], g.known[ss.id], g.clients[c] = ss, ss, ss
	s.counts.Readies++
	s.wake("")
}

// resume continues a session.
func (s *Server) resume(c *client, p payload) {
	h, ok := s.welcome(c, p)
	if !ok {
		return
	}
	s.mu.Lock()
	ss := s.gateways.known[h.Session]
	refused := s.faults.refuseResume > 0
	if refused {
		s.faults.refuseResume--
	}
	if ss != nil && !refused {
		s.gateways.clients[c] = ss
	}
	s.mu.Unlock()
	if ss == nil || refused || !ss.resume(c, h.Seq) {
		if ss != nil {
			s.forget(ss)
		}
		s.mu.Lock()
		s.counts.RefusedResumes++
		s.mu.Unlock()
		c.send(opInvalidSession, false)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.counts.Resumes++
	s.wake("")
}

// invalidate ends the session of a connection for good.
func (s *Server) invalidate(c *client) {
	s.mu.Lock()
	ss := s.gateways.clients[c]
	s.mu.Unlock()
	if ss != nil {
		s.forget(ss)
	}
}

// forget makes a session one that can't be resumed.
func (s *Server) forget(ss *session) {
	ss.kill()
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.gateways.known, ss.id)
	s.wake("")
}

// shardOf returns the shard that gets the events of a guild; the first one gets
// those of direct messages.
func shardOf(guild string, count int) int {
	id, _ := strconv.ParseUint(guild, 10, 64)
	return int(id >> 22 % uint64(max(1, count)))
}

// text returns a value of JSON as a text.
func text(v any) string { return fmt.Sprint(v) }
