package live

import (
	"context"
	"io/fs"
	"log/slog"
	"os"
	"testing"

	"dalil/corpus"
	"dalil/internal/answer"
	"dalil/internal/search"
)

// embedded is the built-in corpus as a folder that a benchmark may change.
func embedded(b *testing.B) (string, *Live) {
	b.Helper()
	dir := b.TempDir()
	if err := os.CopyFS(dir, corpus.Default()); err != nil {
		b.Fatal(err)
	}
	l, err := Open(b.Context(), Source{CorpusDir: dir, DataDir: b.TempDir(), Log: slog.New(slog.DiscardHandler)}, nil)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { l.Close() })
	return dir, l
}

// BenchmarkReindex exchanges the index of the built-in corpus, one article of
// which has changed; build is the part of it that search.Build takes.
func BenchmarkReindex(b *testing.B) {
	dir, l := embedded(b)
	names, err := fs.Glob(os.DirFS(dir), "articles/*.md")
	if err != nil || len(names) == 0 {
		b.Fatal(names, err)
	}
	text, err := os.ReadFile(dir + "/" + names[0])
	if err != nil {
		b.Fatal(err)
	}
	build := 0.0
	for b.Loop() {
		text = append(text, "\n\nOne more sentence stands here.\n"...)
		if err := os.WriteFile(dir+"/"+names[0], text, 0o644); err != nil {
			b.Fatal(err)
		}
		if _, err := l.Reindex(context.Background(), nil); err != nil {
			b.Fatal(err)
		}
		build += l.Status().Took.Seconds()
	}
	b.ReportMetric(1000*build/float64(b.N), "build-ms/op")
}

// BenchmarkAnswer asks through the index in service, and beside it the answerer
// itself.
func BenchmarkAnswer(b *testing.B) {
	_, l := embedded(b)
	q := answer.Question{Text: "who made Kimi?"}
	b.Run("live", func(b *testing.B) {
		for b.Loop() {
			if _, err := l.Answer(b.Context(), q); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("direct", func(b *testing.B) {
		for b.Loop() {
			if _, err := l.current.answerer.Answer(b.Context(), q); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("borrow", func(b *testing.B) {
		for b.Loop() {
			if err := l.Use(func(*search.Index, *answer.Answerer) error { return nil }); err != nil {
				b.Fatal(err)
			}
		}
	})
}
