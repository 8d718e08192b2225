//go:build unix

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
	"strings"
	"sync"
	"syscall"
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
// Bleve index of one field with its Arabic analyzer, which stores no text. The
// size of ours is the whole folder: postings, texts, vocabulary, word list.
//
//	go test ./internal/search -run '^$' -bench Scale -cpu 1 -args -collection DIR -sizes 6,50
var (
	collection = flag.String("collection", "", "benchmarks at scale: a BEIR `folder` whose sentences make the passages")
	thousands  = flag.String("sizes", "6,50,200", "benchmarks at scale: `thousands` of passages")
)

// sizes returns the numbers of passages to measure at.
func sizes(b *testing.B) (list []int) {
	for s := range strings.SplitSeq(*thousands, ",") {
		n, err := strconv.Atoi(s)
		if err != nil {
			b.Fatal(err)
		}
		list = append(list, 1000*n)
	}
	return list
}

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
	for _, n := range sizes(b) {
		s := resampled(b, n)
		b.Run(s.name+"/dalil", func(b *testing.B) {
			b.ReportAllocs()
			cpu := cpuTime(b)
			dir := filepath.Join(b.TempDir(), "index")
			for b.Loop() {
				s.build(b, dir)
			}
			reportCPU(b, cpu)
			b.ReportMetric(float64(sizeOf(b, dir))/1e6, "MB")
		})
		b.Run(s.name+"/stock", func(b *testing.B) {
			b.ReportAllocs()
			cpu := cpuTime(b)
			i := 0
			dir := ""
			for b.Loop() {
				i++
				dir = filepath.Join(b.TempDir(), strconv.Itoa(i))
				if err := s.stock(b, dir).Close(); err != nil {
					b.Fatal(err)
				}
			}
			reportCPU(b, cpu)
			b.ReportMetric(float64(sizeOf(b, dir))/1e6, "MB")
		})
	}
}

// cpuTime returns the processor time that this process has used.
func cpuTime(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// reportCPU reports the processor time an iteration since start, which a busy
// machine changes less than the time on the clock.
func reportCPU(b *testing.B, start time.Duration) {
	b.ReportMetric(float64((cpuTime(b)-start).Microseconds())/1000/float64(b.N), "cpu-ms/op")
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

// indexes returns the folders of our index and of the stock one, built where
// they are not there yet.
func (s *scaled) indexes(b *testing.B) (ours, theirs string) {
	ours, theirs = filepath.Join(s.dir, "dalil"), filepath.Join(s.dir, "stock")
	done := filepath.Join(s.dir, "done")
	if _, err := os.Stat(done); err == nil {
		return ours, theirs
	}
	if err := os.RemoveAll(s.dir); err != nil {
		b.Fatal(err)
	}
	s.build(b, ours)
	if err := s.stock(b, theirs).Close(); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(done, nil, 0o644); err != nil {
		b.Fatal(err)
	}
	return ours, theirs
}

func BenchmarkScaleQuery(b *testing.B) {
	for _, n := range sizes(b) {
		s := resampled(b, n)
		ours, theirs := s.indexes(b)
		ix, err := Open(ours)
		if err != nil {
			b.Fatal(err)
		}
		linker := names.New(&ix.Corpus.Catalogue, ix.Lexicon().Ordinary)
		b.Run(s.name+"/dalil", func(b *testing.B) {
			b.ReportAllocs()
			cpu := cpuTime(b)
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
			reportCPU(b, cpu)
			latencies(b, times)
		})
		ix.Close()
		stock, err := bleve.OpenUsing(theirs, map[string]any{"read_only": true})
		if err != nil {
			b.Fatal(err)
		}
		b.Run(s.name+"/stock", func(b *testing.B) {
			b.ReportAllocs()
			cpu := cpuTime(b)
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
			reportCPU(b, cpu)
			latencies(b, times)
		})
		stock.Close()
	}
}

// BenchmarkScaleOpen opens and closes an index, and the stock one.
func BenchmarkScaleOpen(b *testing.B) {
	for _, n := range sizes(b) {
		s := resampled(b, n)
		ours, theirs := s.indexes(b)
		b.Run(s.name+"/dalil", func(b *testing.B) {
			b.ReportAllocs()
			cpu := cpuTime(b)
			for b.Loop() {
				ix, err := Open(ours)
				if err != nil {
					b.Fatal(err)
				}
				ix.Close()
			}
			reportCPU(b, cpu)
			b.ReportMetric(float64(sizeOf(b, ours))/1e6, "MB")
		})
		b.Run(s.name+"/stock", func(b *testing.B) {
			b.ReportAllocs()
			cpu := cpuTime(b)
			for b.Loop() {
				ix, err := bleve.OpenUsing(theirs, map[string]any{"read_only": true})
				if err != nil {
					b.Fatal(err)
				}
				ix.Close()
			}
			reportCPU(b, cpu)
			b.ReportMetric(float64(sizeOf(b, theirs))/1e6, "MB")
		})
	}
}

// BenchmarkScaleSwap exchanges the open index for another while questions are
// asked one after the other: the old one is closed when the last question on it
// is answered. It reports how many were answered an exchange, and the slowest.
func BenchmarkScaleSwap(b *testing.B) {
	for _, n := range sizes(b) {
		s := resampled(b, n)
		ours, _ := s.indexes(b)
		b.Run(s.name, func(b *testing.B) {
			current, err := Open(ours)
			if err != nil {
				b.Fatal(err)
			}
			linker := names.New(&current.Corpus.Catalogue, current.Lexicon().Ordinary)
			var inUse sync.RWMutex
			stop, times := make(chan struct{}), make(chan []time.Duration)
			go func() {
				var took []time.Duration
				for i := 0; ; i++ {
					select {
					case <-stop:
						times <- took
						return
					default:
					}
					start := time.Now()
					inUse.RLock()
					q, err := current.Parse(context.Background(), s.queries[i%len(s.queries)], linker)
					if err == nil {
						_, err = current.Search(context.Background(), q, 10)
					}
					inUse.RUnlock()
					if err != nil {
						b.Error(err)
					}
					took = append(took, time.Since(start))
				}
			}()
			b.ReportAllocs()
			for b.Loop() {
				next, err := Open(ours)
				if err != nil {
					b.Fatal(err)
				}
				inUse.Lock()
				before := current
				current = next
				inUse.Unlock()
				if err := before.Close(); err != nil {
					b.Fatal(err)
				}
			}
			close(stop)
			took := <-times
			b.ReportMetric(float64(len(took))/float64(b.N), "queries/op")
			if len(took) > 0 {
				b.ReportMetric(float64(slices.Max(took).Microseconds())/1000, "slowest-ms")
			}
			if err := current.Close(); err != nil {
				b.Fatal(err)
			}
		})
	}
}
