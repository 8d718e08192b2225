package gateway

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"dalil/internal/discordtest"
)

// shardsOf waits for n connections and returns their shards, sorted.
func (f *fake) shardsOf(n int) (shards [][2]int) {
	f.t.Helper()
	for range n {
		shards = append(shards, f.next().shard)
	}
	slices.SortFunc(shards, func(a, b [2]int) int { return a[0] - b[0] })
	return shards
}

func TestShards(t *testing.T) {
	for name, tc := range map[string]struct {
		of        Shards
		recommend int
		want      [][2]int // id, count; the zero value is sent where there is one
	}{
		"one":        {Shards{}, 4, [][2]int{{0, 0}}},
		"two":        {Shards{Count: 2}, 4, [][2]int{{0, 2}, {1, 2}}},
		"auto":       {Shards{Auto: true}, 3, [][2]int{{0, 3}, {1, 3}, {2, 3}}},
		"one of two": {Shards{Count: 2, Only: true, ID: 1}, 4, [][2]int{{1, 2}}},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFake(t)
			f.limits.shards = tc.recommend
			opt := f.options()
			opt.Shards = tc.of
			r := run(t, opt)
			if got := f.shardsOf(len(tc.want)); !slices.Equal(got, tc.want) {
				t.Errorf("shards %v, want %v", got, tc.want)
			}
			eventually(t, "health", r.Healthy)
			s := r.State()
			if len(s.Shards) != len(tc.want) || s.Count != max(tc.want[0][1], 1) || s.Shards[0].ID != tc.want[0][0] {
				t.Errorf("state: %+v", s)
			}
		})
	}
}

// TestShardsApart: the events of both shards reach the handlers, one shard that
// is lost makes the bot unhealthy, and the other stays connected.
func TestShardsApart(t *testing.T) {
	f := newFake(t)
	opt := f.options()
	opt.Shards.Count = 2
	r := run(t, opt)
	a, b := f.next(), f.next()
	a.send(0, "MESSAGE_CREATE", message)
	b.send(0, "MESSAGE_CREATE", message)
	r.heard("still there?")
	r.heard("still there?")
	eventually(t, "health", r.Healthy)
	a.reset()
	eventually(t, "illness", func() bool { return !r.Healthy() })
	if again := f.next(); again.op != 6 {
		t.Errorf("op %d", again.op)
	}
	eventually(t, "health", r.Healthy)
	if s := r.State().Shards; s[0].Connects+s[1].Connects != 3 {
		t.Errorf("state: %+v", s)
	}
}

// TestIdentifyRate: never more than max_concurrency identifies in an interval.
func TestIdentifyRate(t *testing.T) {
	const every = 400 * time.Millisecond
	f := newFake(t)
	f.limits = limits{shards: 6, remaining: 100, concurrency: 2}
	opt := f.options()
	opt.Shards.Auto, opt.IdentifyEvery = true, every
	run(t, opt)
	f.shardsOf(6)
	at := f.identifies()
	for i := range len(at) - 2 {
		if gap := at[i+2].Sub(at[i]); gap < every-50*time.Millisecond { // the server sees them a little later
			t.Errorf("identifies %d and %d within %v", i, i+2, gap)
		}
	}
	if gap := at[1].Sub(at[0]); gap > every/2 {
		t.Errorf("the second shard waited %v though two may identify at a time", gap)
	}
}

// TestBudget: where no identify is left, none is made before Discord allows it
// again.
func TestBudget(t *testing.T) {
	const reset = 600 * time.Millisecond
	f := newFake(t)
	f.limits = limits{remaining: 0, concurrency: 1, resetAfter: reset}
	began := time.Now()
	run(t, f.options())
	time.AfterFunc(reset/2, func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.limits.remaining = 1
	})
	f.next()
	if took := time.Since(began); took < reset {
		t.Errorf("identified after %v, before the budget was reset", took)
	}
	if n := f.asked.Load(); n > 3 {
		t.Errorf("asked %d times meanwhile", n)
	}
}

// TestResumesAreFree: three lost connections cost one identify and one request
// for the address.
func TestResumesAreFree(t *testing.T) {
	f := newFake(t)
	run(t, f.options())
	for range 3 {
		f.next().reset()
	}
	f.next()
	if len(f.identifies()) != 1 || f.asked.Load() != 1 {
		t.Errorf("%d identifies, %d requests for the address", len(f.identifies()), f.asked.Load())
	}
}

// TestAddresses: other servers give the address in one place only.
func TestAddresses(t *testing.T) {
	t.Run("only /gateway/bot", func(t *testing.T) {
		server := discordtest.NewServer(t)
		server.OnlyGatewayBot()
		r := run(t, Options{Token: discordtest.Token, APIURL: server.URL(), Logger: testLog(t)})
		server.WaitReady(1)
		eventually(t, "health", r.Healthy)
	})
	t.Run("only /gateway", func(t *testing.T) {
		f := newFake(t)
		front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/api/v10/gateway/bot" {
				http.Error(w, `{"message":"404: Not Found"}`, http.StatusNotFound)
				return
			}
			f.serve(w, r)
		}))
		t.Cleanup(front.Close)
		opt := f.options()
		opt.APIURL = front.URL + "/api/v10"
		run(t, opt)
		f.next()
	})
}

func TestBackoff(t *testing.T) {
	for failures, want := range map[int]time.Duration{0: firstPause, 1: firstPause, 2: 2 * firstPause, 5: 16 * firstPause, 40: maxPause, 1 << 40: maxPause} {
		for range 100 {
			if got := backoff(failures); got < want/2 || got > want {
				t.Fatalf("after %d failures: %v, want between the half and the whole of %v", failures, got, want)
			}
		}
	}
}
