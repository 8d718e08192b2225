package web

import (
	"encoding/json"
	"net/http"
	"sync"
	"time"
)

const (
	checkTime = 2 * time.Second // for all checks together
	checkAge  = time.Second     // for which a result is shown again
)

// Check is one of the conditions for being ready. Ready returns nil, or why not
// in words that anybody may read; it is not called twice at a time.
type Check struct {
	Name  string
	Ready func() error
}

// Health is what /readyz says.
type Health struct {
	Ready  bool     `json:"ready"`
	Checks []Result `json:"checks"`
}

// Result is how one check went; Reason is "" where it is fine.
type Result struct {
	Name   string `json:"name"`
	Ready  bool   `json:"ready"`
	Reason string `json:"reason,omitempty"`
}

// readiness asks the checks, at most once in checkAge.
type readiness struct {
	checks []Check

	mu      sync.Mutex
	running chan struct{} // closed when the checks that run have ended; nil: none run
	asked   time.Time
	last    Health
}

// readyz says whether the bot answers questions, and if not, why: 200 or 503.
func (s *Server) readyz(w http.ResponseWriter, _ *http.Request) {
	health := s.ready.health()
	body, err := json.MarshalIndent(health, "", "  ")
	if err != nil {
		plain(w, http.StatusInternalServerError, "failed")
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if !health.Ready {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	w.Write(append(body, '\n'))
}

// health returns how the checks went. Checks that take too long are left to
// run and count as failed.
func (r *readiness) health() Health {
	r.mu.Lock()
	if r.running == nil && time.Since(r.asked) < checkAge {
		defer r.mu.Unlock()
		return r.last
	}
	if r.running == nil {
		r.running = make(chan struct{})
		go r.ask(r.running)
	}
	running := r.running
	r.mu.Unlock()
	select {
	case <-running:
		r.mu.Lock()
		defer r.mu.Unlock()
		return r.last
	case <-time.After(checkTime):
		return Health{Checks: []Result{{Name: "checks", Reason: "they take too long"}}}
	}
}

// ask runs the checks one after another.
func (r *readiness) ask(done chan struct{}) {
	health := Health{Ready: true, Checks: []Result{}}
	for _, c := range r.checks {
		result := Result{Name: c.Name, Ready: true}
		if err := c.Ready(); err != nil {
			result.Ready, result.Reason = false, err.Error()
			health.Ready = false
		}
		health.Checks = append(health.Checks, result)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.last, r.asked, r.running = health, time.Now(), nil
	close(done)
}
