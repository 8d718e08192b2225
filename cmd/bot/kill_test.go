package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"dalil/internal/discordtest"
)

// lighthouse is a corpus on disk of which one article changes.
type lighthouse struct {
	t         *testing.T
	dir, data string
}

func newLighthouse(t *testing.T) lighthouse {
	t.Helper()
	h := lighthouse{t, t.TempDir(), t.TempDir()}
	if err := os.CopyFS(h.dir, os.DirFS("testdata/corpus")); err != nil {
		t.Fatal(err)
	}
	return h
}

// change writes the article with another year of building, which it returns.
func (h lighthouse) change(year int) string {
	h.t.Helper()
	h.write("articles/lighthouse.en.md", fmt.Sprintf(
		"---\ntitle: The lighthouse of Sur\nlang: en\n---\nThe lighthouse of Sur was built in %d and burns olive oil to this day.\n", year))
	return fmt.Sprint(year)
}

// write writes a file of the corpus in one step.
func (h lighthouse) write(name, text string) {
	h.t.Helper()
	name = filepath.Join(h.dir, filepath.FromSlash(name))
	if err := os.WriteFile(name+".tmp", []byte(text), 0o644); err != nil {
		h.t.Fatal(err)
	}
	if err := os.Rename(name+".tmp", name); err != nil {
		h.t.Fatal(err)
	}
}

// bot is the real program over the corpus; it serves on server where that is
// not nil.
func (h lighthouse) bot(server *discordtest.Server, args ...string) (*exec.Cmd, *strings.Builder) {
	h.t.Helper()
	self, err := os.Executable()
	if err != nil {
		h.t.Fatal(err)
	}
	cmd := exec.Command(self, args...)
	cmd.Env = append(os.Environ(), "DALIL_TEST_MAIN=1", "CORPUS_DIR="+h.dir, "DATA_DIR="+h.data, "USER_RATE=0", "CHANNEL_RATE=0")
	if server != nil {
		cmd.Env = append(cmd.Env, "DISCORD_TOKEN="+discordtest.Token, "DISCORD_API_URL="+server.URL(), "USER_RATE=0", "CHANNEL_RATE=0")
	}
	var stderr strings.Builder
	cmd.Stderr = &stderr
	return cmd, &stderr
}

// asks returns what "bot ask" answers.
func (h lighthouse) asks() string {
	h.t.Helper()
	cmd, stderr := h.bot(nil, "ask", "when was the lighthouse of Sur built?")
	out, err := cmd.Output()
	if err != nil {
		h.t.Errorf("bot ask: %v; says %s", err, stderr)
	}
	return string(out)
}

// TestKilledIndex kills "bot index" at random moments, while it builds the index
// of a corpus that has just changed, or builds one again that is in use. Whoever
// comes next answers from the files as they are.
func TestKilledIndex(t *testing.T) {
	const kills, tries = 10, 50
	h := newLighthouse(t)
	h.change(1900)
	start := time.Now()
	h.asks()
	whole := time.Since(start)
	for i, killed := 0, 0; killed < kills; i++ {
		if i == tries {
			t.Fatalf("only %d of %d came in time", killed, tries)
		}
		year := h.change(1901 + i/2) // every other time the corpus is as it was
		cmd, stderr := h.bot(nil, "index")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(rand.N(whole))
		cmd.Process.Kill()
		if err := cmd.Wait(); err == nil {
			continue // it came late
		} else if exit := new(exec.ExitError); !errors.As(err, &exit) || exit.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
			t.Errorf("%v; says %s", err, stderr)
		}
		killed++
		if got := h.asks(); !strings.Contains(got, year) {
			t.Errorf("after kill %d: %q, want %s", killed, got, year)
		}
	}
}

// TestKilledReindex kills a bot that serves, at random moments after SIGHUP has
// told it that the corpus has changed. The next one serves the files, or where
// they have faults, what was served before.
func TestKilledReindex(t *testing.T) {
	const kills = 10
	h := newLighthouse(t)
	year := h.change(1900)
	server := discordtest.NewServer(t)
	for i := range kills + 1 {
		cmd, stderr := h.bot(server)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { cmd.Process.Kill() })
		server.WaitReady(i + 1)
		if got := server.Reply(server.DirectMessage("when was the lighthouse of Sur built?")).Text(); !strings.Contains(got, year) {
			t.Errorf("before kill %d: %q, want %s; says %s", i, got, year, stderr)
		}
		if i < kills {
			changed := h.change(1901 + i)
			if faulty := i%3 == 2; faulty {
				h.write("articles/half.en.md", "---\ntitle: ")
			} else {
				h.write("articles/half.en.md", "---\ntitle: Olives\nlang: en\n---\nThe olive tree of Tyre is old.\n")
				year = changed
			}
			if err := cmd.Process.Signal(syscall.SIGHUP); err != nil {
				t.Fatal(err)
			}
			time.Sleep(rand.N(500 * time.Millisecond))
		}
		cmd.Process.Kill()
		cmd.Wait()
	}
}

// TestServeReindexes: a bot that serves answers from the changed corpus after
// SIGHUP, and with WATCH_CORPUS=1 without.
func TestServeReindexes(t *testing.T) {
	for name, watch := range map[string]bool{"signal": false, "watch": true} {
		t.Run(name, func(t *testing.T) {
			h := newLighthouse(t)
			h.change(1900)
			server := discordtest.NewServer(t)
			cmd, stderr := h.bot(server)
			cmd.Env = append(cmd.Env, fmt.Sprintf("WATCH_CORPUS=%t", watch))
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			defer cmd.Process.Kill()
			server.WaitReady(1)
			year := h.change(1950)
			if !watch {
				if err := cmd.Process.Signal(syscall.SIGHUP); err != nil {
					t.Fatal(err)
				}
			}
			for deadline := time.Now().Add(time.Minute); ; time.Sleep(100 * time.Millisecond) {
				got := server.Reply(server.DirectMessage("when was the lighthouse of Sur built?")).Text()
				if strings.Contains(got, year) {
					break
				}
				if !strings.Contains(got, "1900") || time.Now().After(deadline) {
					t.Fatalf("got %q", got)
				}
			}
			if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
				t.Fatal(err)
			}
			if err := cmd.Wait(); err != nil || !strings.Contains(stderr.String(), "the index was exchanged") {
				t.Errorf("%v; says %s", err, stderr)
			}
		})
	}
}
