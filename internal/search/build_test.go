package search

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"dalil/corpus"
)

// other returns a corpus that small is told apart from.
func other(t testing.TB) *corpus.Corpus {
	c := *small(t)
	c.Articles, c.Digest = c.Articles[:2], "other"
	return &c
}

// beside returns what is in the folder of dir but dir itself.
func beside(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(dir))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		if e.Name() != filepath.Base(dir) {
			out = append(out, e.Name())
		}
	}
	return out
}

// digest returns the digest of the corpus that the index in dir holds.
func digest(t *testing.T, dir string) string {
	t.Helper()
	ix, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer ix.Close()
	return ix.Corpus.Digest
}

func TestBuildProgress(t *testing.T) {
	c := small(t)
	last, total := 0, 0
	err := Build(context.Background(), filepath.Join(t.TempDir(), "deep", "below", "index"), c, func(done, of int) {
		if done != last+1 || total != 0 && of != total {
			t.Errorf("progress %d of %d after %d of %d", done, of, last, total)
		}
		last, total = done, of
	})
	if err != nil || last == 0 || last != total {
		t.Errorf("progress ends at %d of %d, %v", last, total, err)
	}
}

func TestBuildReplaces(t *testing.T) {
	dir := built(t, small(t))
	ix := opened(t, dir) // stays usable while it is replaced
	want := found(t, ix, "harbour", 5)
	if err := Build(context.Background(), dir, other(t), nil); err != nil {
		t.Fatal(err)
	}
	if got := found(t, ix, "harbour", 5); !slices.Equal(got, want) {
		t.Errorf("the open index finds %v after it was replaced, %v before", got, want)
	}
	if got := digest(t, dir); got != "other" {
		t.Errorf("the index is of %q", got)
	}
	if left := beside(t, dir); left != nil {
		t.Errorf("left behind: %q", left)
	}
}

// TestBuildCancelled cancels a build after each passage in turn.
func TestBuildCancelled(t *testing.T) {
	dir := built(t, other(t))
	c := small(t)
	for at := 0; ; at++ {
		ctx, cancel := context.WithCancel(context.Background())
		if at == 0 {
			cancel()
		}
		finished := false
		err := Build(ctx, dir, c, func(done, total int) {
			if done == at {
				cancel()
			}
			finished = done == total
		})
		cancel()
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("cancelled after %d: %v", at, err)
		}
		if got := digest(t, dir); got != "other" {
			t.Fatalf("cancelled after %d: the index is of %q", at, got)
		}
		if left := beside(t, dir); left != nil {
			t.Fatalf("cancelled after %d: left behind %q", at, left)
		}
		if finished {
			return
		}
	}
}

