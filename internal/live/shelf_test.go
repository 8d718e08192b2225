package live

import (
	"context"
	"os"
	"path/filepath"
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
