package web

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"dalil/corpus"
	"dalil/internal/metrics"
	"dalil/internal/search"
)

// harbour loads the corpus of testdata/harbour.txt.
var harbour = sync.OnceValues(func() (*corpus.Corpus, error) {
	archive, err := txtar.ParseFile("testdata/harbour.txt")
	if err != nil {
		return nil, err
	}
	fsys := fstest.MapFS{}
	for _, f := range archive.Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return corpus.Load(fsys)
})

// options serve the index of the harbour, until the test ends.
func options(t testing.TB) Options {
	t.Helper()
	c, err := harbour()
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "index")
	if err := search.Build(t.Context(), dir, c, nil); err != nil {
		t.Fatal(err)
	}
	ix, err := search.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ix.Close() })
	return Options{
		Addr: "127.0.0.1:0", Metrics: metrics.New(), Logger: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Borrow: func(use func(*search.Index) error) error { return use(ix) },
		Checks: []Check{{"index", func() error { return nil }}},
	}
}

// article returns an article of the harbour.
func article(t testing.TB, id string, lang corpus.Lang) *corpus.Article {
	t.Helper()
	c, err := harbour()
	if err != nil {
		t.Fatal(err)
	}
	a := versionsOf(c, id)[lang]
	if a == nil {
		t.Fatalf("no article %s in %s", id, lang)
	}
	return a
}

// get asks a server without a connection; headers are pairs.
func get(s *Server, target string, headers ...string) *httptest.ResponseRecorder {
	target, _, _ = strings.Cut(target, "#") // browsers keep it to themselves
	r := httptest.NewRequest(http.MethodGet, target, nil)
	for i := 0; i < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
			continue
		}
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}
