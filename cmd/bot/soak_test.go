package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"dalil/internal/discordtest"
)

var (
	soakBot       = flag.String("soak", "", "TestSoak lets this `program` serve; scripts/soak builds it")
	soakQuestions = flag.Int("soak-questions", 10_000, "questions to ask as fast as they are answered")
	soakHeap      = flag.String("soak-heap", "", "keep a profile of the heap after the questions in this `file`")
	soakTime      = flag.Duration("soak-time", 20*time.Minute, "how long to go on asking after that")
)

// What a soak must show: resident memory in bytes, and how much of it may be
// added while the same questions go on.
const (
	soakMemory = 80e6
	soakGrowth = 6e6
	soakStarts = 9                      // of which the median counts
	soakReady  = 300 * time.Millisecond // from start to READY
	soakAtOnce = 4
	ticks      = 100                    // a second, in /proc
	soakEvery  = 100 * time.Millisecond // a question, while it goes on
)

// TestSoak lets the real program serve the fake Discord for a long time, asks
// the questions of the answers' tests in both languages, and measures its start
// and its memory.
func TestSoak(t *testing.T) {
	if *soakBot == "" {
		t.Skip("scripts/soak runs it")
	}
	data := t.TempDir()
	if out, err := exec.Command(*soakBot, "index", "--data-dir", data).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var starts []time.Duration
	for range soakStarts {
		starts = append(starts, startSoak(t, data).stop())
	}
	slices.Sort(starts)
	t.Logf("start to READY, of %d: fastest %v, median %v, slowest %v", len(starts),
		starts[0].Round(time.Millisecond), starts[len(starts)/2].Round(time.Millisecond), starts[len(starts)-1].Round(time.Millisecond))
	if *soakTime >= time.Minute && starts[0] > soakReady { // a short run is no measurement
		t.Errorf("start to READY takes %v, more than %v", starts[0], soakReady)
	}

	s := startSoak(t, data)
	t.Logf("memory when READY: %.1f MB, of which %.1f MB are no pages of files", s.memory()/1e6, s.anonymous()/1e6)
	questions := soakQuestionsOf(t)
	began, spent := time.Now(), s.cpu()
	var next sync.Mutex
	asked := 0
	var workers sync.WaitGroup
	for range soakAtOnce {
		workers.Go(func() {
			for {
				next.Lock()
				n := asked
				asked++
				next.Unlock()
				if n >= *soakQuestions {
					return
				}
				s.ask(questions, n)
			}
		})
	}
	workers.Wait()
	took := time.Since(began)
	after := s.memory()
	t.Logf("memory after %d questions: %.1f MB, of which %.1f MB are no pages of files; %.0f questions a second, %.1f ms of a processor each",
		*soakQuestions, after/1e6, s.anonymous()/1e6, float64(*soakQuestions)/took.Seconds(), (s.cpu()-spent)*1e3/float64(*soakQuestions))
	if *soakHeap != "" {
		s.profile(*soakHeap)
	}
	if after > soakMemory {
		t.Errorf("%.1f MB is more than %.0f", after/1e6, soakMemory/1e6)
	}

	var samples []float64
	end := time.Now().Add(*soakTime)
	sample := time.NewTicker(max(*soakTime/120, 100*time.Millisecond))
	defer sample.Stop()
	pace := time.NewTicker(soakEvery)
	defer pace.Stop()
	for n := 0; time.Now().Before(end); n++ {
		s.ask(questions, *soakQuestions+n)
		select {
		case <-sample.C:
			samples = append(samples, s.memory())
		default:
		}
		<-pace.C
	}
	if len(samples) >= 4 {
		first, last := middle(samples[:len(samples)/4]), middle(samples[len(samples)*3/4:])
		t.Logf("memory over %v: %.1f MB in the first quarter, %.1f MB in the last, %.1f MB at most", *soakTime, first/1e6, last/1e6, slices.Max(samples)/1e6)
		if last > first+soakGrowth {
			t.Errorf("it grew by %.1f MB", (last-first)/1e6)
		}
		if slices.Max(samples) > soakMemory {
			t.Errorf("%.1f MB is more than %.0f", slices.Max(samples)/1e6, soakMemory/1e6)
		}
	}
	s.stop()
}

