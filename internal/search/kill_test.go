package search

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// killed starts this program as a child that builds to dir without end, and
// kills it as soon as it has said line and the delay is over.
func killed(t *testing.T, dir, line string, delay time.Duration) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), childDir+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	said := false
	for lines := bufio.NewScanner(out); !said && lines.Scan(); {
		said = lines.Text() == line
	}
	time.Sleep(delay)
	if err := cmd.Process.Kill(); err != nil {
		t.Error(err)
	}
	err = cmd.Wait()
	var exit *exec.ExitError
	if !said || !errors.As(err, &exit) || exit.Exited() {
		t.Fatalf("the child said %q: %v; it ended by itself: %v", line, said, err)
	}
}

// TestBuildKilled kills builds: at the first and the last passage, and at
// moments that fall on every other step.
func TestBuildKilled(t *testing.T) {
	ctx := context.Background()
	dir := filepath.Join(t.TempDir(), "index")
	killed(t, dir, "1", 0)
	if _, err := Open(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("killed during the first build: %v, want fs.ErrNotExist", err)
	}
	if err := Build(ctx, dir, other(t), nil); err != nil {
		t.Fatal(err)
	}
	killed(t, dir, "1", 0)
	if got := digest(t, dir); got != "other" {
		t.Errorf("killed during the second build: the index is of %q", got)
	}
	for i := range 6 {
		killed(t, dir, "done", time.Duration(i*10)*time.Millisecond)
		ix, err := Open(dir)
		if err != nil && !errors.Is(err, fs.ErrNotExist) { // between two renames
			t.Errorf("killed: %v", err)
		}
		if err == nil {
			ix.Close()
		}
	}
	// what they left behind is fresh; an hour later it goes
	left := beside(t, dir)
	if len(left) == 0 {
		t.Error("nothing left behind: no build was killed in its middle")
	}
	past := time.Now().Add(-2 * staleAfter)
	for _, name := range left {
		filepath.WalkDir(filepath.Join(filepath.Dir(dir), name), func(path string, _ fs.DirEntry, err error) error {
			if err == nil {
				err = os.Chtimes(path, past, past)
			}
			if err != nil {
				t.Error(err)
			}
			return nil
		})
	}
	if err := Build(ctx, dir, small(t), nil); err != nil {
		t.Fatal(err)
	}
	opened(t, dir)
	for _, name := range beside(t, dir) {
		if !strings.HasSuffix(name, ".old") { // it had a twin until now
			t.Errorf("left behind for good: %s", name)
		}
	}
}

// childDir is the environment variable that makes this program such a child.
const childDir = "DALIL_TEST_BUILD_TO"

// buildForever is what the child does: it says how many passages are done, and
// when an index is.
func buildForever(dir string) {
	c, err := loadSmall()
	for err == nil {
		err = Build(context.Background(), dir, c, func(done, _ int) { fmt.Println(done) })
		fmt.Println("done")
	}
	fmt.Println(err)
	os.Exit(3)
}
