package live

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// quick is a pace for tests.
var quick = pace{quiet: 50 * time.Millisecond, patience: 500 * time.Millisecond, look: time.Minute}

// notes is a log that tests read.
type notes struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (n *notes) Write(p []byte) (int, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.text.Write(p)
}

func (n *notes) count(s string) int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return strings.Count(n.text.String(), s)
}

// watched is an index in service whose folder is watched until the test ends.
func watched(t *testing.T, p pace) (folder, *Live, *notes) {
	t.Helper()
	f, s := newFolder(t)
	log := &notes{}
	s.Log = slog.New(slog.NewTextHandler(log, nil))
	l := open(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		l.watch(ctx, p)
	}()
	t.Cleanup(func() {
		cancel()
		<-done
	})
	return f, l, log
}

// eventually fails the test where a condition does not come true.
func eventually(t *testing.T, what string, is func() bool) {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); !is(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("it does not come true that ", what)
		}
	}
}

// becomes waits until the files are the corpus in service.
func becomes(t *testing.T, l *Live) {
	t.Helper()
	want, err := l.source.digest()
	if err != nil {
		t.Fatal(err)
	}
	eventually(t, "the changed corpus is in service", func() bool { return l.Status().Digest == want })
}

const exchanged = "the index was exchanged"

func TestWatch(t *testing.T) {
	f, l, log := watched(t, quick)
	f.lighthouse(2)
	becomes(t, l)
	wantYear(t, l, 2)
	f.write("lexicon/new/deep.tsv", "x\n") // a problem: a folder; and then none
	eventually(t, "the fault is logged", func() bool { return log.count("lexicon/new: not a word list") > 0 })
	wantYear(t, l, 2)
	if err := os.RemoveAll(filepath.Join(f.dir, "lexicon", "new")); err != nil {
		t.Fatal(err)
	}
	f.write("lexicon/own.tsv", "lighthouse\tفنار\n") // in a folder that is new
	becomes(t, l)
	f.lighthouse(3)
	becomes(t, l)
	wantYear(t, l, 3)
}

// TestWatchMissed: what changed before the watch began is seen too.
func TestWatchMissed(t *testing.T) {
	f, s := newFolder(t)
	l := open(t, s)
	f.lighthouse(2)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		l.watch(ctx, quick)
	}()
	becomes(t, l)
	cancel()
	<-done
}

// TestWatchWaits: changes that come one after the other are one reindex, and do
// not put it off for ever.
func TestWatchWaits(t *testing.T) {
	p := pace{quiet: 300 * time.Millisecond, patience: time.Second, look: time.Minute}
	f, l, log := watched(t, p)
	time.Sleep(100 * time.Millisecond) // the watch is there
	start := time.Now()
	for n := 2; time.Since(start) < 700*time.Millisecond; n++ {
		f.lighthouse(n)
		time.Sleep(20 * time.Millisecond)
	}
	if log.count(exchanged) > 0 {
		t.Error("exchanged while files still changed")
	}
	for n := 50; log.count(exchanged) == 0; n++ {
		f.lighthouse(n)
		time.Sleep(20 * time.Millisecond)
		if time.Since(start) > 30*time.Second {
			t.Fatal("changes put the reindex off for ever")
		}
	}
	f.lighthouse(2)
	becomes(t, l)
}

// TestWatchRollback: a rollback lasts until the files change, whatever else
// happens in the folder.
func TestWatchRollback(t *testing.T) {
	f, l, log := watched(t, quick)
	f.lighthouse(2)
	becomes(t, l)
	eventually(t, "the exchange is over", func() bool { return log.count(exchanged) == 1 })
	if _, err := l.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	f.lighthouse(2) // written again, as it is
	f.write("articles/boats.en.md~", "x")
	os.Remove(filepath.Join(f.dir, "articles", "boats.en.md~"))
	time.Sleep(10 * quick.quiet)
	wantYear(t, l, 1)
	f.lighthouse(3)
	becomes(t, l)
	time.Sleep(10 * quick.quiet)
	if log.count(exchanged) != 3 {
		t.Errorf("%d exchanges, want 3", log.count(exchanged))
	}
}

// TestWatchReplaced: another folder in the place of the corpus is watched in its
// turn, also after a time without any.
func TestWatchReplaced(t *testing.T) {
	f, l, log := watched(t, quick)
	away := f.dir + "-away"
	if err := os.Rename(f.dir, away); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the missing folder is logged", func() bool { return log.count("cannot be watched") > 0 })
	wantYear(t, l, 1)
	f.lighthouse(2)
	becomes(t, l)
	f.lighthouse(3)
	becomes(t, l)
	wantYear(t, l, 3)
}

func TestTemporary(t *testing.T) {
	for name, want := range map[string]bool{
		"kimi.en.md": false, "models.yaml": false, "smoke.yaml": false, "articles": false, "..data": false,
		".kimi.en.md.swp": true, "kimi.en.md~": true, "4913": true, "#kimi.en.md#": true, ".#kimi.en.md": true, ".git": true, "x.tmp": true,
	} {
		if got := temporary(name); got != want {
			t.Errorf("temporary(%q) = %v", name, got)
		}
	}
}

// TestReindexOn: a signal reindexes; one that comes while an index is exchanged
// waits for its turn.
func TestReindexOn(t *testing.T) {
	f, s := newFolder(t)
	l := open(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	signals, done := make(chan os.Signal, 1), make(chan struct{})
	go func() {
		defer close(done)
		l.ReindexOn(ctx, signals)
	}()
	f.lighthouse(2)
	sent := false
	if _, err := l.Reindex(t.Context(), func(p Progress) {
		if p.Step == Swap && !sent {
			sent = true
			f.lighthouse(3)
			signals <- syscall.SIGHUP
		}
	}); err != nil {
		t.Fatal(err)
	}
	becomes(t, l)
	wantYear(t, l, 3)
	f.write("articles/boats.en.md", "no front matter, no title")
	signals <- syscall.SIGHUP
	eventually(t, "the failure is in the status", func() bool { return l.Status().Failed != nil })
	if got := fmt.Sprint(l.Status().Failed); !strings.HasPrefix(got, "check: articles/boats.en.md") {
		t.Errorf("failed with %s", got)
	}
	wantYear(t, l, 3)
	cancel()
	<-done
}
