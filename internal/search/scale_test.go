package search

import (
	"bufio"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"
	_ "github.com/blevesearch/bleve/v2/analysis/lang/ar" // the reference
	"github.com/blevesearch/bleve/v2/index/scorch"

	"dalil/corpus"
	"dalil/internal/arabic"
	"dalil/internal/names"
)

// The benchmarks of this file measure how cost grows, side by side with a stock
// Bleve index of one field with its Arabic analyzer:
//
//	go test ./internal/search -run '^$' -bench Scale -cpu 1 -args -collection DIR
var (
	collection = flag.String("collection", "", "benchmarks at scale: a BEIR `folder` whose sentences make the passages")
	sizes      = []int{6_000, 50_000, 200_000}
)

// scaled is a collection of a size: its corpus, and folders with the indexes,
// which stay between runs below the temporary folder.
type scaled struct {
	name    string
	corpus  *corpus.Corpus
	queries []string
	dir     string
}

// readLines reads the objects of a JSON lines file.
func readLines[T any](b *testing.B, path string) (rows []T) {
	f, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for lines.Scan() {
		var row T
		if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
			b.Fatal(err)
		}
		rows = append(rows, row)
	}
	if lines.Err() != nil || len(rows) == 0 {
		b.Fatalf("%s: %d rows, %v", path, len(rows), lines.Err())
	}
	return rows
}

// resampled returns a corpus of n passages of three to six sentences each, five
// passages an article, from a fixed seed.
func resampled(b *testing.B, n int) *scaled {
	if *collection == "" {
		b.Skip("-collection names no folder")
	}
	type row struct{ Title, Text string }
	var sentences, titles []string
	for _, r := range readLines[row](b, filepath.Join(*collection, "corpus.jsonl")) {
		for _, s := range arabic.Sentences(r.Text) {
			sentences = append(sentences, r.Text[s.Start:s.End])
		}
		titles = append(titles, r.Title)
	}
	s := &scaled{name: strconv.Itoa(n/1000) + "k", corpus: &corpus.Corpus{Lexicon: corpus.DefaultLexicon()}}
	random := rand.New(rand.NewPCG(1, 2))
	for i := 0; i < n; i += 5 {
		a := corpus.Article{ID: "a" + strconv.Itoa(i), Lang: corpus.Arabic, Title: titles[random.IntN(len(titles))]}
		for range 5 {
			if a.Text != "" {
				a.Text += "\n\n"
			}
			start := len(a.Text)
			for range 3 + random.IntN(4) {
				a.Text += sentences[random.IntN(len(sentences))] + " "
			}
			a.Passages = append(a.Passages, corpus.Passage{Start: start, End: len(a.Text) - 1})
		}
		s.corpus.Articles = append(s.corpus.Articles, a)
	}
	for _, q := range readLines[row](b, filepath.Join(*collection, "queries.jsonl")) {
		s.queries = append(s.queries, q.Text)
	}
	random.Shuffle(len(s.queries), func(i, j int) { s.queries[i], s.queries[j] = s.queries[j], s.queries[i] })
	s.queries = s.queries[:min(500, len(s.queries))]
	s.dir = filepath.Join(os.TempDir(), fmt.Sprintf("dalil-bench-v%d-%s-%s", FormatVersion, filepath.Base(*collection), s.name))
	return s
}

func (s *scaled) build(b *testing.B, dir string) {
	if err := Build(context.Background(), dir, s.corpus, nil); err != nil {
		b.Fatal(err)
	}
}

// stock builds the reference in dir.
func (s *scaled) stock(b *testing.B, dir string) bleve.Index {
	m := bleve.NewIndexMapping()
	doc, field := bleve.NewDocumentStaticMapping(), bleve.NewTextFieldMapping()
	field.Analyzer, field.Store, field.IncludeTermVectors, field.DocValues = "ar", false, false, false
	doc.AddFieldMappingsAt("text", field)
	m.DefaultMapping = doc
	ix, err := bleve.NewUsing(dir, m, scorch.Name, scorch.Name, nil)
	if err != nil {
		b.Fatal(err)
	}
	n, batch := 0, ix.NewBatch()
	for i := range s.corpus.Articles {
		a := &s.corpus.Articles[i]
		for p := range a.Passages {
			if err := batch.Index(strconv.Itoa(n), map[string]any{"text": a.PassageText(p)}); err != nil {
				b.Fatal(err)
			}
			if n++; batch.Size() == batchSize {
				if err := ix.Batch(batch); err != nil {
					b.Fatal(err)
				}
				batch.Reset()
			}
		}
	}
	if err := ix.Batch(batch); err != nil {
		b.Fatal(err)
	}
	return ix
}

