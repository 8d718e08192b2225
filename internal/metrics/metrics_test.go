package metrics

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus/testutil"
)

// exercised returns metrics in which every figure has a value.
func exercised() *Metrics {
	m := New()
	report(m)
	return m
}

// report calls every method once.
func report(m *Metrics) {
	m.Question("mention", "ar", "answered", 20*time.Millisecond)
	m.Search(3 * time.Millisecond)
	m.Answer(9 * time.Millisecond)
	m.Call("send", 200, 160*time.Millisecond)
	m.Interaction(200 * time.Millisecond)
	m.Connected(0, true)
	m.Reconnected(0)
	m.Queue(func() (int, int) { return 2, 5 })
	m.Index(func() (time.Time, int64, int) { return time.Unix(1_700_000_000, 0), 1 << 20, 42 })
	m.Reindexed("built", 2*time.Second)
}

// scrape returns what Prometheus sees.
func scrape(t *testing.T, m *Metrics) string {
	t.Helper()
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if w.Code != http.StatusOK {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	return w.Body.String()
}

func TestScrape(t *testing.T) {
	got := scrape(t, exercised())
	for _, want := range []string{
		`dalil_questions_total{lang="ar",outcome="answered",way="mention"} 1`,
		`dalil_question_seconds_count{way="mention"} 1`,
		`dalil_search_seconds_bucket{le="0.005"} 1`,
		`dalil_answer_seconds_count 1`,
		`dalil_discord_calls_total{route="send",status="200"} 1`,
		`dalil_discord_call_seconds_bucket{route="send",le="0.25"} 1`,
		`dalil_discord_limited_total 0`,
		`dalil_interaction_seconds_sum 0.2`,
		`dalil_gateway_connected{shard="0"} 1`,
		`dalil_gateway_reconnects_total{shard="0"} 1`,
		`dalil_queue_running 2`,
		`dalil_queue_waiting 5`,
		`dalil_index_built_timestamp_seconds 1.7e+09`,
		`dalil_index_bytes 1.048576e+06`,
		`dalil_index_passages 42`,
		`dalil_reindexes_total{outcome="built"} 1`,
		`go_goroutines `,
	} {
		if !strings.Contains(got, "\n"+want) {
			t.Errorf("no %s in:\n%s", want, got)
		}
	}
}

// TestUnknown: a value that is not known never becomes a label.
func TestUnknown(t *testing.T) {
	m := New()
	const text = "what a user wrote"
	m.Question(text, text, text, time.Second)
	m.Question(text, "", "answered", time.Second)
	m.Call(text, 299, time.Second)
	m.Call("send", 0, time.Second)
	m.Connected(-1, false)
	m.Connected(1<<30, false)
	m.Reindexed(text, time.Second)
	got := scrape(t, m)
	if strings.Contains(got, text) {
		t.Errorf("a label holds what was given:\n%s", got)
	}
	for _, want := range []string{
		`dalil_questions_total{lang="other",outcome="other",way="other"} 1`,
		`dalil_discord_calls_total{route="other",status="other"} 1`,
		`dalil_discord_calls_total{route="send",status="none"} 1`,
		`dalil_gateway_connected{shard="other"} 0`,
		`dalil_reindexes_total{outcome="other"} 1`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in:\n%s", want, got)
		}
	}
}

func TestInvalid(t *testing.T) {
	m := New()
	for _, status := range []int{200, 204, 400, 401, 403, 404, 429, 429, 500} {
		m.Call("send", status, time.Millisecond)
	}
	if got := testutil.ToFloat64(m.limited); got != 2 {
		t.Errorf("%v limited, want 2", got)
	}
	if got := testutil.ToFloat64(m.invalid); got != 4 {
		t.Errorf("%v invalid, want 4", got)
	}
}

// TestTurnedAway: a question that was turned away counts, its time does not.
func TestTurnedAway(t *testing.T) {
	m := New()
	m.Question("command", "en", "limited", 0)
	m.Question("command", "en", "busy", 0)
	if n := testutil.CollectAndCount(m.question); n != 0 {
		t.Errorf("%d series of times, want none", n)
	}
	m.Question("command", "en", "abstained", time.Millisecond)
	if q, n := testutil.CollectAndCount(m.questions), testutil.CollectAndCount(m.question); q != 3 || n != 1 {
		t.Errorf("%d series of questions, %d of times; want 3 and 1", q, n)
	}
}

// TestLint holds names and help to the conventions of Prometheus.
func TestLint(t *testing.T) {
	problems, err := testutil.GatherAndLint(exercised().registry)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		t.Errorf("%s: %s", p.Metric, p.Text)
	}
}

// TestNil: who reports need not know whether anybody looks.
func TestNil(t *testing.T) {
	var m *Metrics
	report(m)
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/metrics", nil))
	if w.Code != http.StatusNotFound {
		t.Errorf("status %d, want 404", w.Code)
	}
}

// TestConcurrent reports and looks at the same time.
func TestConcurrent(t *testing.T) {
	m := New()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 50 {
				report(m)
			}
		})
	}
	scrape(t, m)
	wg.Wait()
	if got := testutil.ToFloat64(m.questions.WithLabelValues("mention", "ar", "answered")); got != 400 {
		t.Errorf("%v questions, want 400", got)
	}
}

func TestRoute(t *testing.T) {
	const id, token = "100000000000000001", "aW50ZXJhY3Rpb24"
	for _, tc := range []struct{ method, path, want string }{
		{"GET", "/api/v10/gateway/bot", "gateway"},
		{"GET", "/api/v9/gateway", "gateway"},
		{"POST", "/api/v10/channels/" + id + "/messages", "send"},
		{"GET", "/api/v10/channels/" + id + "/messages/" + id, "read"},
		{"GET", "/api/v10/channels/" + id + "/messages", "read"},
		{"PATCH", "/api/v10/channels/" + id + "/messages/" + id, "edit"},
		{"DELETE", "/api/v10/channels/" + id + "/messages/" + id, "delete"},
		{"POST", "/api/v10/channels/" + id + "/typing", "typing"},
		{"GET", "/api/v10/channels/" + id, "channel"},
		{"POST", "/api/v10/interactions/" + id + "/" + token + "/callback", "callback"},
		{"PATCH", "/api/v10/webhooks/" + id + "/" + token + "/messages/@original", "followup"},
		{"PUT", "/api/v10/applications/" + id + "/commands", "commands"},
		{"PUT", "/api/v10/applications/" + id + "/guilds/" + id + "/commands", "commands"},
		{"GET", "/users/@me", "user"},
		{"GET", "/a/base/of/its/own/guilds/" + id, "guild"},
		{"GET", "/api/v10/stickers/" + id, "other"},
		{"GET", "/api/v10/oauth2/applications/@me", "other"},
		{"GET", "", "other"},
	} {
		got := Route(tc.method, tc.path)
		if got != tc.want {
			t.Errorf("%s %s is %q, want %q", tc.method, tc.path, got, tc.want)
		}
		if got != other && !routes[got] {
			t.Errorf("%q is no known route", got)
		}
	}
}

// FuzzRoute: whatever the path, what comes out is one of the known kinds.
func FuzzRoute(f *testing.F) {
	f.Add("GET", "/api/v10/channels/1/messages")
	f.Add("PUT", "//applications/x")
	f.Fuzz(func(t *testing.T, method, path string) {
		if got := Route(method, path); got != other && !routes[got] {
			t.Errorf("%q %q is %q", method, path, got)
		}
	})
}
