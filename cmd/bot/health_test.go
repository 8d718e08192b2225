package main

import (
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dalil/internal/discordtest"
	"dalil/internal/gateway"
	"dalil/internal/web"
)

// TestHealth: the real program turns healthy, and says why when it is not.
func TestHealth(t *testing.T) {
	server := discordtest.NewServer(t)
	data := filepath.Join(t.TempDir(), "data")
	p := startProcess(t, server, "CORPUS_DIR=testdata/corpus", "DATA_DIR="+data)
	server.WaitReady(1)
	if said, ok := p.health(10 * time.Second); !ok || said != "index: ok\ndata: ok\ngateway: ok" {
		t.Fatalf("says %q; log: %s", said, p.stderr)
	}
	var h web.Health
	if said, _ := p.health(0, "--json"); json.Unmarshal([]byte(said), &h) != nil || !h.Ready || len(h.Checks) != 3 {
		t.Errorf("health --json says %s", said)
	}
	// a file where the folder was: not even root can write there
	if err := os.Rename(data, data+"-away"); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(data, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	time.Sleep(1100 * time.Millisecond) // a result is kept for a second
	if said, ok := p.health(0); ok || !strings.Contains(said, "data: the folder for indexes cannot be made") || !strings.Contains(said, "index: ok") {
		t.Errorf("without a data folder it says %q", said)
	}
	p.stop()
	if said, ok := p.health(0); ok || !strings.HasPrefix(said, "bot: no bot answers on "+p.http) {
		t.Errorf("of a bot that ended it says %q", said)
	}
}

// TestHealthBeforeDiscord: a bot that cannot reach Discord is alive and not
// ready.
func TestHealthBeforeDiscord(t *testing.T) {
	server := discordtest.NewServer(t)
	server.Mute(true)
	p := startProcess(t, server, "CORPUS_DIR=testdata/corpus")
	for until := time.Now().Add(10 * time.Second); ; time.Sleep(100 * time.Millisecond) {
		said, ok := p.health(0)
		if !ok && strings.Contains(said, "index: ok") && strings.Contains(said, "gateway: ") && !strings.Contains(said, "gateway: ok") {
			break
		}
		if time.Now().After(until) {
			t.Fatalf("says %q; log: %s", said, p.stderr)
		}
	}
	response, err := http.Get("http://" + p.http + "/livez")
	if err != nil || response.StatusCode != http.StatusOK {
		t.Errorf("/livez: %v, %v", response, err)
	}
}

// TestHears: a shard that is connected but hears nothing is not healthy.
func TestHears(t *testing.T) {
	now := time.Now()
	fine := gateway.Shard{Connected: true, Since: now.Add(-time.Hour), LastAck: now.Add(-40 * time.Second)}
	young := gateway.Shard{ID: 1, Connected: true, Since: now.Add(-time.Second)}
	gone := gateway.Shard{ID: 2, Since: now.Add(-time.Second), LastAck: now}
	deaf := gateway.Shard{ID: 3, Connected: true, Since: now.Add(-time.Hour), LastAck: now.Add(-3 * time.Minute)}
	for _, tc := range []struct {
		shards []gateway.Shard
		want   string
	}{
		{nil, "not connected to Discord yet"},
		{[]gateway.Shard{fine, young}, ""},
		{[]gateway.Shard{fine, gone}, "shard 2 is not connected"},
		{[]gateway.Shard{fine, young, deaf}, "heartbeat of shard 3"},
	} {
		err := hears(gateway.State{Shards: tc.shards}, now)
		if (err == nil) != (tc.want == "") || err != nil && !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%+v: %v, want %q", tc.shards, err, tc.want)
		}
	}
}

// TestHealthOfOthers: what listens on the address may be no bot.
func TestHealthOfOthers(t *testing.T) {
	for name, answer := range map[string]string{
		"no HTTP": "220 mail.example ESMTP\r\n", "no JSON": "HTTP/1.1 200 OK\r\n\r\nhello", "endless": "HTTP/1.1 200 OK\r\n\r\n\"" + strings.Repeat("a", 1<<20),
	} {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		go func() {
			if conn, err := l.Accept(); err == nil {
				io.WriteString(conn, answer)
				conn.Close()
			}
		}()
		if h, err := askHealth(t.Context(), l.Addr().String()); err == nil || h.Ready {
			t.Errorf("%s: %+v, %v", name, h, err)
		}
	}
}

func TestReachable(t *testing.T) {
	for addr, want := range map[string]string{
		"0.0.0.0:8080": "127.0.0.1:8080", "[::]:8080": "[::1]:8080", "127.0.0.1:80": "127.0.0.1:80", "10.0.0.5:80": "10.0.0.5:80", "bot.local:80": "bot.local:80",
	} {
		if got := reachable(addr); got != want {
			t.Errorf("%s: %s, want %s", addr, got, want)
		}
	}
}
