package discordtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
)

// recorder is a test that the server may fail.
type recorder struct {
	testing.TB
	mu     sync.Mutex
	faults []string
}

func (r *recorder) Errorf(format string, args ...any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.faults = append(r.faults, fmt.Sprintf(format, args...))
}

func (r *recorder) Fatalf(format string, args ...any) {
	r.Errorf(format, args...)
	r.TB.Logf(format, args...)
	runtime.Goexit()
}

// take returns what has failed since it was asked last.
func (r *recorder) take() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	faults := r.faults
	r.faults = nil
	return faults
}

// rig is a server, what it has complained of, and a bot that the test plays.
type rig struct {
	*Server
	t    *testing.T
	said *recorder
	bot  *discordgo.Session
}

// open returns a server with a bot connected to it. The bot is closed as the
// network closes connections: its own way takes a second.
func open(t *testing.T, intents discordgo.Intent) *rig {
	t.Helper()
	said := &recorder{TB: t}
	r := &rig{Server: NewServer(said), t: t, said: said}
	r.bot = r.session(intents)
	if err := r.bot.Open(); err != nil {
		t.Fatal(err)
	}
	r.WaitReady(1)
	return r
}

const messageIntents = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages

// session returns a bot's session at a server; the addresses are the library's
// globals.
func (r *rig) session(intents discordgo.Intent) *discordgo.Session {
	r.t.Helper()
	api := r.URL() + "/"
	discordgo.EndpointAPI, discordgo.EndpointGateway, discordgo.EndpointGatewayBot = api, api+"gateway", api+"gateway/bot"
	discordgo.EndpointGuilds, discordgo.EndpointChannels, discordgo.EndpointUsers = api+"guilds/", api+"channels/", api+"users/"
	discordgo.EndpointWebhooks, discordgo.EndpointApplications = api+"webhooks/", api+"applications"
	s, err := discordgo.New("Bot " + Token)
	if err != nil {
		r.t.Fatal(err)
	}
	s.Identify.Intents = intents
	s.StateEnabled, s.SyncEvents = false, true
	s.ShouldReconnectOnError, s.ShouldRetryOnRateLimit = false, false
	return s
}

// do makes a request by plain HTTP.
func (r *rig) do(method, path string, body any) (status int, answer map[string]any, header http.Header) {
	r.t.Helper()
	raw, kind := []byte(nil), "application/json"
	switch b := body.(type) {
	case nil:
	case *form:
		raw, kind = b.content.Bytes(), b.kind
	default:
		raw, _ = json.Marshal(body)
	}
	req, err := http.NewRequest(method, r.URL()+path, bytes.NewReader(raw))
	if err != nil {
		r.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bot "+Token)
	if raw != nil {
		req.Header.Set("Content-Type", kind)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return 0, nil, nil
	}
	defer res.Body.Close()
	raw, _ = io.ReadAll(res.Body)
	json.Unmarshal(raw, &answer)
	return res.StatusCode, answer, res.Header
}

// want fails the test unless a request has the status; a complaint of the
// server must hold the text, and must not be where that is "".
func (r *rig) want(name string, status int, complaint string, method, path string, body any) map[string]any {
	r.t.Helper()
	got, answer, _ := r.do(method, path, body)
	if got != status {
		r.t.Errorf("%s: status %d, want %d: %v", name, got, status, answer)
	}
	r.complains(name, complaint)
	return answer
}

func (r *rig) complains(name, of string) {
	r.t.Helper()
	faults := strings.Join(r.said.take(), "\n")
	if of == "" && faults != "" || !strings.Contains(faults, of) {
		r.t.Errorf("%s: complaint %q, want %q", name, faults, of)
	}
}

// plain is the body of a decent message with changes.
func plain(changes map[string]any) map[string]any {
	m := map[string]any{"content": "hello", "flags": 4, "allowed_mentions": map[string]any{"parse": []any{}}}
	merge(m, changes)
	return m
}

// display is the body of a decent message in Components V2.
func display(components ...any) map[string]any {
	return plain(map[string]any{"content": nil, "flags": componentsV2, "components": components})
}

func words(content string) map[string]any {
	return map[string]any{"type": textDisplay, "content": content}
}

func press(label, id string) map[string]any {
	return map[string]any{"type": button, "style": 2, "label": label, "custom_id": id}
}

func row(buttons ...any) map[string]any {
	return map[string]any{"type": actionRow, "components": buttons}
}

// eventually waits for what is true soon.
func eventually(t *testing.T, what string, done func() bool) {
	t.Helper()
	for range 500 {
		if done() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatalf("it did not come to be that %s", what)
}

// count returns how many messages a channel has.
func (r *rig) count(channel string) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.history[channel])
}
