package handlers

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"dalil/internal/answer"
	"dalil/internal/discordtest"
	"dalil/internal/live"
	"dalil/internal/search"
)

// load is small in a usual run, which tells nothing of speed.
var (
	load  = flag.Int("load", 100, "how many `questions` TestLoad asks of each engine")
	pause = flag.Duration("pause", 0, "the `time` that an asker of TestLoad takes at most to read an answer")
)

const (
	askers   = 64
	patience = time.Minute // with answers: these tests are hard on a slow machine
)

// asker returns the fields of what the asker n does.
func asker(n int) map[string]any {
	return discordtest.As(fmt.Sprint(100000000000001000+n), discordtest.SendMessages)
}

// defaultQuestions are questions about the corpus in the program, in both
// languages.
func defaultQuestions(t *testing.T) (list []string) {
	t.Helper()
	f, err := os.Open("../answer/testdata/default.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var line struct{ Question string }
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		list = append(list, line.Question)
	}
	return list
}

// TestLoad: 64 askers, fewer in a small run, ask at the same time, each when the
// question before is answered; all are answered once and in time. What it logs
// are figures only of a machine that does nothing else:
//
//	go test ./internal/handlers -run TestLoad -v -args -load 5000 -pause 1s
func TestLoad(t *testing.T) {
	real, err := live.Open(t.Context(), live.Source{DataDir: t.TempDir(), Log: slog.New(slog.DiscardHandler)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer real.Close()
	bare := answererFunc(func(ctx context.Context, q answer.Question) (r answer.Reply, err error) {
		err = real.Use(func(_ *search.Index, a *answer.Answerer) error { r, err = a.Answer(ctx, q); return err })
		return r, err
	})
	questions := defaultQuestions(t)
	var medians []time.Duration
	for _, tc := range []struct {
		name   string
		engine Engine
	}{{"echo", echo}, {"answers", real}, {"answers without memory", bare}} {
		t.Run(tc.name, func(t *testing.T) { medians = append(medians, underLoad(t, tc.engine, questions)) })
	}
	if len(medians) < 3 {
		return // -run has chosen some
	}
	average, _ := os.ReadFile("/proc/loadavg")
	ratio := func(n int) float64 { return float64(medians[n]) / float64(medians[0]) }
	t.Logf("%d questions, %d of them different; answer/echo at the median: %.2f, without memory %.2f; load average %s",
		*load, min(*load, len(questions)), ratio(1), ratio(2), cmp.Or(strings.TrimSpace(string(average)), "unknown"))
}

// underLoad lets the askers ask and returns the median of the time until the
// callback.
func underLoad(t *testing.T, e Engine, questions []string) time.Duration {
	server := discordtest.NewServer(t)
	server.Patience(patience)
	server.Trust()
	launch(t, server, e, Options{})
	server.WaitReady(1)
	read := func() {
		if *pause > 0 {
			time.Sleep(rand.N(*pause))
		}
	}
	ids := make([]string, *load)
	var next atomic.Int64
	var all sync.WaitGroup
	began := time.Now()
	for n := range min(askers, *load/25) {
		all.Go(func() {
			read() // they do not come all at once
			for i := next.Add(1) - 1; i < int64(len(ids)); i = next.Add(1) - 1 {
				ids[i] = server.Command("ask", map[string]any{"question": questions[i%int64(len(questions))]}, asker(n))
				server.Reply(ids[i])
				read()
			}
		})
	}
	all.Wait()
	took := time.Since(began)
	var times []time.Duration
	for i, id := range ids {
		d, ok := server.Latency(id)
		if text := server.Reply(id).Text(); !ok || d > 3*time.Second || server.Answers(id) != 1 || strings.Contains(text, "Something went wrong") || strings.Contains(text, "too many") {
			t.Errorf("%q: called back after %v, %d answers: %q", questions[i%len(questions)], d, server.Answers(id), text)
		}
		times = append(times, d)
	}
	slices.Sort(times)
	at := func(share float64) time.Duration {
		return times[int(share*float64(len(times)-1))].Round(10 * time.Microsecond)
	}
	t.Logf("%.0f questions a second; callback p50 %v, p99 %v, max %v", float64(len(ids))/took.Seconds(), at(0.5), at(0.99), at(1))
	return at(0.5)
}

// shore is a corpus whose answers tell which of two it is; others do not load.
func shore(t *testing.T, dir string, n int) {
	t.Helper()
	text := fmt.Sprintf("---\ntitle: The lighthouse of Sur\nlang: en\n---\nThe lighthouse of Sur was built in %d and burns olive oil to this day.\n", 1901+n)
	if n > 1 {
		text = "---\nlang: xx\n"
	}
	name := filepath.Join(dir, "articles", "lighthouse.en.md")
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestReindexUnderLoad: while 64 askers ask, the index is exchanged ten times,
// and once it cannot be: each question is answered in full, and who asks after
// an exchange gets the new index.
func TestReindexUnderLoad(t *testing.T) {
	const rest = 2 * time.Second // of each asker; without, this measures who gets the processor
	dir := t.TempDir()
	shore(t, dir, 0)
	l, err := live.Open(t.Context(), live.Source{CorpusDir: dir, DataDir: t.TempDir(), Log: slog.New(slog.DiscardHandler)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	server := discordtest.NewServer(t)
	server.Patience(patience)
	server.Trust()
	launch(t, server, l, Options{})
	server.WaitReady(1)
	ctx, stop := context.WithCancel(t.Context())
	var all sync.WaitGroup
	var asked atomic.Int64
	for n := range askers {
		all.Go(func() {
			time.Sleep(rest * time.Duration(n) / askers)
			for ctx.Err() == nil {
				question := "when was the lighthouse of Sur built" + strings.Repeat("?", int(asked.Add(1)%50)) // most are not remembered
				id := server.Command("ask", map[string]any{"question": question}, asker(n))
				text := server.Reply(id).Text()
				if d, ok := server.Latency(id); !ok || d > 3*time.Second || server.Answers(id) != 1 || !strings.Contains(text, "The lighthouse of Sur was built in 190") {
					t.Errorf("called back after %v: %q", d, text)
				}
				time.Sleep(rest)
			}
		})
	}
	for n := 1; n <= 11; n++ {
		fails := n == 6
		shore(t, dir, map[bool]int{false: n % 2, true: 2}[fails])
		if _, err := l.Reindex(t.Context(), nil); (err != nil) != fails {
			t.Errorf("reindex %d: %v", n, err)
		}
		if want := map[bool]int{false: 1901 + n%2, true: 1902}[fails]; !strings.Contains(server.Reply(server.Command("ask", map[string]any{"question": "when was the lighthouse of Sur built?"}, nil)).Text(), fmt.Sprint(want)) {
			t.Errorf("after reindex %d the answer is not from the index of %d", n, want)
		}
	}
	stop()
	all.Wait()
	t.Logf("%d questions during 11 reindexes", asked.Load())
}
