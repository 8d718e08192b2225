package gateway

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptrace"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/bwmarrin/discordgo"
)

// Discord bans an address for invalid requests (answered 401, 403 or 429): at
// 10,000 in ten minutes.
const (
	window     = 10 * time.Minute
	warnAt     = 5000
	refuseAt   = 8000
	maxBody    = 8 << 20 // bytes of an answer
	keptPerSec = 64      // idle connections
)

// ErrInvalidRequests is a request that was not made, since so many before were
// invalid that Discord is about to ban the address of the bot.
var ErrInvalidRequests = errors.New("no request is made: 8,000 were refused (401, 403, 429) within ten minutes, and Discord bans at 10,000; look for a missing permission or a wrong token in the log")

// Call is one request to Discord.
type Call struct {
	Method string
	Route  string        // the path without ids and tokens: /channels/{id}/messages
	Status int           // 0 where there was no answer
	Took   time.Duration // until the answer began
}

// transport is what all requests go through. It repeats nothing.
type transport struct {
	base   http.RoundTripper
	log    *slog.Logger
	onCall func(Call)
	now    func() time.Time

	mu      sync.Mutex
	invalid []time.Time // requests within the window, oldest first
	warned  bool
	free    time.Time // until when Discord wants no requests at all
}

func newTransport(opt Options) *transport {
	t := &transport{base: opt.Base, log: opt.Logger, onCall: opt.OnCall, now: time.Now}
	if t.base == nil {
		base := http.DefaultTransport.(*http.Transport).Clone()
		base.MaxIdleConnsPerHost = keptPerSec
		t.base = base
	}
	return t
}

// RoundTrip makes a request, if it may be made.
func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	a := attemptOf(r.Context())
	a.method, a.route = r.Method, route(r.URL.String())
	if err := t.admit(r.Context(), a.route); err != nil {
		return nil, err
	}
	trace := &httptrace.ClientTrace{WroteHeaders: func() { a.reached.Store(true) }}
	began := time.Now()
	resp, err := t.base.RoundTrip(r.WithContext(httptrace.WithClientTrace(r.Context(), trace)))
	call := Call{Method: r.Method, Route: a.route, Took: time.Since(began)}
	if err == nil {
		call.Status = resp.StatusCode
		resp.Body = http.MaxBytesReader(nil, resp.Body, maxBody)
		a.status, a.retryAfter = resp.StatusCode, retryAfter(resp.Header)
		t.count(resp)
	}
	if t.onCall != nil {
		t.onCall(call)
	}
	return resp, err
}

func (t *transport) CloseIdleConnections() {
	if c, ok := t.base.(interface{ CloseIdleConnections() }); ok {
		c.CloseIdleConnections()
	}
}

// admit waits while Discord wants no requests, and refuses one where too many
// were invalid.
func (t *transport) admit(ctx context.Context, route string) error {
	t.mu.Lock()
	t.forget()
	many, wait := len(t.invalid) >= refuseAt, t.free.Sub(t.now())
	t.mu.Unlock()
	if many {
		return ErrInvalidRequests
	}
	if exempt := strings.HasPrefix(route, "/interactions/") || strings.HasPrefix(route, "/webhooks/"); !exempt && !sleep(ctx, wait) {
		return ctx.Err()
	}
	return nil
}

// count notes an invalid request, and a limit that holds for all requests.
func (t *transport) count(resp *http.Response) {
	scope := resp.Header.Get("X-RateLimit-Scope")
	switch resp.StatusCode {
	case http.StatusUnauthorized, http.StatusForbidden:
	case http.StatusTooManyRequests:
		if scope == "shared" {
			return // the limit is not the bot's alone, and does not count
		}
	default:
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	now := t.now()
	if resp.StatusCode == http.StatusTooManyRequests && (scope == "global" || resp.Header.Get("X-RateLimit-Global") != "") {
		t.free = now.Add(retryAfter(resp.Header))
	}
	t.forget()
	t.invalid = append(t.invalid, now)
	if n := len(t.invalid); n >= warnAt && !t.warned {
		t.warned = true
		t.log.Warn("many requests are refused; Discord bans at 10,000 in ten minutes", "refused", n, "status", resp.StatusCode)
	}
}

// forget drops the invalid requests that are older than the window. t.mu must
// be held.
func (t *transport) forget() {
	since, n := t.now().Add(-window), 0
	for n < len(t.invalid) && !t.invalid[n].After(since) {
		n++
	}
	t.invalid = t.invalid[n:]
	if len(t.invalid) < warnAt {
		t.warned = false
	}
}

// retryAfter returns how long Discord wants to be left alone, 0 where it does
// not say.
func retryAfter(h http.Header) time.Duration {
	seconds, err := strconv.ParseFloat(h.Get("Retry-After"), 64)
	if err != nil || seconds < 0 || seconds > 86_400 {
		return 0
	}
	return time.Duration(seconds * float64(time.Second))
}

// route returns the path of a request below the base of the interface without
// ids and tokens, so that there are few of them and no secret is in any.
func route(address string) string {
	path, ok := strings.CutPrefix(address, discordgo.EndpointAPI)
	if !ok {
		return "/{elsewhere}"
	}
	path, _, _ = strings.Cut(path, "?")
	parts := strings.Split(path, "/")
	for i, part := range parts {
		switch {
		case part != "" && strings.Trim(part, "0123456789") == "":
			parts[i] = "{id}"
		case i == 2 && (parts[0] == "interactions" || parts[0] == "webhooks"):
			parts[i] = "{token}"
		case strings.Trim(part, "abcdefghijklmnopqrstuvwxyz-@") != "" || len(part) > 24:
			parts[i] = "{name}"
		}
	}
	return "/" + strings.Join(parts, "/")
}
