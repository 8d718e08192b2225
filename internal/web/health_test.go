package web

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestReady(t *testing.T) {
	opt := options(t)
	var down atomic.Bool
	opt.Checks = append(opt.Checks, Check{"gateway", func() error {
		if down.Load() {
			return errors.New("no heartbeat for 90 s")
		}
		return nil
	}})
	for _, want := range []bool{true, false} {
		down.Store(!want)
		w := get(newServer(opt), "/readyz")
		var got Health
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
			t.Fatalf("%v: %s", err, w.Body)
		}
		if got.Ready != want || (w.Code == http.StatusOK) != want || len(got.Checks) != 2 || got.Checks[1].Ready != want {
			t.Errorf("status %d, %s; want ready = %v", w.Code, w.Body, want)
		}
		if strings.Contains(w.Body.String(), "no heartbeat for 90 s") == want || w.Header().Get("Content-Type") != "application/json" {
			t.Errorf("%s", w.Body)
		}
	}
	if w := get(newServer(opt), "/livez"); w.Code != http.StatusOK || w.Body.String() != "ok\n" {
		t.Errorf("/livez: %d %s", w.Code, w.Body)
	}
}

// TestReadyOften: however many ask, a check runs once in its time.
func TestReadyOften(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var runs atomic.Int32
		r := &readiness{checks: []Check{{"slow", func() error {
			runs.Add(1)
			time.Sleep(100 * time.Millisecond)
			return nil
		}}}}
		var wg sync.WaitGroup
		for range 50 {
			wg.Go(func() {
				if !r.health().Ready {
					t.Error("not ready")
				}
			})
		}
		wg.Wait()
		if n := runs.Load(); n != 1 {
			t.Errorf("ran %d times, want 1", n)
		}
		time.Sleep(checkAge)
		r.health()
		if n := runs.Load(); n != 2 {
			t.Errorf("ran %d times, want 2", n)
		}
	})
}

// TestReadyStuck: a check that hangs is a reason, not a request that hangs, and
// is not started again.
func TestReadyStuck(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var runs atomic.Int32
		release := make(chan struct{})
		r := &readiness{checks: []Check{{"stuck", func() error {
			runs.Add(1)
			<-release
			return nil
		}}}}
		for range 3 {
			if h := r.health(); h.Ready || len(h.Checks) != 1 {
				t.Errorf("got %+v", h)
			}
		}
		if n := runs.Load(); n != 1 {
			t.Errorf("ran %d times, want 1", n)
		}
		close(release)
		synctest.Wait()
		if h := r.health(); !h.Ready {
			t.Errorf("got %+v once it ended", h)
		}
	})
}
