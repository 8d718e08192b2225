package search

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"dalil/corpus"
)

// questions are what the benchmarks ask.
var questions = []string{
	"who made Kimi?", "من صنع كيمي وما هو أحدث نموذج منه؟", "why did Alibaba turn to open source?",
	"ما الفرق بين ديب سيك آر 1 وكيو دبليو كيو؟", "what did the survey say about licenses of video models?", "كيف يتعلم روبوت شركة أجيبوت؟",
}

func BenchmarkParse(b *testing.B) {
	ix, l := embeddedIndex(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := ix.Parse(context.Background(), questions[i%len(questions)], l); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkParseMisspelled parses words that every list must be searched for.
func BenchmarkParseMisspelled(b *testing.B) {
	ix, l := embeddedIndex(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := ix.Parse(context.Background(), "whta is teh licence of deapseek's lattest modle?", l); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	ix, l := embeddedIndex(b)
	queries := make([]*Query, len(questions))
	for i, question := range questions {
		q, err := ix.Parse(context.Background(), question, l)
		if err != nil {
			b.Fatal(err)
		}
		queries[i] = q
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := ix.Search(context.Background(), queries[i%len(queries)], 100); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkThousandWords asks words that nothing knows, and one over again.
func BenchmarkThousandWords(b *testing.B) {
	ix, l := embeddedIndex(b)
	for name, question := range map[string]string{
		"distinct": randomWords("abcdefghijklmnopqrstuvwxyz", 500) + randomWords("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", 500),
		"one":      strings.Repeat("deepseek ", 1000),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				q, err := ix.Parse(context.Background(), question, l)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := ix.Search(context.Background(), q, 10); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkBuild(b *testing.B) {
	c, err := corpus.Load(corpus.Default())
	if err != nil {
		b.Fatal(err)
	}
	dir := filepath.Join(b.TempDir(), "index")
	b.ReportAllocs()
	for b.Loop() {
		if err := Build(context.Background(), dir, c, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	embeddedIndex(b)
	b.ReportAllocs()
	for b.Loop() {
		ix, err := Open(filepath.Join(embedded.dir, "index"))
		if err != nil {
			b.Fatal(err)
		}
		ix.Close()
	}
}