// soak is the program while it serves a fake Discord.
type soak struct {
	t      *testing.T
	server *discordtest.Server
	cmd    *exec.Cmd
	http   string        // host:port
	ready  time.Duration // from its start
}

// startSoak starts the program and waits until it is READY.
func startSoak(t *testing.T, data string) *soak {
	t.Helper()
	s := &soak{t: t, server: discordtest.NewServer(t), cmd: exec.Command(*soakBot), http: freeAddr(t)}
	s.cmd.Env = append(os.Environ(), "DISCORD_TOKEN="+discordtest.Token, "DISCORD_API_URL="+s.server.URL(), "DATA_DIR="+data, "HTTP_ADDR="+s.http,
		"USER_RATE=0", "CHANNEL_RATE=0", "LOG_LEVEL=error")
	began := time.Now()
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		s.cmd.Process.Kill()
		s.cmd.Wait()
	})
	s.server.WaitReady(1)
	s.ready = time.Since(began)
	return s
}

// stop ends the program and returns how long its start took.
func (s *soak) stop() time.Duration {
	s.t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		s.t.Fatal(err)
	}
	if err := s.cmd.Wait(); err != nil {
		s.t.Error(err)
	}
	return s.ready
}

// ask sends question n by mention and waits for its reply. Each round through
// the questions writes them in another way, or they would come from memory.
func (s *soak) ask(questions []string, n int) {
	marks := strings.Repeat("?", n/len(questions)%100)
	s.server.Reply(s.server.Message("<@"+discordtest.Bot+"> "+questions[n%len(questions)]+marks, nil))
}

// profile keeps a profile of the heap.
func (s *soak) profile(path string) {
	s.t.Helper()
	response, err := http.Get("http://" + s.http + "/debug/pprof/heap")
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close()
	data, err := io.ReadAll(response.Body)
	if err := errors.Join(err, os.WriteFile(path, data, 0o644)); err != nil {
		s.t.Fatal(err)
	}
}

// cpu returns the seconds that the program has had a processor for.
func (s *soak) cpu() float64 {
	s.t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", s.cmd.Process.Pid))
	if err != nil {
		s.t.Fatal(err)
	}
	fields := strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:])) // from the third on
	user, errUser := strconv.Atoi(fields[11])
	system, errSystem := strconv.Atoi(fields[12])
	if err := errors.Join(errUser, errSystem); err != nil {
		s.t.Fatal(err)
	}
	return float64(user+system) / ticks
}

// memory returns the resident memory of the program, in bytes.
func (s *soak) memory() float64 { return s.status("VmRSS:") }

// anonymous returns the part of it that is no page of a file.
func (s *soak) anonymous() float64 { return s.status("RssAnon:") }

func (s *soak) status(name string) float64 {
	s.t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", s.cmd.Process.Pid))
	if err != nil {
		s.t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), name)
	var kb float64
	if _, err := fmt.Sscan(rest, &kb); err != nil {
		s.t.Fatal(err)
	}
	return kb * 1024
}

// middle returns the median.
func middle(values []float64) float64 {
	values = slices.Sorted(slices.Values(values))
	return values[len(values)/2]
}

// soakQuestionsOf returns the questions of the answers' tests.
func soakQuestionsOf(t *testing.T) (all []string) {
	t.Helper()
	f, err := os.Open(filepath.Join("..", "..", "internal", "answer", "testdata", "default.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		var q struct{ Question string }
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			t.Fatal(err)
		}
		all = append(all, q.Question)
	}
	if len(all) < 100 {
		t.Fatalf("%d questions", len(all))
	}
	return all
}
