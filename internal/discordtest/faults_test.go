package discordtest

import (
	"errors"
	"fmt"
	"math"
	"net/http"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"
)

// TestFlaky: so many requests fail as was asked, with what Discord says then,
// none of them does anything, and none fails the test.
func TestFlaky(t *testing.T) {
	r := open(t, messageIntents)
	const n, rate = 1000, 0.05
	r.Flaky(rate, rate, 1)
	statuses := make(map[int]int)
	for range n {
		status, answer, header := r.do("POST", posts, plain(nil))
		statuses[status]++
		if status != http.StatusTooManyRequests {
			continue
		}
		wait, _ := answer["retry_after"].(float64)
		after, err := strconv.ParseFloat(header.Get("X-RateLimit-Reset-After"), 64)
		seconds, err2 := strconv.Atoi(header.Get("Retry-After"))
		if err != nil || err2 != nil || wait <= 0 || math.Abs(wait-after) > 0.001 || float64(seconds) < wait || answer["global"] != false ||
			header.Get("X-RateLimit-Scope") != "user" || header.Get("X-RateLimit-Remaining") != "0" || header.Get("X-RateLimit-Bucket") == "" {
			t.Fatalf("429 with %v, %v", answer, header)
		}
	}
	if statuses[200]+statuses[500]+statuses[429] != n {
		t.Errorf("statuses %v", statuses)
	}
	for _, status := range []int{500, 429} { // six standard deviations
		if off := math.Abs(float64(statuses[status]) - n*rate); off > 6*math.Sqrt(n*rate*(1-rate)) {
			t.Errorf("%d answers with %d, want about %v", statuses[status], status, n*rate)
		}
	}
	c := r.Counts()
	if c.Failed != statuses[500] || c.Limited != statuses[429] || c.Invalid != statuses[429] || c.Requests["message"] != n {
		t.Errorf("counts %+v of %v", c, statuses)
	}
	if got := r.count(Channel); got != statuses[200] {
		t.Errorf("%d messages after %d accepted", got, statuses[200])
	}
	r.complains("flaky", "")
	r.Flaky(0, 0, 1)
	r.want("no longer", 200, "", "POST", posts, plain(nil))
}

// TestLimits: a bucket takes so many requests an interval, and the library
// reads from the headers how long it must wait.
func TestLimits(t *testing.T) {
	r := open(t, messageIntents)
	const per = 300 * time.Millisecond
	r.Limit("message", 2, per)
	for i := range 3 {
		status, _, header := r.do("POST", posts, plain(nil))
		left := header.Get("X-RateLimit-Remaining")
		if want := []int{200, 200, 429}[i]; status != want || left != []string{"1", "0", "0"}[i] || header.Get("X-RateLimit-Limit") != "2" {
			t.Errorf("request %d: status %d, %s left", i, status, left)
		}
	}
	r.want("another channel", 200, "", "POST", "/channels/"+Direct+"/messages", plain(nil))
	time.Sleep(per)
	before := r.Counts().Limited
	var limited *discordgo.RateLimitError
	for range 5 {
		if _, err := r.bot.ChannelMessageSendComplex(Channel, decent("x")); err != nil && !errors.As(err, &limited) {
			t.Error(err)
		}
	}
	if n := r.Counts().Limited - before; n > 1 { // a machine that is slow may run into it once
		t.Errorf("the library ran into the limit %d times", n)
	}
	const all = 2 * time.Second
	r.Limit("message", 100, time.Second)
	r.LimitGlobally(all)
	id := r.Command("ask", nil, nil)
	r.want("callbacks are free", 204, "", "POST", back(id), callback(4, plain(nil)))
	status, answer, header := r.do("POST", posts, plain(nil))
	if status != 429 || answer["global"] != true || header.Get("X-RateLimit-Global") != "true" || header.Get("X-RateLimit-Scope") != "global" {
		t.Errorf("status %d, %v, %v", status, answer, header)
	}
	if _, err := r.bot.ChannelMessageSendComplex(Channel, decent("x")); !errors.As(err, &limited) || limited.RetryAfter <= 0 {
		t.Errorf("the library says %v", err)
	}
	time.Sleep(all)
	r.want("over", 200, "", "POST", posts, plain(nil))
}