// sizeOf returns the bytes of the files below a folder.
func sizeOf(b *testing.B, dir string) (n int64) {
	err := filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err == nil {
			n += info.Size()
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return n
}

func BenchmarkScaleBuild(b *testing.B) {
	for _, n := range sizes {
		s := resampled(b, n)
		b.Run(s.name+"/dalil", func(b *testing.B) {
			b.ReportAllocs()
			dir := filepath.Join(b.TempDir(), "index")
			for b.Loop() {
				s.build(b, dir)
			}
			b.ReportMetric(float64(sizeOf(b, filepath.Join(dir, bleveDir)))/1e6, "MB")
		})
		b.Run(s.name+"/stock", func(b *testing.B) {
			b.ReportAllocs()
			i := 0
			dir := ""
			for b.Loop() {
				i++
				dir = filepath.Join(b.TempDir(), strconv.Itoa(i))
				if err := s.stock(b, dir).Close(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(sizeOf(b, dir))/1e6, "MB")
		})
	}
}

// latencies reports the distribution of the times of single queries.
func latencies(b *testing.B, times []time.Duration) {
	slices.Sort(times)
	for _, p := range []struct {
		share float64
		name  string
	}{{0.5, "p50-ms"}, {0.99, "p99-ms"}} {
		at := times[min(len(times)-1, int(p.share*float64(len(times))))]
		b.ReportMetric(float64(at.Microseconds())/1000, p.name)
	}
}

func BenchmarkScaleQuery(b *testing.B) {
	for _, n := range sizes {
		s := resampled(b, n)
		ours, theirs := filepath.Join(s.dir, "dalil"), filepath.Join(s.dir, "stock")
		if _, err := os.Stat(filepath.Join(s.dir, "done")); err != nil {
			os.RemoveAll(s.dir)
			s.build(b, ours)
			if err := s.stock(b, theirs).Close(); err != nil {
				b.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(s.dir, "done"), nil, 0o644); err != nil {
				b.Fatal(err)
			}
		}
		ix, err := Open(ours)
		if err != nil {
			b.Fatal(err)
		}
		linker := names.New(&ix.Corpus.Catalogue, ix.Lexicon().Ordinary)
		b.Run(s.name+"/dalil", func(b *testing.B) {
			b.ReportAllocs()
			var times []time.Duration
			for i := 0; b.Loop(); i++ {
				start := time.Now()
				q, err := ix.Parse(context.Background(), s.queries[i%len(s.queries)], linker)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := ix.Search(context.Background(), q, 10); err != nil {
					b.Fatal(err)
				}
				times = append(times, time.Since(start))
			}
			latencies(b, times)
		})
		ix.Close()
		stock, err := bleve.OpenUsing(theirs, map[string]any{"read_only": true})
		if err != nil {
			b.Fatal(err)
		}
		b.Run(s.name+"/stock", func(b *testing.B) {
			b.ReportAllocs()
			var times []time.Duration
			for i := 0; b.Loop(); i++ {
				start := time.Now()
				q := bleve.NewMatchQuery(s.queries[i%len(s.queries)])
				q.SetField("text")
				if _, err := stock.Search(bleve.NewSearchRequestOptions(q, 10, 0, false)); err != nil {
					b.Fatal(err)
				}
				times = append(times, time.Since(start))
			}
			latencies(b, times)
		})
		stock.Close()
	}
}

// BenchmarkScaleOpen opens and closes an index: what an exchange for a newer one
// costs beside building it.
func BenchmarkScaleOpen(b *testing.B) {
	for _, n := range sizes {
		s := resampled(b, n)
		ours := filepath.Join(s.dir, "dalil")
		if _, err := os.Stat(filepath.Join(s.dir, "done")); err != nil {
			b.Skip("run BenchmarkScaleQuery first: it leaves the indexes in the temporary folder")
		}
		b.Run(s.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				ix, err := Open(ours)
				if err != nil {
					b.Fatal(err)
				}
				ix.Close()
			}
		})
	}
}
