// Package web is what the bot serves over HTTP: health, metrics, profiles for
// who sits at the machine, and a page for every article, to which citations
// link. It answers GET and HEAD only, reads no body, and never repeats what it
// was asked.
package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/netutil"

	"dalil/internal/metrics"
	"dalil/internal/search"
)

const (
	maxHeader      = 16 << 10 // bytes of the head of a request
	maxPath        = 1 << 10  // bytes
	maxConnections = 256
	maxPages       = 32 // at a time; health is not counted
	readTime       = 5 * time.Second
	writeTime      = 40 * time.Second // a profile takes 30
	idleTime       = 30 * time.Second
	farewell       = 3 * time.Second // for requests under way when it ends
)

// Options say what to serve.
type Options struct {
	Addr    string           // host:port
	Metrics *metrics.Metrics // nil: none
	Borrow  Borrow           // nil: no pages
	Checks  []Check
	Logger  *slog.Logger // nil for the default one
}

// Borrow calls use with the index in service, which stays open until use
// returns. The error is that of use, or says why there is no index.
type Borrow func(use func(*search.Index) error) error

// Server serves. It is made by [Listen].
type Server struct {
	opt      Options
	log      *slog.Logger
	listener net.Listener
	pages    chan struct{} // a token for every page that is being made
	ready    readiness
	metrics  http.Handler
}

// Listen takes the address, so that a wrong one is known at once.
func Listen(opt Options) (*Server, error) {
	listener, err := net.Listen("tcp", opt.Addr)
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s: %w", opt.Addr, err)
	}
	s := newServer(opt)
	s.listener = netutil.LimitListener(listener, maxConnections)
	return s, nil
}

func newServer(opt Options) *Server {
	if opt.Logger == nil {
		opt.Logger = slog.Default()
	}
	if opt.Borrow == nil {
		opt.Borrow = func(func(*search.Index) error) error { return errors.New("no index") }
	}
	return &Server{
		opt: opt, log: opt.Logger, pages: make(chan struct{}, maxPages),
		ready: readiness{checks: opt.Checks}, metrics: opt.Metrics.Handler(),
	}
}

// Addr returns the address with the port that was taken.
func (s *Server) Addr() string { return s.listener.Addr().String() }

// Serve answers until ctx is done, then lets the requests under way end, for a
// few seconds. It is called once.
func (s *Server) Serve(ctx context.Context) error {
	server := &http.Server{
		Handler:                      s,
		ReadHeaderTimeout:            readTime,
		ReadTimeout:                  readTime,
		WriteTimeout:                 writeTime,
		IdleTimeout:                  idleTime,
		MaxHeaderBytes:               maxHeader,
		DisableGeneralOptionsHandler: true,
		ErrorLog:                     slog.NewLogLogger(s.log.Handler(), slog.LevelDebug), // what clients do wrong
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(s.listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	// who is asked to leave may not be able to finish
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), farewell)
	defer cancel()
	if err := server.Shutdown(last); err != nil {
		server.Close()
	}
	<-ended
	return nil
}

// ServeHTTP implements http.Handler. Paths are compared as they are: none is
// cleaned, none names a file.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	defer s.recovered(w)
	h := w.Header()
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store") // where nothing else is said
	if r.ContentLength != 0 {
		h.Set("Connection", "close") // or the answer would wait for the body
	}
	switch {
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		h.Set("Allow", "GET, HEAD")
		plain(w, http.StatusMethodNotAllowed, "only GET and HEAD")
	case r.ContentLength != 0:
		plain(w, http.StatusRequestEntityTooLarge, "no body")
	case len(r.URL.Path) > maxPath:
		plain(w, http.StatusRequestURITooLong, "too long")
	default:
		s.route(w, r)
	}
}

// route finds what a path shows.
func (s *Server) route(w http.ResponseWriter, r *http.Request) {
	switch path := r.URL.Path; {
	case path == "/livez":
		plain(w, http.StatusOK, "ok")
	case path == "/readyz":
		s.readyz(w, r)
	case path == "/metrics" && !forwarded(r):
		s.metrics.ServeHTTP(w, r)
	case strings.HasPrefix(path, profiles) && local(r):
		profile(w, r)
	case path == "/robots.txt":
		plain(w, http.StatusOK, "User-agent: *\nDisallow: /")
	case strings.HasPrefix(path, pages):
		select {
		case s.pages <- struct{}{}:
			defer func() { <-s.pages }()
			s.article(w, r)
		default:
			w.Header().Set("Retry-After", "1")
			plain(w, http.StatusServiceUnavailable, "too busy")
		}
	default:
		s.missing(w)
	}
}

// recovered keeps a panic to the request that met it.
func (s *Server) recovered(w http.ResponseWriter) {
	if met := recover(); met != nil {
		if met == http.ErrAbortHandler {
			panic(met)
		}
		s.log.Error("a request met a fault in the program", "panic", met)
		plain(w, http.StatusInternalServerError, "failed")
	}
}

// missing shows the page for an address that leads nowhere.
func (s *Server) missing(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Length", strconv.Itoa(len(missing)))
	w.WriteHeader(http.StatusNotFound)
	w.Write(missing)
}

// plain answers with a line of text.
func plain(w http.ResponseWriter, status int, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	fmt.Fprintln(w, text)
}
