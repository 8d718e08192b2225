package gateway

import (
	"encoding/json"
	"errors"
	"time"
)

// The operations of the gateway that a link looks at.
const (
	opDispatch       = 0
	opHeartbeat      = 1
	opIdentify       = 2
	opReconnect      = 7
	opInvalidSession = 9
	opHello          = 10
	opHeartbeatAck   = 11
)

// maxInterval is how long an interval between heartbeats may be, in
// milliseconds. Discord's is 41 s; the library crashes on very long ones.
const maxInterval = 3_600_000

// Why a link has ended, where it was not the network.
var (
	errHandshake = errors.New("the gateway of Discord did not answer in time")
	errReconnect = errors.New("the gateway asked for a new connection")
	errZombie    = errors.New("the gateway has not acknowledged heartbeats for two intervals")
	errLibrary   = errors.New("the library closed the connection")
)

// errInvalid is Discord's word that a session is not valid (op 9).
type errInvalid struct{ resumable bool }

func (e errInvalid) Error() string {
	if e.resumable {
		return "Discord wants the session to be resumed"
	}
	return "Discord has ended the session"
}

// payload is a message of the gateway, as far as a link reads it.
type payload struct {
	Op   *int            `json:"op"`
	Type string          `json:"t"`
	Data json.RawMessage `json:"d"`
}

// readable reports whether the library can take a message: it crashes on null
// and on events without data.
func (p payload) readable() bool {
	switch {
	case p.Op == nil:
		return false
	case *p.Op == opDispatch && p.Type != "READY" && p.Type != "RESUMED":
		return len(p.Data) > 0 && p.Data[0] == '{'
	}
	return true
}

// heard takes note of a message of Discord. An error ends the link, and the
// library does not see the message.
func (l *link) heard(p payload) error {
	switch *p.Op {
	case opReconnect:
		return errReconnect
	case opInvalidSession:
		return errInvalid{resumable: string(p.Data) == "true"}
	case opHello:
		var hello struct {
			Interval int64 `json:"heartbeat_interval"` // milliseconds
		}
		if json.Unmarshal(p.Data, &hello) != nil || hello.Interval <= 0 || hello.Interval > maxInterval {
			return errors.New("the gateway does not say how often it wants heartbeats")
		}
		l.mu.Lock()
		l.interval = time.Duration(hello.Interval) * time.Millisecond
		l.mu.Unlock()
	case opHeartbeatAck:
		l.acknowledged()
	}
	return nil
}

// begin notes that events come now, after the library has read that.
func (l *link) begin(p payload) {
	var ready struct {
		ResumeURL string `json:"resume_gateway_url"`
	}
	json.Unmarshal(p.Data, &ready)
	l.mu.Lock()
	l.ready = true
	l.mu.Unlock()
	l.alive()
	l.events.ready(p.Type == "RESUMED", ready.ResumeURL)
}

// alive gives Discord two intervals until the next acknowledgement, once the
// link is ready.
func (l *link) alive() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.why != nil || !l.ready {
		return
	}
	l.watch.Stop()
	l.watch = time.AfterFunc(2*l.interval, func() { l.end(errZombie) })
}

// acknowledged notes that Discord has answered a heartbeat.
func (l *link) acknowledged() {
	l.alive()
	l.mu.Lock()
	sent := l.beat
	l.beat = time.Time{}
	l.mu.Unlock()
	if !sent.IsZero() {
		l.events.acknowledged(time.Since(sent))
	}
}
