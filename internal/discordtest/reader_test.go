package discordtest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

// reader is a bot on a bare connection, which shows all that is sent.
type reader struct {
	t    *testing.T
	conn *websocket.Conn
}

// dial connects to the gateway and reads hello.
func (r *rig) dial() *reader {
	r.t.Helper()
	answer := r.want("address", 200, "", "GET", "/gateway", nil)
	conn, _, err := websocket.DefaultDialer.Dial(answer["url"].(string), nil)
	if err != nil {
		r.t.Fatal(err)
	}
	r.t.Cleanup(func() { conn.Close() })
	b := &reader{r.t, conn}
	if p := b.next(); p.Op != opHello {
		r.t.Fatalf("op %d in place of hello", p.Op)
	}
	return b
}

func (b *reader) say(op int, data any) {
	b.t.Helper()
	if err := b.conn.WriteJSON(map[string]any{"op": op, "d": data}); err != nil {
		b.t.Error(err)
	}
}

// next returns the next thing that is said.
func (b *reader) next() (p payload) {
	b.t.Helper()
	b.conn.SetReadDeadline(time.Now().Add(5 * time.Second))
	if err := b.conn.ReadJSON(&p); err != nil {
		b.t.Fatalf("nothing is said: %v", err)
	}
	return p
}

// names returns what is said next, n times.
func (b *reader) names(n int) string {
	b.t.Helper()
	var list []string
	for range n {
		p := b.next()
		if p.Op != opDispatch {
			list = append(list, fmt.Sprint("op", p.Op))
			continue
		}
		name := p.Type
		for _, key := range []string{"content\":\"", "session_id\":\""} {
			if _, rest, ok := strings.Cut(string(p.Data), key); ok && p.Type != "READY" {
				name, _, _ = strings.Cut(rest, `"`)
			}
		}
		list = append(list, fmt.Sprint(p.Seq, name))
	}
	return strings.Join(list, " ")
}

// start identifies and returns the session's id.
func (b *reader) start(intents int, shard []int) string {
	b.t.Helper()
	d := map[string]any{"token": "Bot " + Token, "intents": intents}
	if shard != nil {
		d["shard"] = shard
	}
	b.say(opIdentify, d)
	p := b.next()
	if p.Type != "READY" {
		b.t.Fatalf("op %d %s in place of READY", p.Op, p.Type)
	}
	_, rest, _ := strings.Cut(string(p.Data), `"session_id":"`)
	id, _, _ := strings.Cut(rest, `"`)
	return id
}

func (b *reader) resume(session string, seq int) {
	b.say(opResume, map[string]any{"token": "Bot " + Token, "session_id": session, "seq": seq})
}
