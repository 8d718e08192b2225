package search

import (
	"context"
	"fmt"
	"math"
	"math/rand"
	"strings"
	"testing"

	"dalil/corpus"
)

// vocabulary is what random passages are made of: words of both scripts, some
// of one stem, of one root, with the same letters, names, numbers, stop words.
var vocabulary = strings.Fields(`
	harbour harbours ship shipping bread breads oil whale lighthouse light lights loom weave weaving
	ميناء الميناء وبالميناء موانئ سفينة السفن سفن خبز الخبز مخبز خباز كتاب الكتاب مكتبة كاتب كتب زيت الزيت منارة
	Weaver-7B weaver-3b ويفر GPT-4 QwQ32B 1908 ١٩٠٨ 2.5 the of من في على deepseek ديبسيك
`)

// randomText returns n words, mostly the first ones.
func randomText(r *rand.Rand, n int) string {
	words := make([]string, n)
	for i := range words {
		words[i] = vocabulary[min(r.Intn(len(vocabulary)), r.Intn(2*len(vocabulary)))]
	}
	return strings.Join(words, " ")
}

// randomCorpus returns a corpus of up to 30 articles with the word list and the
// catalogue of the small corpus.
func randomCorpus(r *rand.Rand, like *corpus.Corpus) *corpus.Corpus {
	c := &corpus.Corpus{Catalogue: like.Catalogue, Lexicon: like.Lexicon, Digest: fmt.Sprint(r.Int63())}
	for i := range 1 + r.Intn(30) {
		a := corpus.Article{ID: fmt.Sprint("a", i), Lang: corpus.English, Title: randomText(r, r.Intn(4))}
		for range 1 + r.Intn(4) {
			text := randomText(r, 1+r.Intn(40))
			if a.Text != "" {
				a.Text += "\n\n"
			}
			start := len(a.Text)
			a.Text += text
			a.Passages = append(a.Passages, corpus.Passage{Section: randomText(r, r.Intn(3)), Start: start, End: len(a.Text)})
		}
		c.Articles = append(c.Articles, a)
	}
	return c
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
				for _, term := range termsOf(f.name, lexemes.append(nil, text)) {
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

// indexScores returns the BM25 of every passage by the index.
func indexScores(t *testing.T, ix *Index, q *Query) []float64 {
	t.Helper()
	acc := ix.newAccumulator()
	defer ix.free(acc)
	for i := range q.Concepts {
		for _, g := range q.Concepts[i].groups() {
			if _, err := ix.addGroup(context.Background(), acc, g); err != nil {
				t.Fatal(err)
			}
		}
	}
	scores := make([]float64, ix.Passages())
	for _, h := range ix.top(acc, ix.Passages()) {
		scores[h.Passage] = h.Score
	}
	return scores
}

// TestScores compares every BM25 of random questions over random collections
// with its definition.
func TestScores(t *testing.T) {
	like := small(t)
	const tolerance = 1e-5
	for seed := range int64(5) {
		r := rand.New(rand.NewSource(seed))
		c := randomCorpus(r, like)
		ix := opened(t, built(t, c))
		l := linker(ix)
		all := bruteFields(c)
		for range 25 {
			question := randomText(r, 1+r.Intn(6))
			q, err := ix.Parse(context.Background(), question, l)
			if err != nil {
				t.Fatal(err)
			}
			got := indexScores(t, ix, q)
			for n, want := range bruteScores(all, q) {
				if math.Abs(got[n]-want) > tolerance*math.Max(want, 1e-3) {
					t.Fatalf("seed %d: %q scores passage %d %.9f, want %.9f", seed, question, n, got[n], want)
				}
			}
		}
	}
}

// TestAverageLengths checks the lengths in the manifest, which scores rest on.
func TestAverageLengths(t *testing.T) {
	c := randomCorpus(rand.New(rand.NewSource(99)), small(t))
	ix := opened(t, built(t, c))
	for name, f := range bruteFields(c) {
		if got := ix.averageLength(name); math.Abs(got-f.average) > 1e-9 {
			t.Errorf("average length of %s is %v, want %v", name, got, f.average)
		}
	}
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
