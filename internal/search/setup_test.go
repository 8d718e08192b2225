package search

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"dalil/corpus"
	"dalil/internal/names"
)

// small loads the corpus of testdata/small.txt.
func small(t testing.TB) *corpus.Corpus {
	t.Helper()
	c, err := loadSmall()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func loadSmall() (*corpus.Corpus, error) {
	archive, err := txtar.ParseFile("testdata/small.txt")
	if err != nil {
		return nil, err
	}
	fsys := fstest.MapFS{}
	for _, f := range archive.Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return corpus.Load(fsys)
}

// built builds an index of c in a new folder and returns the folder.
func built(t testing.TB, c *corpus.Corpus) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "index")
	if err := Build(context.Background(), dir, c, nil); err != nil {
		t.Fatal(err)
	}
	return dir
}

// opened opens an index until the test ends.
func opened(t testing.TB, dir string) *Index {
	t.Helper()
	ix, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := ix.Close(); err != nil {
			t.Error(err)
		}
	})
	return ix
}

// linker links the names of an index.
func linker(ix *Index) *names.Linker {
	return names.New(&ix.Corpus.Catalogue, ix.Lexicon().Ordinary)
}

// parsed makes a question ready.
func parsed(t testing.TB, ix *Index, question string) *Query {
	t.Helper()
	q, err := ix.Parse(context.Background(), question, linker(ix))
	if err != nil {
		t.Fatal(err)
	}
	return q
}

// found returns the k best passages for a question.
func found(t testing.TB, ix *Index, question string, k int) []Hit {
	t.Helper()
	hits, err := ix.Search(context.Background(), parsed(t, ix, question), k)
	if err != nil {
		t.Fatal(err)
	}
	return hits
}

// embedded is an index of the corpus that is built into the program, with its
// linker: built once, removed when the tests end.
var embedded struct {
	once   sync.Once
	dir    string
	corpus *corpus.Corpus
	ix     *Index
	linker *names.Linker
	err    error
}

func embeddedIndex(t testing.TB) (*Index, *names.Linker) {
	t.Helper()
	e := &embedded
	e.once.Do(func() {
		if e.dir, e.err = os.MkdirTemp("", "dalil-search-"); e.err != nil {
			return
		}
		if e.corpus, e.err = corpus.Load(corpus.Default()); e.err != nil {
			return
		}
		dir := filepath.Join(e.dir, "index")
		if e.err = Build(context.Background(), dir, e.corpus, nil); e.err != nil {
			return
		}
		if e.ix, e.err = Open(dir); e.err == nil {
			e.linker = linker(e.ix)
		}
	})
	if e.err != nil {
		t.Fatal(e.err)
	}
	return e.ix, e.linker
}

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		buildForever(dir)
	}
	code := m.Run()
	if embedded.ix != nil {
		embedded.ix.Close()
	}
	if embedded.dir != "" {
		os.RemoveAll(embedded.dir)
	}
	os.Exit(code)
}
