package discordtest

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"
)

func lone(t *testing.T) *rig {
	t.Helper()
	said := &recorder{TB: t}
	return &rig{Server: NewServer(said), t: t, said: said}
}

const direct = intentDirectMessages

// TestReplay: what happens while the bot is away comes when it resumes, with
// its number, and nothing twice.
func TestReplay(t *testing.T) {
	r := lone(t)
	b := r.dial()
	session := b.start(direct, nil)
	r.DirectMessage("a")
	if got := b.names(1); got != "2a" {
		t.Errorf("got %s", got)
	}
	for name, drop := range map[string]func(){"close": func() { r.Drop(4000) }, "reset": r.Reset} {
		before := r.Counts().Resumes
		drop()
		lost := r.DirectMessage("lost " + name)
		again := r.dial()
		seq := int(2 + before*2)
		again.resume(session, seq)
		if got, want := again.names(2), fmt.Sprintf("%dlost %s %dRESUMED", seq+1, name, seq+2); got != want {
			t.Errorf("%s: got %s, want %s", name, got, want)
		}
		if r.Received(lost) {
			t.Error("received before it was confirmed")
		}
		again.say(opHeartbeat, seq+1)
		if got := again.names(1); got != "op11" {
			t.Errorf("got %s", got)
		}
		if !r.Received(lost) {
			t.Error("not received though it was confirmed")
		}
	}
	if ids := r.Lost(); len(ids) != 0 {
		t.Errorf("lost %v", ids)
	}
}

// TestInvalidSessions: a session that is at its end can't be resumed, and what
// was not sent on it is lost.
func TestInvalidSessions(t *testing.T) {
	end := map[string]func(*rig, *reader){
		"op 9":         func(r *rig, b *reader) { r.Invalidate(false); b.names(1) },
		"a final code": func(r *rig, _ *reader) { r.Drop(4009) },
		"a goodbye": func(r *rig, b *reader) {
			b.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(1000, ""), time.Now().Add(time.Second))
			eventually(t, "it is read", func() bool { return len(r.live()) == 0 })
		},
		"a refused resume": func(r *rig, _ *reader) { r.Drop(4000); r.RefuseResume(1) },
	}
	for name, do := range end {
		r := lone(t)
		b := r.dial()
		session := b.start(direct, nil)
		do(r, b)
		id := r.DirectMessage("lost")
		again := r.dial()
		again.resume(session, 1)
		if got := again.names(1); got != "op9" {
			t.Errorf("%s: got %s, want an invalid session", name, got)
		}
		again.start(direct, nil)
		r.DirectMessage("b")
		if got := again.names(1); got != "2b" {
			t.Errorf("%s: got %s", name, got)
		}
		if lost := r.Lost(); !slices.Equal(lost, []string{id}) {
			t.Errorf("%s: lost %v, want %s", name, lost, id)
		}
		r.complains(name, "")
	}
	r := lone(t)
	b := r.dial()
	session := b.start(direct, nil)
	r.Invalidate(true)
	b.names(1)
	r.DirectMessage("kept")
	again := r.dial()
	again.resume(session, 1)
	if got := again.names(2); got != "2kept 3RESUMED" {
		t.Errorf("resumable: got %s", got)
	}
}

// TestDisorder: events come twice and out of order when told to.
func TestDisorder(t *testing.T) {
	r := lone(t)
	b := r.dial()
	b.start(direct, nil)
	r.Duplicate(1)
	r.DirectMessage("a")
	r.Reorder(3)
	for _, text := range []string{"b", "c", "d", "e"} {
		r.DirectMessage(text)
	}
	r.Dispatch("NOBODY_KNOWS", map[string]any{"x": 1})
	if got, want := b.names(7), "2a 3a 4d 5c 6b 7e 8NOBODY_KNOWS"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestZombie: a connection that is dead says nothing, and does not end.
func TestZombie(t *testing.T) {
	r := lone(t)
	b := r.dial()
	session := b.start(direct, nil)
	r.Zombie()
	r.DirectMessage("a")
	b.say(opHeartbeat, 1)
	b.conn.SetReadDeadline(time.Now().Add(100 * time.Millisecond))
	if err := b.conn.ReadJSON(new(payload)); err == nil || !strings.Contains(err.Error(), "timeout") {
		t.Errorf("got %v, want silence", err)
	}
	again := r.dial()
	again.resume(session, 1)
	if got := again.names(2); got != "2a 3RESUMED" {
		t.Errorf("got %s", got)
	}
}

// TestShards: each shard has its connection, its guilds and its turn.
func TestShards(t *testing.T) {
	r := lone(t)
	r.Shards(2, 2, time.Minute)
	if a := r.want("advice", 200, "", "GET", "/gateway/bot", nil); number(a["shards"]) != 2 || number(a["session_start_limit"].(map[string]any)["max_concurrency"]) != 2 {
		t.Errorf("advice %v", a)
	}
	mine := shardOf(Guild, 2)
	var shards [2]*reader
	for i := range shards {
		shards[i] = r.dial()
		shards[i].start(intentGuilds|intentGuildMessages|direct, []int{i, 2})
	}
	if got := shards[mine].names(1); got != "2GUILD_CREATE" {
		t.Errorf("got %s", got)
	}
	r.Message("guild", map[string]any{"mentions": []any{map[string]any{"id": Bot}}})
	r.DirectMessage("direct")
	for i := range shards {
		var want []string
		if i == mine {
			want = append(want, "3guild")
		}
		if i == 0 {
			want = append(want, fmt.Sprint(2+2*len(want), "direct"))
		}
		if got := shards[i].names(len(want)); got != strings.Join(want, " ") {
			t.Errorf("shard %d: got %s, want %s", i, got, want)
		}
	}
	early := r.dial()
	early.say(opIdentify, map[string]any{"token": "Bot " + Token, "shard": []int{0, 2}})
	if got := early.names(1); got != "op9" || r.Counts().EarlyIdentifies != 1 {
		t.Errorf("got %s, %d early", got, r.Counts().EarlyIdentifies)
	}
	for shard, code := range map[int]int{2: 4010, -1: 4010} {
		wrong := r.dial()
		wrong.say(opIdentify, map[string]any{"token": "Bot " + Token, "shard": []int{shard, 2}})
		if _, _, err := wrong.conn.ReadMessage(); !websocket.IsCloseError(err, code) {
			t.Errorf("shard %d: %v, want %d", shard, err, code)
		}
	}
}

// TestIntents: the bot gets what it has asked for and may have.
func TestIntents(t *testing.T) {
	r := lone(t)
	refused := r.dial()
	refused.say(opIdentify, map[string]any{"token": "Bot " + Token, "intents": intentMessageContent})
	if _, _, err := refused.conn.ReadMessage(); !websocket.IsCloseError(err, 4014) {
		t.Errorf("%v, want 4014", err)
	}
	r.AllowMessageContent()
	b := r.dial()
	b.start(intentGuildMessages|intentMessageContent, nil)
	r.DirectMessage("a")
	r.Message("b", nil)
	if got := b.names(1); got != "2b" {
		t.Errorf("got %s", got)
	}
}
