package search

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// TestReplaceLeavesNoGap: who looks while folders are exchanged always finds one.
func TestReplaceLeavesNoGap(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "index")
	fill := func(path, text string) {
		t.Helper()
		if err := os.Mkdir(path, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(path, manifestFile), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	fill(dir, "0")
	fill(dir+"-other", "x")
	if err := exchange(dir, dir+"-other"); err != nil {
		t.Skip("folders cannot be exchanged here:", err)
	}
	stop, gaps := make(chan struct{}), make(chan int)
	go func() {
		missing := 0
		defer func() { gaps <- missing }()
		for {
			select {
			case <-stop:
				return
			default:
			}
			if _, err := os.ReadFile(filepath.Join(dir, manifestFile)); err != nil {
				if _, err := os.Stat(dir); err != nil {
					missing++
				}
			}
		}
	}()
	for i := range 500 {
		tmp := filepath.Join(parent, fmt.Sprint("index", building, i))
		fill(tmp, fmt.Sprint(i))
		if err := replace(dir, tmp); err != nil {
			t.Error(err)
		}
		if got, err := os.ReadFile(filepath.Join(dir, manifestFile)); err != nil || string(got) != fmt.Sprint(i) {
			t.Errorf("%d: %q, %v", i, got, err)
		}
		if _, err := os.Stat(tmp); err == nil {
			t.Errorf("%s is left", tmp)
		}
	}
	close(stop)
	if n := <-gaps; n > 0 {
		t.Errorf("%d times there was no folder", n)
	}
}