// TestHangupsAndDelays: a connection that is dropped before, or after the
// request was done, and an answer that is slow.
func TestHangupsAndDelays(t *testing.T) {
	r := open(t, messageIntents)
	for _, after := range []bool{false, true} {
		before := r.count(Channel)
		r.Hangup("message", 1, after)
		if status, _, _ := r.do("POST", posts, plain(nil)); status != 0 {
			t.Errorf("status %d of a dropped connection", status)
		}
		if done := r.count(Channel) > before; done != after {
			t.Errorf("done = %v, want %v", done, after)
		}
		r.want("next", 200, "", "POST", posts, plain(nil))
	}
	if n := r.Counts().HungUp; n != 2 {
		t.Errorf("%d dropped", n)
	}
	const slow = 60 * time.Millisecond
	r.Delay("typing", slow)
	start := time.Now()
	r.want("slow", 204, "", "POST", "/channels/"+Channel+"/typing", nil)
	if took := time.Since(start); took < slow {
		t.Errorf("took %v", took)
	}
	r.Refuse("message", 500)
	r.want("refused", 500, "", "POST", posts, plain(nil))
	r.Refuse("message", 0)
	r.want("refused no longer", 200, "", "POST", posts, plain(nil))
	r.complains("faults", "")
}

// TestStrangers: who has not the token is turned away.
func TestStrangers(t *testing.T) {
	r := open(t, messageIntents)
	req, _ := http.NewRequest("GET", r.URL()+"/users/@me", nil)
	res, err := http.DefaultClient.Do(req)
	if err != nil || res.StatusCode != http.StatusUnauthorized {
		t.Fatalf("%v, %v", res, err)
	}
	res.Body.Close()
	r.complains("stranger", "authorization")
	r.want("no such path", 404, "no route", "GET", "/nothing", nil)
}

// TestManyAtOnce: many askers and a bot that only echoes; every question is
// answered once, and everybody gets their own answer.
func TestManyAtOnce(t *testing.T) {
	r := open(t, messageIntents)
	var all sync.WaitGroup
	r.bot.AddHandler(func(_ *discordgo.Session, e *discordgo.InteractionCreate) {
		all.Go(func() { // while who asks waits
			text := e.ApplicationCommandData().Options[0].StringValue()
			status, _, _ := r.do("POST", back(e.ID), callback(4, plain(map[string]any{"content": text})))
			if status != 204 {
				t.Errorf("status %d", status)
			}
		})
	})
	askers, each := 64, 20
	for a := range askers {
		all.Go(func() {
			for i := range each {
				want := fmt.Sprint(a, " asks ", i)
				id := r.Command("ask", map[string]any{"question": want}, nil)
				if got := r.Reply(id).Content(); got != want || r.Answers(id) != 1 || !r.Received(id) {
					t.Errorf("%d answers, %q, want %q", r.Answers(id), got, want)
				}
				if _, ok := r.Latency(id); !ok {
					t.Errorf("no latency of %s", id)
				}
			}
		})
	}
	all.Wait()
	if c := r.Counts(); c.Requests["callback"] != askers*each || c.Late != 0 {
		t.Errorf("counts %+v", c)
	}
	r.complains("many", "")
}

// TestClose: nothing of the server is left, also while the bot is connected.
func TestClose(t *testing.T) {
	r := open(t, messageIntents)
	r.Close()
	r.Close() // as the end of the test does
	if _, err := http.Get(r.URL() + "/gateway"); err == nil {
		t.Error("it still answers")
	}
	if open := r.gateways.open(); len(open) != 0 {
		t.Errorf("%d connections are left", len(open))
	}
}
