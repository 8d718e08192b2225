package search

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dalil/corpus"
)

// someWords is what random passages are made of: words of both scripts, some
// of one stem, of one root, with the same letters, names, numbers, stop words.
var someWords = strings.Fields(`
	harbour harbours ship shipping bread breads oil whale lighthouse light lights loom weave weaving
	ميناء الميناء وبالميناء موانئ سفينة السفن سفن خبز الخبز مخبز خباز كتاب الكتاب مكتبة كاتب كتب زيت الزيت منارة
	Weaver-7B weaver-3b ويفر GPT-4 QwQ32B 1908 ١٩٠٨ 2.5 the of من في على deepseek ديبسيك
`)

// drawText draws a text of up to n words, mostly the first ones, with marks that
// end sentences inside and between words.
func drawText(t *rapid.T, least, most int) string {
	word := rapid.OneOf(rapid.SampledFrom(someWords[:12]), rapid.SampledFrom(someWords))
	between := rapid.SampledFrom([]string{" ", " ", " ", " ", ". ", "؟ ", "؟", "\n", "-", "\t", "  ", "\u00a0"})
	var text strings.Builder
	for i := range rapid.IntRange(least, most).Draw(t, "words") {
		if i > 0 {
			text.WriteString(between.Draw(t, "between"))
		}
		text.WriteString(word.Draw(t, "word"))
	}
	return text.String()
}

// drawCorpus draws a corpus of up to 12 articles with the word list and the
// catalogue of another.
func drawCorpus(t *rapid.T, like *corpus.Corpus) *corpus.Corpus {
	c := &corpus.Corpus{Catalogue: like.Catalogue, Lexicon: like.Lexicon, Digest: "drawn"}
	for i := range rapid.IntRange(1, 12).Draw(t, "articles") {
		a := corpus.Article{ID: fmt.Sprint("a", i), Lang: corpus.English, Title: drawText(t, 0, 3)}
		for range rapid.IntRange(1, 4).Draw(t, "passages") {
			a.Text += rapid.SampledFrom([]string{"", " ", "\n\n", "# ميناء\n"}).Draw(t, "gap")
			start := len(a.Text)
			a.Text += drawText(t, 0, 30)
			a.Passages = append(a.Passages, corpus.Passage{Section: drawText(t, 0, 2), Start: start, End: len(a.Text)})
		}
		c.Articles = append(c.Articles, a)
	}
	return c
}

// openDrawn builds and opens an index of a corpus.
func openDrawn(t *rapid.T, c *corpus.Corpus) *Index {
	dir, err := os.MkdirTemp("", "dalil-drawn-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := Build(context.Background(), filepath.Join(dir, "index"), c, nil); err != nil {
		t.Fatal(err)
	}
	ix, err := Open(filepath.Join(dir, "index"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { ix.Close() })
	return ix
}

// wordsOf returns the words of a text.
func wordsOf(text string) (words []*word) {
	for _, p := range pieces(nil, text) {
		words = append(words, newWords(p.text)...)
	}
	return words
}

// bruteField is what a field of all passages holds.
type bruteField struct {
	terms   []map[string]int // by passage
	lengths []int
	average float64
}

// bruteFields counts the terms of a corpus without an index.
func bruteFields(c *corpus.Corpus) map[string]*bruteField {
	all := make(map[string]*bruteField)
	for _, f := range fields {
		field := &bruteField{}
		sum := 0
		for _, a := range c.Articles {
			for n, p := range a.Passages {
				text := a.PassageText(n)
				if f.title {
					text = a.Title + "\n" + p.Section
				}
				terms := make(map[string]int)
				length := 0
				for _, term := range termsOf(f.name, wordsOf(text)) {
					terms[term]++
					length++
				}
				field.terms, field.lengths = append(field.terms, terms), append(field.lengths, length)
				sum += length
			}
		}
		field.average = math.Max(1, float64(sum)/float64(len(field.lengths)))
		all[f.name] = field
	}
	return all
}

// bruteScores returns the BM25 of every passage by its definition (Robertson
// and Zaragoza, 2009), with the alternatives of a concept counted as one term
// by their weights (Darwish and Oard, 2003).
func bruteScores(all map[string]*bruteField, q *Query) []float64 {
	passages := len(all[fieldStem].lengths)
	scores := make([]float64, passages)
	for i := range q.Concepts {
		for _, g := range q.Concepts[i].groups() {
			f := all[g.field]
			df := 0.0
			tf := make([]float64, passages)
			for _, t := range g.terms {
				for n, terms := range f.terms {
					if terms[t.term] > 0 {
						df += t.weight
						tf[n] += t.weight * float64(terms[t.term])
					}
				}
			}
			df = math.Min(df, float64(passages))
			idf := math.Log(1 + (float64(passages)-df+0.5)/(df+0.5))
			for n := range tf {
				norm := 1 - 0.75 + 0.75*float64(f.lengths[n])/f.average
				scores[n] += g.boost * idf * tf[n] * (1.2 + 1) / (tf[n] + 1.2*norm)
			}
		}
	}
	return scores
}

// TestRandom puts the texts of random collections together again, byte by byte,
// and holds every BM25 of random questions over them against its definition.
func TestRandom(t *testing.T) {
	like := small(t)
	const tolerance = 1e-6
	rapid.Check(t, func(t *rapid.T) {
		c := drawCorpus(t, like)
		ix := openDrawn(t, c)
		for i, a := range c.Articles {
			if got := ix.Corpus.Articles[i].Text; got != a.Text {
				t.Fatalf("article %d is %q, want %q", i, got, a.Text)
			}
		}
		l := linker(ix)
		all := bruteFields(c)
		for name, f := range all {
			if got := ix.averageLength(name); math.Abs(got-f.average) > 1e-9 {
				t.Fatalf("average length of %s is %v, want %v", name, got, f.average)
			}
		}
		for range 5 {
			question := drawText(t, 1, 6)
			q, err := ix.Parse(context.Background(), question, l)
			if err != nil {
				t.Fatal(err)
			}
			s := ix.newScorer(q)
			hits, err := s.search(context.Background(), ix.Passages())
			s.free()
			if err != nil {
				t.Fatal(err)
			}
			got := make([]float64, ix.Passages())
			for _, h := range hits {
				got[h.Passage] = h.Score
			}
			for n, want := range bruteScores(all, q) {
				if math.Abs(got[n]-want) > tolerance*math.Max(want, 1e-3) {
					t.Fatalf("%q scores passage %d %.9f, want %.9f", question, n, got[n], want)
				}
			}
		}
	})
}

func TestIDF(t *testing.T) {
	ix := opened(t, built(t, small(t)))
	last := math.Inf(1)
	for df := range ix.Passages() + 1 {
		idf := ix.idf(float64(df))
		if idf >= last || idf < 0 {
			t.Errorf("idf of a term in %d passages is %v after %v", df, idf, last)
		}
		last = idf
	}
}
