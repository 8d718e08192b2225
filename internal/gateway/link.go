package gateway

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

const (
	maxMessage   = 64 << 20               // bytes; READY of a large bot has some millions
	writeTime    = 10 * time.Second       // for one message
	farewellTime = 200 * time.Millisecond // to tell Discord why a connection ends

	// closeResumable is a code after which Discord keeps the session: any but
	// 1000 and 1001.
	closeResumable = 4000
)

// link is one connection: a websocket to Discord and one to the library, over a
// pipe in memory, and what passes between them. The library never sees what it
// handles badly: op 7, on which it locks itself up while opening, and op 9, to
// which it answers with an identify at once. And the link sees what the library
// does not tell: why a connection ended, when it was ready, when heartbeats were
// sent and acknowledged.
type link struct {
	events linkEvents
	far    *websocket.Conn // to Discord
	pipe   net.Conn        // to the library
	pumps  sync.WaitGroup

	release func() bool // of what ends the link with the bot

	mu       sync.Mutex
	why      error // nil while the link lives
	ready    bool
	interval time.Duration
	beat     time.Time   // when the heartbeat was sent that is not acknowledged; zero for none
	watch    *time.Timer // ends the link; reset by READY and by each acknowledgement

	ended chan struct{}
}

// linkEvents is told what a link sees. Its methods are called from several
// goroutines and must not wait.
type linkEvents interface {
	identified()
	ready(resumed bool, resumeURL string)
	acknowledged(latency time.Duration)
}

// newLink joins a connection to Discord with the library's end of a pipe, which
// it returns too. A link that is not ready within the handshake's time ends.
func newLink(far *websocket.Conn, handshake time.Duration, events linkEvents) (*link, net.Conn) {
	near, pipe := net.Pipe()
	l := &link{events: events, far: far, pipe: pipe, ended: make(chan struct{})}
	far.SetReadLimit(maxMessage)
	l.mu.Lock()
	l.watch = time.AfterFunc(handshake, func() { l.end(errHandshake) })
	l.mu.Unlock()
	l.pumps.Go(l.join)
	return l, near
}

// join takes the library's handshake and moves messages until the link ends.
func (l *link) join() {
	library, err := accept(l.pipe)
	if err != nil {
		l.end(errors.Join(errLibrary, err))
		return
	}
	l.pumps.Go(func() { l.end(l.down(library)) })
	if err := l.up(library); err != nil {
		l.end(err)
	}
}

// down moves messages from Discord to the library.
func (l *link) down(library *websocket.Conn) error {
	for {
		kind, raw, err := l.far.ReadMessage()
		if err != nil {
			return err
		}
		var p payload
		if json.Unmarshal(raw, &p) != nil || !p.readable() {
			continue
		}
		if err := l.heard(p); err != nil {
			return err
		}
		if err := library.WriteMessage(kind, raw); err != nil {
			return errLibrary
		}
		if *p.Op == opDispatch && (p.Type == "READY" || p.Type == "RESUMED") {
			l.begin(p)
		}
	}
}

// up moves messages from the library to Discord. Where Discord takes no more it
// returns nil: what has come from there before, or soon, tells why.
func (l *link) up(library *websocket.Conn) error {
	for {
		kind, raw, err := library.ReadMessage()
		if err != nil {
			return errLibrary
		}
		var p payload
		if json.Unmarshal(raw, &p) != nil || p.Op == nil {
			return errLibrary
		}
		if *p.Op == opHeartbeat {
			l.mu.Lock()
			if l.beat.IsZero() {
				l.beat = time.Now()
			}
			l.mu.Unlock()
		}
		l.far.SetWriteDeadline(time.Now().Add(writeTime))
		if l.far.WriteMessage(kind, raw) != nil {
			l.far.SetReadDeadline(time.Now().Add(farewellTime))
			return nil
		}
		if *p.Op == opIdentify {
			l.events.identified()
		}
	}
}

// end ends the link; only the first reason counts. Where the bot leaves for
// good, Discord is told so; else it keeps the session.
func (l *link) end(why error) {
	l.mu.Lock()
	first := l.why == nil
	if first {
		l.why = why
		l.watch.Stop()
	}
	l.mu.Unlock()
	if !first {
		return
	}
	code := closeResumable
	if errors.Is(why, context.Canceled) {
		code = websocket.CloseNormalClosure
	}
	l.far.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(farewellTime))
	l.far.Close()
	l.pipe.Close()
	close(l.ended)
}

// wait waits for the end of the link and of all that belongs to it, and returns
// why it has ended.
func (l *link) wait() error {
	<-l.ended
	l.pumps.Wait()
	l.release()
	return l.why
}

// accept takes the library's handshake at the other end of a pipe.
func accept(pipe net.Conn) (*websocket.Conn, error) {
	r := bufio.NewReader(pipe)
	request, err := http.ReadRequest(r)
	if err != nil {
		return nil, err
	}
	w := hijacked{pipe, bufio.NewReadWriter(r, bufio.NewWriter(pipe))}
	return (&websocket.Upgrader{}).Upgrade(w, request, nil)
}

// hijacked is a response whose connection is taken over.
type hijacked struct {
	net.Conn
	both *bufio.ReadWriter
}

func (h hijacked) Header() http.Header                          { return http.Header{} }
func (h hijacked) WriteHeader(int)                              {}
func (h hijacked) Hijack() (net.Conn, *bufio.ReadWriter, error) { return h.Conn, h.both, nil }
