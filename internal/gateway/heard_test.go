package gateway

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"
)

func TestReadable(t *testing.T) {
	for raw, want := range map[string]bool{
		`{"op":0,"t":"MESSAGE_CREATE","d":{}}`: true, `{"op":0,"t":"RESUMED","d":null}`: true, `{"op":0,"t":"READY","d":{}}`: true,
		`{"op":11}`: true, `{"op":0,"t":"MESSAGE_CREATE","d":null}`: false, `{"op":0,"t":"X","d":[]}`: false, `{}`: false, `null`: false,
	} {
		var p payload
		if err := json.Unmarshal([]byte(raw), &p); err != nil || p.readable() != want {
			t.Errorf("%s: error %v, want readable %v", raw, err, want)
		}
	}
}

// TestHello: without an interval that makes sense there is no connection.
func TestHello(t *testing.T) {
	for data, want := range map[string]time.Duration{
		`{"heartbeat_interval":41250}`: 41250 * time.Millisecond, `{"heartbeat_interval":0}`: 0, `{"heartbeat_interval":-1}`: 0,
		`{"heartbeat_interval":9223372036854775807}`: 0, `{}`: 0, `null`: 0, `[]`: 0,
	} {
		op := opHello
		l := new(link)
		if err := l.heard(payload{Op: &op, Data: json.RawMessage(data)}); (err == nil) != (want > 0) || l.interval != want {
			t.Errorf("%s: interval %v, error %v; want %v", data, l.interval, err, want)
		}
	}
}

// FuzzHeard: what a gateway says never reaches the library where that would
// crash, and op 7 and op 9 never do.
func FuzzHeard(f *testing.F) {
	for _, raw := range []string{`{"op":7,"d":null}`, `{"op":9,"d":true}`, `{"op":10,"d":{"heartbeat_interval":1}}`, `{"op":0,"t":"READY","d":{}}`, `null`, `{"op":11}`} {
		f.Add([]byte(raw))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		var p payload
		if json.Unmarshal(raw, &p) != nil || !p.readable() {
			return
		}
		if strings.TrimSpace(string(raw)) == "null" {
			t.Errorf("%q is passed on", raw)
		}
		l := new(link)
		err := l.heard(p)
		var invalid errInvalid
		switch {
		case *p.Op == opReconnect && !errors.Is(err, errReconnect), *p.Op == opInvalidSession && !errors.As(err, &invalid):
			t.Errorf("%q is passed on", raw)
		case l.interval < 0 || l.interval > time.Hour:
			t.Errorf("%q: interval %v", raw, l.interval)
		}
	})
}

// FuzzRoute: no id and no token of an interaction is ever in a route.
func FuzzRoute(f *testing.F) {
	f.Add("channels/1/messages", "secret")
	f.Fuzz(func(t *testing.T, path, token string) {
		pointAt("https://example.org/api/v10")
		if strings.ContainsAny(token, "/?#") || len(token) < 8 || strings.Contains("callback{token}", token) {
			return
		}
		if got := route("https://example.org/api/v10/interactions/1/" + token + "/callback"); strings.Contains(got, token) {
			t.Errorf("%q is in %s", token, got)
		}
		if got := route("https://example.org/api/v10/" + path); strings.ContainsAny(got, "0123456789") {
			t.Errorf("%q: %s", path, got)
		}
	})
}
