package discordtest

import (
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"strconv"
	"time"
)

// limit is how many requests of a kind a channel takes.
type limit struct {
	n    int
	per  time.Duration
	used map[string]*window // by what the limit is for
}

// window is one interval of a limit.
type window struct {
	ends time.Time
	n    int
}

// take counts one request and returns what is left and when the interval ends;
// fits is false where nothing was left.
func (l *limit) take(key string, now time.Time) (left int, reset time.Duration, fits bool) {
	w := l.used[key]
	if w == nil || now.After(w.ends) {
		w = &window{ends: now.Add(l.per)}
		l.used[key] = w
	}
	fits = w.n < l.n
	if fits {
		w.n++
	}
	return l.n - w.n, w.ends.Sub(now), fits
}

// stumble does what a test wants to go wrong with a request. It returns true
// where the request is answered by that.
func (s *Server) stumble(w http.ResponseWriter, r *http.Request, req *Request) bool {
	s.mu.Lock()
	delay := s.faults.delay[req.Kind]
	s.mu.Unlock()
	if delay > 0 {
		select {
		case <-time.After(delay):
		case <-r.Context().Done():
			panic(http.ErrAbortHandler)
		}
		req.At = time.Now()
	}
	if s.limited(w, r, req) || s.flaky(w, req) {
		return true
	}
	s.mu.Lock()
	status := s.faults.status[req.Kind]
	hang := s.faults.hang[req.Kind]
	if hang.n > 0 && !hang.after {
		s.faults.hang[req.Kind] = hangup{hang.n - 1, hang.after}
		s.counts.HungUp++
	}
	s.mu.Unlock()
	switch {
	case hang.n > 0 && !hang.after:
		panic(http.ErrAbortHandler)
	case status == 0 || req.Kind == "commands" && status == http.StatusBadRequest && !localised(req.raw):
		return false
	case status == http.StatusTooManyRequests:
		s.tooMany(w, req, 100*time.Millisecond, false)
	default:
		s.refuse(w, req, status, 50013, "Missing Permissions")
	}
	return true
}

// unheard returns what to write an answer to that nobody gets; nil where the
// connection is not to be dropped after a request of a kind.
func (s *Server) unheard(kind string) http.ResponseWriter {
	s.mu.Lock()
	defer s.mu.Unlock()
	hang := s.faults.hang[kind]
	if hang.n == 0 || !hang.after {
		return nil
	}
	s.faults.hang[kind] = hangup{hang.n - 1, true}
	s.counts.HungUp++
	return httptest.NewRecorder()
}

// limited keeps the limits of rate.
func (s *Server) limited(w http.ResponseWriter, r *http.Request, req *Request) bool {
	now := time.Now()
	s.mu.Lock()
	global := s.faults.global.Sub(now)
	l := s.faults.limits[req.Kind]
	var left int
	var reset time.Duration
	fits := true
	key := r.PathValue("channel_id")
	if l != nil {
		left, reset, fits = l.take(key, now)
	}
	s.mu.Unlock()
	if global > 0 && req.Kind != "callback" {
		s.tooMany(w, req, global, true)
		return true
	}
	if l == nil {
		return false
	}
	h := w.Header()
	h.Set("X-RateLimit-Limit", strconv.Itoa(l.n))
	h.Set("X-RateLimit-Remaining", strconv.Itoa(left))
	setReset(h, reset)
	h.Set("X-RateLimit-Bucket", req.Kind)
	if !fits {
		s.tooMany(w, req, reset, false)
	}
	return !fits
}

// flaky makes a share of requests fail.
func (s *Server) flaky(w http.ResponseWriter, req *Request) bool {
	s.mu.Lock()
	var luck, wait float64
	bad, many := s.faults.rate500, s.faults.rate429
	if s.faults.random != nil {
		luck, wait = s.faults.random.Float64(), s.faults.random.Float64()
	} else {
		luck = 1
	}
	s.mu.Unlock()
	switch {
	case luck < bad:
		s.refuse(w, req, http.StatusInternalServerError, 0, "500: Internal Server Error")
	case luck < bad+many:
		s.tooMany(w, req, time.Duration((0.02+0.08*wait)*float64(time.Second)), false)
	default:
		return false
	}
	return true
}

// tooMany refuses a request as one too many, as Discord does.
func (s *Server) tooMany(w http.ResponseWriter, req *Request, wait time.Duration, global bool) {
	h := w.Header()
	h.Set("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
	h.Set("X-RateLimit-Scope", "user")
	setReset(h, wait)
	if global {
		h.Set("X-RateLimit-Global", "true")
		h.Set("X-RateLimit-Scope", "global")
	} else if h.Get("X-RateLimit-Limit") == "" {
		h.Set("X-RateLimit-Limit", "5")
		h.Set("X-RateLimit-Remaining", "0")
		h.Set("X-RateLimit-Bucket", req.Kind)
	}
	req.Status = http.StatusTooManyRequests
	s.keep(*req)
	respond(w, req.Status, map[string]any{"message": "You are being rate limited.", "retry_after": wait.Seconds(), "global": global})
}

// setReset says when an interval ends.
func setReset(h http.Header, after time.Duration) {
	h.Set("X-RateLimit-Reset-After", fmt.Sprintf("%.3f", after.Seconds()))
	h.Set("X-RateLimit-Reset", fmt.Sprintf("%.3f", float64(time.Now().Add(after).UnixMilli())/1000))
}
