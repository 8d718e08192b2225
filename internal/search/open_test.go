package search

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dalil/corpus"
)

func TestOpenMissing(t *testing.T) {
	ix, err := Open(filepath.Join(t.TempDir(), "none"))
	if ix != nil || !errors.Is(err, fs.ErrNotExist) || errors.Is(err, ErrCorrupt) {
		t.Errorf("Open of a missing folder: %v, want fs.ErrNotExist", err)
	}
}

// files lists the files of an index, slash-separated.
func files(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(dir, path)
			out = append(out, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil || len(out) < 5 {
		t.Fatalf("%v: %q", err, out)
	}
	return out
}

// TestOpenDamaged damages every file of an index in several ways.
func TestOpenDamaged(t *testing.T) {
	dir := built(t, small(t))
	for _, name := range files(t, dir) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		whole, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		flipped := func(at int) []byte {
			data := append([]byte(nil), whole...)
			data[at] ^= 1
			return data
		}
		for damage, data := range map[string][]byte{
			"first byte flipped": flipped(0), "middle byte flipped": flipped(len(whole) / 2), "last byte flipped": flipped(len(whole) - 1),
			"truncated": whole[:len(whole)/2], "last byte missing": whole[:len(whole)-1], "a byte too many": append(flipped(0), 0),
			"empty": {}, "missing": nil,
		} {
			if data == nil {
				err = os.Remove(path)
			} else {
				err = os.WriteFile(path, data, 0o644)
			}
			if err != nil {
				t.Fatal(err)
			}
			corrupt(t, dir, name+" "+damage)
		}
		if err := os.WriteFile(path, whole, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	opened(t, dir)
}

// corrupt checks that an index is refused as damaged.
func corrupt(t *testing.T, dir, damage string) {
	t.Helper()
	ix, err := Open(dir)
	if err == nil {
		ix.Close()
	}
	if !errors.Is(err, ErrCorrupt) {
		t.Errorf("%s: %v, want ErrCorrupt", damage, err)
	}
}

// TestOpenManifest flips every byte of the manifest: nothing else says how long
// the texts are on average.
func TestOpenManifest(t *testing.T) {
	dir := built(t, small(t))
	path := filepath.Join(dir, manifestFile)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want, err := readManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	for i := range whole {
		data := append([]byte(nil), whole...)
		data[i] ^= 1
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		// a flipped space or the case of a key may change nothing
		if got, err := readManifest(dir); err == nil && !cmp.Equal(got, want) || err != nil && !errors.Is(err, ErrCorrupt) {
			t.Errorf("byte %d (%q for %q) goes unnoticed: %v", i, data[i], whole[i], err)
		}
	}
}

func TestOpenOtherFormat(t *testing.T) {
	dir := built(t, small(t))
	m, err := readManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, version := range []int{0, FormatVersion - 1, FormatVersion + 1} {
		m.Version = version
		if err := m.write(dir); err != nil {
			t.Fatal(err)
		}
		corrupt(t, dir, "other format")
	}
}

func TestOpenHalfWritten(t *testing.T) {
	for damage, make := range map[string]func(dir string) error{
		"empty folder":     func(dir string) error { return os.RemoveAll(filepath.Join(dir, bleveDir)) },
		"no manifest":      func(string) error { return nil },
		"no Bleve index":   func(dir string) error { return os.RemoveAll(filepath.Join(dir, bleveDir)) },
		"manifest is none": func(dir string) error { return os.WriteFile(filepath.Join(dir, manifestFile), []byte("{}"), 0o644) },
		"manifest of nothing": func(dir string) error {
			data, err := json.Marshal(manifest{Version: FormatVersion})
			if err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(dir, manifestFile), data, 0o644)
		},
	} {
		dir := built(t, small(t))
		names := []string{manifestFile}
		if damage == "empty folder" {
			names = append(names, snapshotFile, lexiconFile, vocabularyFile, passagesFile)
		}
		for _, name := range names {
			if err := os.Remove(filepath.Join(dir, name)); err != nil {
				t.Fatal(err)
			}
		}
		if err := make(dir); err != nil {
			t.Fatal(err)
		}
		corrupt(t, dir, damage)
	}
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, []byte("no folder"), 0o644); err != nil {
		t.Fatal(err)
	}
	corrupt(t, path, "a file for a folder")
}

// TestOpenWhole checks that an index gives back the corpus that it was built
// from, to the last field, but for the pairs of its word list, without which no
// other index is built.
func TestOpenWhole(t *testing.T) {
	c := small(t)
	whole(t, "small", c, opened(t, built(t, c)))
	ix, _ := embeddedIndex(t)
	whole(t, "embedded", embedded.corpus, ix)
	if err := Build(t.Context(), filepath.Join(t.TempDir(), "index"), ix.Corpus, nil); err == nil {
		t.Error("an index is built without the pairs of its word list")
	}
}

func whole(t *testing.T, name string, c *corpus.Corpus, ix *Index) {
	t.Helper()
	if diff := cmp.Diff(c, ix.Corpus, cmpopts.EquateEmpty(), cmpopts.IgnoreUnexported(corpus.Catalogue{}), cmpopts.IgnoreFields(corpus.WordList{}, "Pairs")); diff != "" {
		t.Errorf("%s: -built +opened:\n%s", name, diff)
	}
	if n := len(ix.Corpus.Lexicon.Pairs); n > 0 {
		t.Errorf("%s: %d pairs come with the corpus", name, n)
	}
	n := 0
	for _, a := range c.Articles {
		for p := range a.Passages {
			if got, at := ix.Passage(n); got.ID != a.ID || got.Lang != a.Lang || at != p {
				t.Fatalf("%s: passage %d is %s.%s/%d, want %s.%s/%d", name, n, got.ID, got.Lang, at, a.ID, a.Lang, p)
			}
			n++
		}
	}
	if ix.Passages() != n || ix.Bytes() == 0 || ix.BuildSeconds() <= 0 || ix.Lexicon() == nil {
		t.Errorf("%s: %d passages of %d, %d bytes, %v s", name, ix.Passages(), n, ix.Bytes(), ix.BuildSeconds())
	}
}

// TestOpenEmpty searches a corpus without a passage.
func TestOpenEmpty(t *testing.T) {
	ix := opened(t, built(t, &corpus.Corpus{}))
	if hits := found(t, ix, "harbour "+strings.Repeat("ميناء ", 3), 10); len(hits) != 0 || ix.Passages() != 0 {
		t.Errorf("%d passages, found %v", ix.Passages(), hits)
	}
}
