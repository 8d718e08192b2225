package live

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dalil/internal/answer"
)

// folder is a corpus on disk that a test changes.
type folder struct {
	t   *testing.T
	dir string
}

// newFolder returns a corpus with an article about a lighthouse, and a source
// that reads it.
func newFolder(t *testing.T) (folder, Source) {
	t.Helper()
	f := folder{t, t.TempDir()}
	f.lighthouse(1)
	f.write("articles/boats.en.md", "---\ntitle: Boats\nlang: en\n---\nThe boats of Tyre are painted blue against the evil eye.\n")
	return f, Source{CorpusDir: f.dir, DataDir: t.TempDir(), Log: slog.New(slog.DiscardHandler)}
}

// write writes a file as a careful editor does: beside it, then in its place.
func (f folder) write(name, text string) {
	f.t.Helper()
	path := filepath.Join(f.dir, filepath.FromSlash(name))
	tmp := filepath.Join(filepath.Dir(path), "."+filepath.Base(path))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		f.t.Fatal(err)
	}
	if err := os.WriteFile(tmp, []byte(text), 0o644); err != nil {
		f.t.Fatal(err)
	}
	if err := os.Rename(tmp, path); err != nil {
		f.t.Fatal(err)
	}
}

// lighthouse writes version n of the article about the lighthouse.
func (f folder) lighthouse(n int) {
	f.t.Helper()
	f.write("articles/lighthouse.en.md", fmt.Sprintf("---\ntitle: The lighthouse of Sur\nlang: en\n---\n"+
		"The lighthouse of Sur was built in %d and burns olive oil to this day.\n", year(n)))
}

func year(n int) int { return 1900 + n }

func open(t *testing.T, s Source) *Live {
	t.Helper()
	l, err := Open(t.Context(), s, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

const built = "when was the lighthouse of Sur built?"

// wantYear fails unless the index in service holds version n of the article.
func wantYear(t *testing.T, l *Live, n int) {
	t.Helper()
	r, err := l.Answer(t.Context(), answer.Question{Text: built})
	if err != nil || !strings.Contains(r.Text, fmt.Sprint(year(n))) {
		t.Errorf("%v: %q, want %d", err, r.Text, year(n))
	}
}

// reindex fails the test where a reindex does.
func reindex(t *testing.T, l *Live) Report {
	t.Helper()
	r, err := l.Reindex(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}
