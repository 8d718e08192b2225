package main

import (
	"context"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"testing"
	"time"
)

func TestTidy(t *testing.T) {
	dir := t.TempDir()
	now := time.Now()
	for name, age := range map[string]time.Duration{
		"00000000000000aa-v1":                5 * time.Hour,
		"00000000000000bb-v1":                4 * time.Hour,
		"00000000000000cc-v2":                3 * time.Hour,
		"00000000000000dd-v2":                2 * time.Hour,
		"00000000000000ee-v2":                9 * time.Hour, // just built, by a clock that is off
		"00000000000000ee-v2.building-1":     2 * time.Hour,
		"00000000000000ff-v2.building-2":     time.Minute,
		"letters":                            99 * time.Hour,
		"my.building-plans":                  99 * time.Hour,
		"00000000000000ee-v2.building-1.old": 2 * time.Hour,
	} {
		path := filepath.Join(dir, name)
		if err := os.Mkdir(path, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, now.Add(-age), now.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	shelf(dir).tidy(filepath.Join(dir, "00000000000000ee-v2"))
	var left []string
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		left = append(left, e.Name())
	}
	want := []string{"00000000000000cc-v2", "00000000000000dd-v2", "00000000000000ee-v2", "00000000000000ff-v2.building-2", "letters", "my.building-plans"}
	if !slices.Equal(left, want) {
		t.Errorf("left %q, want %q", left, want)
	}
}

// TestLock checks that the second waits for the first, and that waiting ends
// with the context.
func TestLock(t *testing.T) {
	s := shelf(t.TempDir())
	unlock, err := s.lock(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := s.lock(ctx); err == nil {
		t.Fatal("locked twice")
	}
	unlock()
	if unlock, err = s.lock(t.Context()); err != nil {
		t.Fatal(err)
	}
	unlock()
}

func TestNearest(t *testing.T) {
	names := []string{"ask", "chat", "index", "check", "eval", "help"}
	for word, want := range map[string]string{
		"aks": "ask", "as": "ask", "indx": "index", "evaluate": "eval", "chekc": "check", "cha": "chat", "q": "", "serve": "", "سؤال": "", "": "",
	} {
		if got := nearest(word, names); got != want {
			t.Errorf("nearest(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestBrokenLine(t *testing.T) {
	for text, want := range map[string]int{
		"A B\n": 1, "A=1\nB C\nD=2\n": 2, "A=1\n\n# x\nB C\n": 4, "A=\"1\n2\n": 1,
	} {
		if got := brokenLine(text); got != want {
			t.Errorf("brokenLine(%q) = %d, want %d", text, got, want)
		}
	}
}

func TestVersion(t *testing.T) {
	info := func(version, revision string) *debug.BuildInfo {
		return &debug.BuildInfo{Main: debug.Module{Version: version}, Settings: []debug.BuildSetting{{Key: "vcs.revision", Value: revision}}}
	}
	for _, test := range []struct {
		info *debug.BuildInfo
		ok   bool
		want string
	}{
		{info("v1.2.3", "abc"), true, "v1.2.3"}, {info("(devel)", "abc"), true, "(devel) abc"},
		{&debug.BuildInfo{}, true, "(devel)"}, {nil, false, "unknown"},
	} {
		if got := version(test.info, test.ok); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}