// TestBuildTogether builds two corpora to one folder from several goroutines
// while others open it.
func TestBuildTogether(t *testing.T) {
	a, b := small(t), other(t)
	dir := built(t, a)
	passages := map[string]int{}
	for _, c := range []*corpus.Corpus{a, b} {
		for i := range c.Articles {
			passages[c.Digest] += len(c.Articles[i].Passages)
		}
	}
	ctx, stop := context.WithCancel(context.Background())
	var builders, readers sync.WaitGroup
	for i := range 4 {
		builders.Go(func() {
			for round := range 2 {
				c := []*corpus.Corpus{a, b}[(i+round)%2]
				if err := Build(context.Background(), dir, c, nil); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range 2 {
		readers.Go(func() {
			for ctx.Err() == nil {
				ix, err := Open(dir)
				if err != nil {
					if !errors.Is(err, fs.ErrNotExist) { // between two renames
						t.Error(err)
					}
					continue
				}
				if ix.Passages() != passages[ix.Corpus.Digest] || ix.manifest.Digest != ix.Corpus.Digest {
					t.Errorf("%d passages of %q, the manifest is of %q", ix.Passages(), ix.Corpus.Digest, ix.manifest.Digest)
				}
				ix.Close()
			}
		})
	}
	builders.Wait()
	stop()
	readers.Wait()
	opened(t, dir)
	if left := beside(t, dir); left != nil {
		t.Errorf("left behind: %q", left)
	}
}

// TestReplaceTogether puts many finished folders in one place at once.
func TestReplaceTogether(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "index")
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for round := range 25 {
				tmp := fmt.Sprintf("%s%s%d-%d", dir, building, i, round)
				if err := os.MkdirAll(filepath.Join(tmp, bleveDir), 0o755); err != nil {
					t.Error(err)
				}
				if err := replace(dir, tmp); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if _, err := os.Stat(filepath.Join(dir, bleveDir)); err != nil {
		t.Error(err)
	}
	if left := beside(t, dir); left != nil {
		t.Errorf("left behind: %q", left)
	}
}

// TestReplaceFails leaves what stood there before where the new folder cannot
// be put into place.
func TestReplaceFails(t *testing.T) {
	dir := built(t, other(t))
	if err := replace(dir, filepath.Join(filepath.Dir(dir), "no such folder")); err == nil {
		t.Error("no error")
	}
	if got := digest(t, dir); got != "other" {
		t.Errorf("the index is of %q", got)
	}
}

// TestBuildStale leaves folders like those of killed builds beside an index.
func TestBuildStale(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "index")
	old := time.Now().Add(-2 * staleAfter)
	for name, stale := range map[string]bool{
		"index.building-1": true, "index.building-2.old": true, "index.building-3": false, "index.building-3.old": true, "another.building-1": true, "index-2": true,
	} {
		inner := filepath.Join(dir[:len(dir)-len("index")]+name, bleveDir)
		file := filepath.Join(inner, "segment")
		if err := os.MkdirAll(inner, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, nil, 0o644); err != nil {
			t.Fatal(err)
		}
		for _, path := range []string{file, inner, filepath.Dir(inner)} {
			if stale {
				if err := os.Chtimes(path, old, old); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if err := os.WriteFile(dir+building+"file", nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Build(context.Background(), dir, small(t), nil); err != nil {
		t.Fatal(err)
	}
	// fresh ones belong to builds that run, and to one that is about to end
	want := []string{"another.building-1", "index-2", "index.building-3", "index.building-3.old", "index.building-file"}
	if left := beside(t, dir); !slices.Equal(left, want) {
		t.Errorf("beside the index are %q, want %q", left, want)
	}
}

// TestBuildRefuses checks that Build replaces nothing but an index or an empty
// folder.
func TestBuildRefuses(t *testing.T) {
	c := small(t)
	for name, prepare := range map[string]func(dir string) error{
		"a folder of something else": func(dir string) error { return os.WriteFile(filepath.Join(dir, "letter.txt"), nil, 0o644) },
		"an index and something else": func(dir string) error {
			return errors.Join(Build(context.Background(), dir, c, nil), os.WriteFile(filepath.Join(dir, "letter.txt"), nil, 0o644))
		},
		"a folder below, of another name": func(dir string) error { return os.Mkdir(filepath.Join(dir, "letters"), 0o755) },
		"a file":                          func(dir string) error { return errors.Join(os.Remove(dir), os.WriteFile(dir, []byte("letter"), 0o644)) },
	} {
		dir := filepath.Join(t.TempDir(), "index")
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := prepare(dir); err != nil {
			t.Fatal(err)
		}
		before := tree(t, dir)
		if err := Build(context.Background(), dir, c, nil); err == nil {
			t.Errorf("%s was replaced", name)
		}
		if after := tree(t, dir); !slices.Equal(before, after) {
			t.Errorf("%s: %q before, %q after", name, before, after)
		}
	}
	dir := t.TempDir() // empty
	if err := Build(context.Background(), dir, c, nil); err != nil {
		t.Errorf("an empty folder: %v", err)
	}
}

// tree lists everything below dir with its size.
func tree(t *testing.T, dir string) (out []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil && !d.IsDir() {
			path += fmt.Sprintf(" %d", info.Size())
		}
		out = append(out, path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
