package gateway

import (
	"context"
	"errors"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"dalil/internal/discordtest"
)

// lost takes a request and closes the connection without an answer.
func lost(w http.ResponseWriter, _ *http.Request) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err == nil {
		conn.Close()
	}
}

// TestTry: what is repeated, by what went wrong the first time.
func TestTry(t *testing.T) {
	get := func(s *discordgo.Session, o ...discordgo.RequestOption) error {
		_, err := s.ChannelMessage("1", "2", o...)
		return err
	}
	post := func(s *discordgo.Session, o ...discordgo.RequestOption) error {
		_, err := s.ChannelMessageSend("1", "text", o...)
		return err
	}
	callback := func(s *discordgo.Session, o ...discordgo.RequestOption) error {
		return s.InteractionRespond(&discordgo.Interaction{ID: "1", Token: "t"}, &discordgo.InteractionResponse{Type: 5}, o...)
	}
	for name, tc := range map[string]struct {
		request func(*discordgo.Session, ...discordgo.RequestOption) error
		first   http.HandlerFunc
		want    int32 // requests, of which the last succeeds
	}{
		"limited":                 {post, answer(429, `{"retry_after":0.01}`), 2},
		"limited, in the header":  {post, answer(429, `<html>`, "Retry-After", "0.01"), 2},
		"500":                     {post, answer(500, `oops`), 2},
		"502":                     {post, answer(502, `oops`), 2},
		"503":                     {get, answer(503, `oops`), 2},
		"lost":                    {get, lost, 2},
		"lost post":               {post, lost, 1},
		"lost callback":           {callback, lost, 2},
		"forbidden":               {post, answer(403, `{"code":50013}`), 1},
		"not found":               {get, answer(404, `{}`), 1},
		"no JSON":                 {get, answer(200, `<html>`), 1},
		"half an answer":          {get, answer(200, `{`, "Content-Length", "100"), 2},
		"half an answer to post":  {post, answer(200, `{`, "Content-Length", "100"), 1},
		"limited for a long time": {get, answer(429, `{"retry_after":3600}`), 1},
	} {
		t.Run(name, func(t *testing.T) {
			var n atomic.Int32
			g := serving(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
				if n.Add(1) == 1 {
					tc.first(w, r)
					return
				}
				w.Write([]byte("{}"))
			})
			err := Try(t.Context(), func(o ...discordgo.RequestOption) error { return tc.request(g.REST(), o...) })
			if got := n.Load(); got != tc.want || (err == nil) != (tc.want > 1) {
				t.Errorf("%d requests, error %v; want %d", got, err, tc.want)
			}
		})
	}
}

// TestTryEnds: a request that always fails is given up, and at once where there
// is no time to wait.
func TestTryEnds(t *testing.T) {
	var n atomic.Int32
	status := http.StatusInternalServerError
	g := serving(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		n.Add(1)
		answer(status, `{"retry_after":30}`, "Retry-After", "30")(w, r)
	})
	get := func(o ...discordgo.RequestOption) error {
		_, err := g.REST().ChannelMessage("1", "2", o...)
		return err
	}
	if err := Try(t.Context(), get); err == nil || n.Load() != maxTries {
		t.Errorf("%d requests, error %v", n.Load(), err)
	}
	status = http.StatusTooManyRequests
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	var limited *discordgo.RateLimitError
	if err := Try(ctx, get); !errors.As(err, &limited) || ctx.Err() != nil {
		t.Errorf("too little time: %v", err)
	}
	cancel()
	if err := Try(ctx, get); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestTryRefusedDial: a request that did not leave is repeated, also a POST.
func TestTryRefusedDial(t *testing.T) {
	var dials atomic.Int32
	base := http.DefaultTransport.(*http.Transport).Clone()
	base.DialContext = func(context.Context, string, string) (net.Conn, error) {
		dials.Add(1)
		return nil, errors.New("no network")
	}
	g := New(Options{Token: "x", APIURL: "http://discord.invalid/api", Base: base, Logger: testLog(t)})
	err := Try(t.Context(), func(o ...discordgo.RequestOption) error {
		_, err := g.REST().ChannelMessageSend("1", "text", o...)
		return err
	})
	if err == nil || dials.Load() != maxTries {
		t.Errorf("%d dials, error %v", dials.Load(), err)
	}
}

