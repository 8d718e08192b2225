package handlers

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/hex"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"dalil/internal/answer"
	"dalil/internal/discordtest"
)

// listening is a bot that takes interactions over HTTP, without a gateway.
func listening(t *testing.T, server *discordtest.Server, e Engine, opt Options) (url string, key ed25519.PrivateKey) {
	t.Helper()
	public, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	opt.Token, opt.APIURL, opt.Logger = discordtest.Token, server.URL(), slog.New(slog.NewTextHandler(logTo{t}, nil))
	b := New(e, opt)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- b.Listen(ctx, l, public) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return "http://" + l.Addr().String(), key
}

// TestEndpoint: commands, completions and buttons work over HTTP as over the
// gateway, on any of several processes that share the key of buttons.
func TestEndpoint(t *testing.T) {
	e, err := engine()
	if err != nil {
		t.Fatal(err)
	}
	server := discordtest.NewServer(t)
	opt := Options{Key: NewKey()}
	first, key := listening(t, server, e, opt)
	server.Wait("commands", "", 1)
	server.InteractionsAt(first, key)
	r := server.Reply(server.Command("ask", map[string]any{"question": "who made Kimi?"}, nil))
	holds(t, r.Text(), "Moonshot AI made Kimi")
	if got := server.Reply(server.Complete("company", map[string]any{"name": "moon"}, "name", nil)).Choices(); len(got) != 1 {
		t.Errorf("completions %q", got)
	}
	second, key := listening(t, server, e, opt)
	server.InteractionsAt(second, key)
	changed := server.Reply(server.Press(server.Sent(r), pick(t, r, "بالعربية"), nil))
	holds(t, changed.Text(), "هي الجهة المطوِّرة")
	server.Wait("delete", server.Press(server.Sent(r), pick(t, changed, "احذف"), nil), 1)
	if n := server.Counts().Connections; n > 0 {
		t.Errorf("%d connections to the gateway", n)
	}
}

// TestEndpointSlow: an answer that takes long is announced in the answer to the
// request, and given later.
func TestEndpointSlow(t *testing.T) {
	server := discordtest.NewServer(t)
	release := make(chan struct{})
	a := answererFunc(func(ctx context.Context, q answer.Question) (answer.Reply, error) {
		<-release
		return echo(ctx, q)
	})
	url, key := listening(t, server, a, Options{Slow: 30 * time.Millisecond})
	server.InteractionsAt(url, key)
	id := server.Command("ask", map[string]any{"question": "slow"}, nil)
	server.Wait("callback", id, 1)
	close(release)
	holds(t, server.Wait("edit", id, 1)[0].Text(), "slow")
}

// TestEndpointLate: where the answer to a request is long on its way, what
// follows it waits until Discord has it.
func TestEndpointLate(t *testing.T) {
	server := discordtest.NewServer(t)
	bot, key := listening(t, server, echo, Options{})
	server.Wait("commands", "", 1)
	target, err := url.Parse(bot)
	if err != nil {
		t.Fatal(err)
	}
	way := httputil.NewSingleHostReverseProxy(target)
	way.ModifyResponse = func(*http.Response) error { time.Sleep(150 * time.Millisecond); return nil }
	proxy := httptest.NewServer(way)
	t.Cleanup(proxy.Close)
	server.InteractionsAt(proxy.URL, key)
	r := server.Reply(server.Command("ask", map[string]any{"question": "one"}, nil))
	press := server.Press(server.Sent(r), pick(t, r, "Delete"), nil)
	for n := 1; ; n++ {
		server.Wait("delete", press, n)
		if _, there := server.Shown(server.Sent(r)); !there {
			return
		}
	}
}

// slowConn is a connection on which answers take their time.
type slowConn struct {
	net.Conn
	written *atomic.Int32
}

func (c slowConn) Write(p []byte) (int, error) {
	time.Sleep(100 * time.Millisecond)
	defer c.written.Add(1)
	return c.Conn.Write(p)
}

// slowListener makes slow connections.
type slowListener struct {
	net.Listener
	written atomic.Int32
}

func (l *slowListener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return slowConn{c, &l.written}, nil
}

// TestEndpointEnds: at the end the answers under way are written whole.
func TestEndpointEnds(t *testing.T) {
	started, release := make(chan struct{}), make(chan struct{})
	a := answererFunc(func(ctx context.Context, q answer.Question) (answer.Reply, error) {
		close(started)
		<-release
		return echo(ctx, q)
	})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := discordtest.NewServer(t)
	public, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	slow := &slowListener{Listener: l}
	b := New(a, Options{Token: discordtest.Token, APIURL: server.URL(), Logger: slog.New(slog.NewTextHandler(logTo{t}, nil))})
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- b.Listen(ctx, slow, public) }()
	server.Wait("commands", "", 1)
	server.InteractionsAt("http://"+l.Addr().String(), key)
	id := server.Command("ask", map[string]any{"question": "one"}, nil)
	<-started
	cancel()
	close(release)
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if slow.written.Load() == 0 {
		t.Error("the answer is cut off")
	}
	server.Reply(id)
}

// TestEndpointRefuses: what Discord has not signed gets no answer.
func TestEndpointRefuses(t *testing.T) {
	server := discordtest.NewServer(t)
	url, key := listening(t, server, echo, Options{})
	const ping = `{"type": 1, "id": "1", "application_id": "2", "token": "x", "version": 1}`
	sign := func(key ed25519.PrivateKey, body string) http.Header {
		const stamp = "1700000000"
		return http.Header{"X-Signature-Timestamp": {stamp}, "X-Signature-Ed25519": {hex.EncodeToString(ed25519.Sign(key, []byte(stamp+body)))}}
	}
	_, stranger, _ := ed25519.GenerateKey(nil)
	for _, tc := range []struct {
		name, method, body string
		head               http.Header
		status             int
	}{
		{"ping", "POST", ping, sign(key, ping), 200},
		{"another key", "POST", ping, sign(stranger, ping), 401},
		{"another body", "POST", ping + " ", sign(key, ping), 401},
		{"no signature", "POST", ping, nil, 401},
		{"half a signature", "POST", ping, http.Header{"X-Signature-Ed25519": {"ab"}, "X-Signature-Timestamp": {"1"}}, 401},
		{"no interaction", "POST", "[", sign(key, "["), 400},
		{"too much", "POST", strings.Repeat("x", maxInteraction+1), sign(key, ""), 401},
		{"GET", "GET", "", nil, 405},
	} {
		r, err := http.NewRequest(tc.method, url, bytes.NewReader([]byte(tc.body)))
		if err != nil {
			t.Fatal(err)
		}
		for name, values := range tc.head {
			r.Header[name] = values
		}
		answer, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		var body bytes.Buffer
		body.ReadFrom(answer.Body)
		answer.Body.Close()
		if answer.StatusCode != tc.status {
			t.Errorf("%s: %d, want %d", tc.name, answer.StatusCode, tc.status)
		}
		if tc.name == "ping" && strings.TrimSpace(body.String()) != `{"type":1}` {
			t.Errorf("ping is answered with %s", &body)
		}
	}
}
