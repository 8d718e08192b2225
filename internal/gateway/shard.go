package gateway

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

const (
	firstPause = 100 * time.Millisecond // between attempts to connect; doubled each time
	maxPause   = 5 * time.Minute        // and never longer
	steady     = time.Minute            // a session that lasted so long has not failed
	maxResumes = 2                      // connections that do not become ready before a session is given up

	// closing is how long the library may take to notice that a connection is
	// gone; it sleeps for a second.
	closing = 3 * time.Second

	// straggling is how long its heartbeats may take to notice it too; later they
	// would close the next connection.
	straggling = 20 * time.Millisecond
)

// placeholder is the address that the library thinks it dials; the link knows
// the real one. Nothing is asked for it.
const placeholder = "ws://gateway.invalid/"

// shard keeps one shard connected.
type shard struct {
	g         *Gateway
	id, count int
	attach    func(*discordgo.Session)

	// Of the goroutine that runs the shard:
	session     *discordgo.Session    // nil where the next connection must identify
	established bool                  // the session was ready once
	resumes     int                   // connections since it was ready
	url         string                // where it has identified
	leave       func(identified bool) // ends its turn to identify
	down        chan struct{}         // receives when the library has noticed an end
	open        bool                  // the library had opened the last connection
	link        *link                 // nil where Discord was not reached
	lasted      time.Duration         // how long the last connection was ready
	resumed     bool                  // and whether it had resumed a session

	mu        sync.Mutex
	state     Shard
	resuming  bool
	resumeURL string // where to resume, "" for where it has identified
}

func newShard(g *Gateway, id, count int, attach func(*discordgo.Session)) *shard {
	return &shard{g: g, id: id, count: count, attach: attach, state: Shard{ID: id}}
}

// run keeps the shard connected until ctx is done, or until Discord refuses the
// bot for good.
func (s *shard) run(ctx context.Context) error {
	for failures := 0; ; {
		err := refusal(s.connection(ctx))
		if ctx.Err() != nil {
			return nil
		}
		var refused *Refused
		if errors.As(err, &refused) {
			return err
		}
		if failures++; s.lasted >= steady || s.resumed {
			failures = 1
		}
		pause := backoff(failures)
		var invalid errInvalid
		if errors.As(err, &invalid) && !invalid.resumable {
			pause = max(pause, time.Second+rand.N(3*time.Second/2)) // Discord asks for one second to five
		}
		s.g.log.Warn("no connection to Discord", "shard", s.id, "error", err, "lasted", s.lasted, "attempt", failures,
			"resumes", s.session != nil, "pause", pause)
		if !sleep(ctx, pause) {
			return nil
		}
	}
}

// backoff returns how long to wait after so many failures: doubled each time,
// and somewhere between the half and the whole of that.
func backoff(failures int) time.Duration {
	pause := min(maxPause, firstPause<<min(max(failures-1, 0), 16))
	return pause/2 + rand.N(pause/2+1)
}

// connection makes a connection and returns why it has ended.
func (s *shard) connection(ctx context.Context) error {
	s.lasted, s.resumed, s.link = 0, false, nil
	s.leave = func(bool) {}
	if s.session != nil && s.open && !s.closed(ctx) {
		s.session = nil // it is stuck
	}
	if s.session == nil {
		url, leave, err := s.g.budget.reserve(ctx, s.id)
		if err != nil {
			return err
		}
		defer leave(false)
		s.url, s.leave = url, leave
		s.renew()
	}
	select { // the library may tell of one end twice
	case <-s.down:
	default:
	}
	s.session.Dialer = &websocket.Dialer{
		NetDialContext: func(context.Context, string, string) (net.Conn, error) { return s.dial(ctx) },
	}
	err := s.session.Open()
	s.open = err == nil
	if s.link != nil {
		if !s.open {
			s.link.end(err) // unless it has ended, and knows better
		}
		err = s.link.wait()
	}
	s.lost()
	s.forget(err)
	return err
}

// closed waits until the library has noticed that the connection is gone, which
// takes it a second; false if it does not.
func (s *shard) closed(ctx context.Context) bool {
	select {
	case <-s.down:
		return sleep(ctx, straggling)
	case <-time.After(closing):
	case <-ctx.Done():
	}
	return false
}

// dial connects to Discord and returns the library's end of the link. The link
// ends with ctx.
func (s *shard) dial(ctx context.Context) (net.Conn, error) {
	began := time.Now()
	dialling, cancel := context.WithTimeoutCause(ctx, s.g.opt.Handshake, errHandshake)
	defer cancel()
	s.mu.Lock()
	url := s.resumeURL
	s.mu.Unlock()
	if url == "" {
		url = s.url
	}
	url = strings.TrimRight(url, "/") + "/?v=" + discordgo.APIVersion + "&encoding=json"
	d := websocket.Dialer{Proxy: http.ProxyFromEnvironment, HandshakeTimeout: s.g.opt.Handshake}
	far, _, err := d.DialContext(dialling, url, nil)
	if err != nil {
		if dialling.Err() != nil {
			err = context.Cause(dialling)
		}
		return nil, err
	}
	l, near := newLink(far, s.g.opt.Handshake-time.Since(began), s)
	l.release = context.AfterFunc(ctx, func() { l.end(context.Canceled) })
	s.link = l
	return near, nil
}

// renew makes a session that will identify.
func (s *shard) renew() {
	s.session, s.down = s.g.session(elsewhere{s.g.calls}), make(chan struct{}, 1)
	s.session.ShardID, s.session.ShardCount = s.id, s.count
	s.established, s.resumes = false, 0
	s.mu.Lock()
	s.resumeURL = ""
	s.mu.Unlock()
	s.attach(s.session)
	down := s.down
	s.session.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) {
		select {
		case down <- struct{}{}:
		default:
		}
	})
}

// forget gives the session up where Discord has, or seems to have.
func (s *shard) forget(why error) {
	if !s.established { // the library would resume a session without a name
		s.session = nil
		return
	}
	if s.link == nil {
		s.mu.Lock()
		s.resumeURL = "" // it cannot be reached
		s.mu.Unlock()
		return
	}
	s.resumes++
	var closed *websocket.CloseError
	var invalid errInvalid
	switch {
	case errors.As(why, &invalid) && !invalid.resumable,
		errors.As(why, &closed) && slices.Contains(notResumable, closed.Code),
		errors.Is(why, errHandshake),
		s.resumes > maxResumes:
		s.session = nil
	}
}

// notResumable are the close codes that mean that there is no such session, or
// no longer.
var notResumable = []int{4003, 4007, 4009}

// elsewhere answers the library's question for the gateway's address, and
// leaves all other requests to next.
type elsewhere struct{ next http.RoundTripper }

func (e elsewhere) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.String() != discordgo.EndpointGateway {
		return e.next.RoundTrip(r)
	}
	return &http.Response{
		StatusCode: http.StatusOK, Status: "200 OK", Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: r,
		Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(`{"url":"` + placeholder + `"}`)),
	}, nil
}

// sleep waits; false if ctx ended before.
func sleep(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return ctx.Err() == nil
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-ctx.Done():
		return false
	}
}
