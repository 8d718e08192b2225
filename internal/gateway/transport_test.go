package gateway

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"dalil/internal/discordtest"
)

// serving returns a gateway whose requests a handler answers.
func serving(t *testing.T, opt Options, h http.HandlerFunc) *Gateway {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	opt.Token, opt.APIURL = discordtest.Token, server.URL+"/api/v10"
	if opt.Logger == nil {
		opt.Logger = testLog(t)
	}
	g := New(opt)
	t.Cleanup(g.Close)
	return g
}

// answer returns a handler that answers with a status and JSON.
func answer(status int, body string, header ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.WriteHeader(status)
		w.Write([]byte(body))
	}
}

func TestCalls(t *testing.T) {
	var calls []Call
	g := serving(t, Options{OnCall: func(c Call) { calls = append(calls, c) }}, answer(http.StatusNotFound, `{"code":10008}`))
	g.REST().ChannelMessage("123", "456")
	if len(calls) != 1 || calls[0].Method != "GET" || calls[0].Route != "/channels/{id}/messages/{id}" || calls[0].Status != 404 || calls[0].Took <= 0 {
		t.Errorf("calls: %+v", calls)
	}
}

func TestRoute(t *testing.T) {
	pointAt("https://example.org/api/v10")
	for address, want := range map[string]string{
		"channels/123/messages":                            "/channels/{id}/messages",
		"channels/123/messages/45?around=6":                "/channels/{id}/messages/{id}",
		"interactions/1/aW50ZXJhY3Rpb246/callback":         "/interactions/{id}/{token}/callback",
		"interactions/1/abc/callback":                      "/interactions/{id}/{token}/callback",
		"webhooks/1/aW50ZXJhY3Rpb246/messages/@original":   "/webhooks/{id}/{token}/messages/@original",
		"applications/12/guilds/7/commands":                "/applications/{id}/guilds/{id}/commands",
		"channels/1/messages/2/reactions/%F0%9F%91%8D/@me": "/channels/{id}/messages/{id}/reactions/{name}/@me",
		"gateway/bot": "/gateway/bot",
		"channels/123/" + strings.Repeat("a", 25): "/channels/{id}/{name}",
	} {
		if got := route("https://example.org/api/v10/" + address); got != want {
			t.Errorf("%s: %s, want %s", address, got, want)
		}
	}
	if got := route("https://elsewhere.org/secret"); got != "/{elsewhere}" {
		t.Errorf("another server: %s", got)
	}
}

// TestInvalidRequests: a warning at 5,000, the end at 8,000, and again when the
// ten minutes are over. Limits that are shared do not count.
func TestInvalidRequests(t *testing.T) {
	var log bytes.Buffer
	var reached int
	header := http.Header{}
	status := http.StatusForbidden
	base := roundTrip(func(r *http.Request) (*http.Response, error) {
		reached++
		return &http.Response{StatusCode: status, Status: "", Header: header, Body: http.NoBody, Request: r}, nil
	})
	g := New(Options{Token: "x", Base: base, Logger: slog.New(slog.NewTextHandler(&log, nil))})
	now := time.Now()
	g.calls.now = func() time.Time { return now }
	ask := func(times int) (err error) {
		for range times {
			_, err = g.REST().Client.Get(discordgo.EndpointGateway)
		}
		return err
	}
	status, header = http.StatusTooManyRequests, http.Header{"X-Ratelimit-Scope": {"shared"}}
	if err := ask(9000); err != nil || len(g.calls.invalid) != 0 {
		t.Errorf("shared limits: %v, %d counted", err, len(g.calls.invalid))
	}
	reached, status, header = 0, http.StatusForbidden, http.Header{}
	if ask(warnAt - 1); log.Len() > 0 {
		t.Errorf("warned early: %s", &log)
	}
	now = now.Add(time.Minute)
	status = http.StatusUnauthorized
	if ask(100); strings.Count(log.String(), "many requests are refused") != 1 {
		t.Errorf("log: %s", &log)
	}
	status = http.StatusTooManyRequests
	if err := ask(refuseAt); !errors.Is(err, ErrInvalidRequests) || reached != refuseAt {
		t.Errorf("%v after %d requests", err, reached)
	}
	now = now.Add(window - time.Second) // the first 4,999 are over ten minutes old
	if err := ask(1); err != nil || reached != refuseAt+1 {
		t.Errorf("%v after %d requests", err, reached)
	}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// TestLargeAnswer: an answer without end is an error.
func TestLargeAnswer(t *testing.T) {
	g := serving(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			if _, err := w.Write(bytes.Repeat([]byte(" "), 1<<16)); err != nil {
				return
			}
		}
	})
	_, err := g.REST().ChannelMessage("1", "2")
	var large *http.MaxBytesError
	if !errors.As(err, &large) {
		t.Errorf("got %v", err)
	}
}

// TestSlowAnswer: a request ends with its time.
func TestSlowAnswer(t *testing.T) {
	g := serving(t, Options{CallTimeout: 100 * time.Millisecond}, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	began := time.Now()
	if _, err := g.REST().ChannelMessage("1", "2"); err == nil || time.Since(began) > 5*time.Second {
		t.Errorf("%v after %v", err, time.Since(began))
	}
}

// TestGlobalLimit: where Discord wants no requests at all, none is made, but
// answers to interactions, which have no such limit.
func TestGlobalLimit(t *testing.T) {
	var mu sync.Mutex
	var paths []string
	g := serving(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		paths = append(paths, r.URL.Path)
		if len(paths) == 1 {
			answer(http.StatusTooManyRequests, `{"retry_after":0.4,"global":true}`, "Retry-After", "0.4", "X-RateLimit-Global", "true")(w, r)
			return
		}
		w.Write([]byte("{}"))
	})
	g.REST().ChannelMessage("1", "2")
	limited := time.Now()
	if _, err := g.REST().Request("POST", discordgo.EndpointInteractionResponse("1", "t"), nil); err != nil || time.Since(limited) > 300*time.Millisecond {
		t.Errorf("interaction: %v after %v", err, time.Since(limited))
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := g.REST().ChannelMessage("1", "3", discordgo.WithContext(ctx)); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("within the limit: %v", err)
	}
	if _, err := g.REST().ChannelMessage("1", "4"); err != nil || time.Since(limited) < 300*time.Millisecond {
		t.Errorf("%v after %v", err, time.Since(limited))
	}
	mu.Lock()
	defer mu.Unlock()
	if want := []string{"/api/v10/channels/1/messages/2", "/api/v10/interactions/1/t/callback", "/api/v10/channels/1/messages/4"}; !slices.Equal(paths, want) {
		t.Errorf("requests: %q", paths)
	}
}