// TestTokensStaySecret: the token of an interaction is in no error.
func TestTokensStaySecret(t *testing.T) {
	for name, h := range map[string]http.HandlerFunc{"lost": lost, "limited": answer(429, `{"retry_after":900}`)} {
		g := serving(t, Options{}, h)
		err := Try(t.Context(), func(o ...discordgo.RequestOption) error {
			return g.REST().InteractionRespond(&discordgo.Interaction{ID: "1", Token: "hush-hush"}, &discordgo.InteractionResponse{Type: 5}, o...)
		})
		if err == nil || strings.Contains(err.Error(), "hush") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestLostCallback: the answer to a callback is lost, and the second try learns
// that the interaction is answered.
func TestLostCallback(t *testing.T) {
	var n atomic.Int32
	g := serving(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		if n.Add(1) == 1 {
			lost(w, r)
			return
		}
		answer(http.StatusBadRequest, `{"code":40060,"message":"Interaction has already been acknowledged."}`)(w, r)
	})
	respond := func(o ...discordgo.RequestOption) error {
		return g.REST().InteractionRespond(&discordgo.Interaction{ID: "1", Token: "t"}, &discordgo.InteractionResponse{Type: 5}, o...)
	}
	if err := Try(t.Context(), respond); err != nil || n.Load() != 2 {
		t.Errorf("%d requests, error %v", n.Load(), err)
	}
	if err := Try(t.Context(), respond); err == nil { // the first try: somebody else has answered
		t.Error("no error")
	}
}

// TestTryUnique: a message whose answer is lost is posted again and stands once.
func TestTryUnique(t *testing.T) {
	server := discordtest.NewServer(t)
	server.Hangup("message", 1, true)
	g := run(t, Options{Token: discordtest.Token, APIURL: server.URL(), Logger: testLog(t)})
	asked := server.Message("what is this?", nil)
	message := map[string]any{
		"content": "hello", "nonce": asked, "enforce_nonce": true, "allowed_mentions": map[string]any{"parse": []string{}}, "flags": 4,
		"message_reference": map[string]any{"message_id": asked},
	}
	url := discordgo.EndpointChannelMessages(discordtest.Channel)
	err := TryUnique(t.Context(), func(o ...discordgo.RequestOption) error {
		_, err := g.REST().RequestWithBucketID(http.MethodPost, url, message, url, o...)
		return err
	})
	made := make(map[string]bool)
	for _, r := range server.Wait("message", asked, 2) {
		made[server.Sent(r)] = true
	}
	if counts := server.Counts(); err != nil || len(made) != 1 || counts.HungUp != 1 || counts.Requests["message"] != 2 {
		t.Errorf("error %v, messages %v, %+v", err, made, counts)
	}
}

func TestAdvice(t *testing.T) {
	for name, tc := range map[string]struct {
		status int
		body   string
		want   string
	}{
		"permission": {403, `{"code":50013,"message":"Missing Permissions"}`, "Send Messages"},
		"access":     {403, `{"code":50001,"message":"Missing Access"}`, "View Channel"},
		"history":    {400, `{"code":160002,"message":"no"}`, "Read Message History"},
		"token":      {401, `{"message":"401: Unauthorized"}`, "DISCORD_TOKEN"},
		"other":      {404, `{"code":10008,"message":"Unknown Message"}`, ""},
	} {
		g := serving(t, Options{}, answer(tc.status, tc.body))
		_, err := g.REST().ChannelMessage("1", "2")
		advised := Advice(err)
		if !errors.Is(advised, err) || !strings.Contains(advised.Error(), tc.want) || (tc.want == "") != (advised == err) {
			t.Errorf("%s: %v", name, advised)
		}
	}
}
