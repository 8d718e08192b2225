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

	twice   int // so many events are sent twice
	reorder int // so many events are held back, and then sent the last first
	held    []func()
}

func newGateways() gateways {
	return gateways{
		clients: make(map[*client]*session), sessions: make(map[int]*session), known: make(map[string]*session),
		identified: make(map[int]time.Time), deliveries: make(map[string]delivery),
		count: 1, heartbeat: 41250 * time.Millisecond, shards: 1, concurrency: 1,
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
	return ss.add(event, raw)
}

// add is dispatch with ss.mu held.
func (ss *session) add(event string, raw json.RawMessage) (seq int64) {
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

// shardOf returns the shard that gets the events of a guild; the first one gets
// those of direct messages.
func shardOf(guild string, count int) int {
	id, _ := strconv.ParseUint(guild, 10, 64)
	return int(id >> 22 % uint64(max(1, count)))
}

// text returns a value of JSON as a text.
func text(v any) string { return fmt.Sprint(v) }
