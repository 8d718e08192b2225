package corpus

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// folder makes a file system of the files of a txtar archive, and returns the
// file that is named want apart.
func folder(a *txtar.Archive) (fsys fstest.MapFS, want string) {
	fsys = fstest.MapFS{}
	for _, f := range a.Files {
		if f.Name == "want" {
			want = string(f.Data)
			continue
		}
		fsys[f.Name] = &fstest.MapFile{Data: f.Data, Mode: 0o644}
	}
	return fsys, want
}

// mustLoad loads a folder that has no faults.
func mustLoad(t *testing.T, fsys fs.FS) *Corpus {
	t.Helper()
	c, err := Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestFaults(t *testing.T) {
	a, err := txtar.ParseFile("testdata/faults.txt")
	if err != nil {
		t.Fatal(err)
	}
	fsys, want := folder(a)
	c, err := Load(fsys)
	if c != nil || err == nil {
		t.Fatal("a corpus with faults was loaded")
	}
	var problems Problems
	if !errors.As(err, &problems) {
		t.Fatalf("error is %T, want Problems", err)
	}
	checkWant(t, "testdata/faults.txt", a, want, err.Error()+"\n")
}

func TestEncodings(t *testing.T) {
	want := mustLoad(t, fstest.MapFS{"articles/a.md": {Data: []byte(sound)}}).Articles[0]
	for name, data := range map[string]string{
		"byte-order mark": "\ufeff" + sound,
		"CRLF":            strings.ReplaceAll(sound, "\n", "\r\n"),
		"CR":              strings.ReplaceAll(sound, "\n", "\r"),
		"both":            "\ufeff" + strings.ReplaceAll(sound, "\n", "\r\n"),
		"no last newline": strings.TrimSpace(sound),
	} {
		got := mustLoad(t, fstest.MapFS{"articles/a.md": {Data: []byte(data)}}).Articles[0]
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: -want +got:\n%s", name, diff)
		}
	}
}

func TestScalarsAreTextAsWritten(t *testing.T) {
	c := mustLoad(t, fstest.MapFS{
		"articles/a.md": {Data: []byte(sound)},
		"catalogue/models.yaml": {Data: []byte(`models:
  - id: m.1
    name: 2.10
    aliases: {en: [1_000, 0x1F, no, 1e3], zh: null}
    released: 2025-01-20
    open_weights: false
    params_total: !!str 7
    context: ~
    description:
      en: >-
        Folded
        text.
    notes:
      - ar: 'نص'
    claims:
      - score: 79.80
    sources: [a, https://example.org]
`)}})
	want := Model{
		Entry: Entry{
			ID: "m.1", Name: "2.10", File: "catalogue/models.yaml", Line: 2,
			Aliases:     Aliases{EN: []string{"1_000", "0x1F", "no", "1e3"}},
			Description: Text{EN: "Folded text."}, Notes: []Text{{AR: "نص"}},
			Sources: []string{"a", "https://example.org"},
		},
		Released: "2025-01-20", OpenWeights: "false", ParamsTotal: "7", Claims: []Claim{{Score: "79.80"}},
	}
	if diff := cmp.Diff(want, c.Catalogue.Models[0]); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestOwnLexiconWins(t *testing.T) {
	dir := t.TempDir()
	for name, data := range map[string]string{
		"articles/a.md": sound, "lexicon/b.tsv": "zzz two\tب\n", "lexicon/a.tsv": "# mine\nMODEL\tمثال\nzzz one | zzz four\tا | ج\nzzz one\tا\nzzz one\tا\n",
	} {
		write(t, dir, name, []byte(data))
	}
	base := embeddedCorpus(t).Lexicon.Pairs
	c, err := LoadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var model []Pair
	for _, p := range c.Lexicon.Pairs {
		if strings.EqualFold(p.English, "model") {
			model = append(model, p)
		}
	}
	if diff := cmp.Diff([]Pair{{English: "MODEL", Arabic: "مثال"}}, model); diff != "" {
		t.Errorf("pairs of model (-want +got):\n%s", diff)
	}
	if c.Lexicon.Pairs[0] != base[0] {
		t.Errorf("the first pair is %v, want that of the embedded list, %v", c.Lexicon.Pairs[0], base[0])
	}
	group := 1 // no group of the embedded list has the number of one of the folder
	for _, p := range base {
		group = max(group, p.Group+1)
	}
	want := []Pair{
		{"MODEL", "مثال", 0}, {"zzz one", "ا", 0}, {"zzz two", "ب", 0},
		{"zzz one", "ج", group}, {"zzz four", "ا", group}, {"zzz four", "ج", group}, // groups come last, less what is there
	}
	if diff := cmp.Diff(want, c.Lexicon.Pairs[c.Lexicon.Count-len(want):]); diff != "" {
		t.Errorf("last pairs (-want +got):\n%s", diff)
	}
}

// backwards lists folders in the opposite order.
type backwards struct{ fstest.MapFS }

func (b backwards) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := b.MapFS.ReadDir(name)
	slices.Reverse(entries)
	return entries, err
}

func TestDigestDependsOnFilesOnly(t *testing.T) {
	files := func() fstest.MapFS {
		return fstest.MapFS{"articles/a.md": {Data: []byte(sound)}, "articles/b.md": {Data: []byte(sound)}}
	}
	one := mustLoad(t, files())
	other := mustLoad(t, backwards{files()})
	if one.Digest != other.Digest {
		t.Error("the order of files in the folder changes the digest")
	}
	if diff := cmp.Diff(one.Articles, other.Articles); diff != "" {
		t.Errorf("the order of files in the folder changes the articles:\n%s", diff)
	}
	renamed, longer, hidden := files(), files(), files()
	renamed["articles/c.md"] = renamed["articles/b.md"]
	delete(renamed, "articles/b.md")
	longer["articles/b.md"] = &fstest.MapFile{Data: []byte(sound + "\n")}
	hidden["articles/.b.md"] = &fstest.MapFile{Data: []byte("x")}
	if mustLoad(t, renamed).Digest == one.Digest || mustLoad(t, longer).Digest == one.Digest {
		t.Error("a name or a byte more does not change the digest")
	}
	if mustLoad(t, hidden).Digest != one.Digest {
		t.Error("a hidden file changes the digest")
	}
}
