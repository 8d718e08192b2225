package search

import (
	"context"
	"math"

	index "github.com/blevesearch/bleve_index_api"
)

// Parameters of BM25 (Robertson and Zaragoza, 2009), at their usual values:
// changing them brought nothing.
const (
	k1 = 1.2
	b  = 0.75
)

// boosts weigh the fields in the sum of a passage's score.
var boosts = map[string]float64{
	fieldSurface: 0.5, fieldStem: 1, fieldSkeleton: 1, fieldGram: 0.5,
	fieldTitle: 0.5, fieldTitleGram: 0.5,
}

// maxGramPostings is the number of passages from which an n-gram is too common
// to be looked up: it keeps the cost of n-grams from growing with the corpus.
const maxGramPostings = 4000

// group is a set of weighted terms of one field that is scored as one term.
type group struct {
	field string
	boost float64
	terms []weighted
}

type weighted struct {
	term   string
	weight float64
}

// accumulator holds the scores of one search, by document number.
type accumulator struct {
	score   []float32
	tf      []float32 // of the group at hand
	norm    []float32
	touched []int32 // documents with a score
	inGroup []int32 // documents in the group at hand
}

func (ix *Index) newAccumulator() *accumulator {
	if a, ok := ix.scratch.Get().(*accumulator); ok {
		return a
	}
	n := len(ix.places)
	return &accumulator{score: make([]float32, n), tf: make([]float32, n), norm: make([]float32, n)}
}

// free clears what was touched and keeps the arrays for the next search.
func (ix *Index) free(a *accumulator) {
	for _, d := range a.touched {
		a.score[d] = 0
	}
	for _, d := range a.inGroup {
		a.tf[d] = 0
	}
	a.touched, a.inGroup = a.touched[:0], a.inGroup[:0]
	ix.scratch.Put(a)
}

// addGroup adds the BM25 of a group to every document that holds a term of it:
// frequencies and document frequencies are summed by the weights of the terms
// (a probabilistic structured query), so that alternatives are one concept.
// It returns the group's document frequency.
func (ix *Index) addGroup(ctx context.Context, a *accumulator, g group) (df float64, err error) {
	var doc index.TermFieldDoc
	for _, t := range g.terms {
		r, err := ix.reader.TermFieldReader(ctx, []byte(t.term), g.field, true, true, false)
		if err != nil {
			return 0, err
		}
		if (g.field == fieldGram || g.field == fieldTitleGram) && r.Count() > maxGramPostings {
			r.Close()
			continue // letters that so many passages hold tell none from another
		}
		df += t.weight * float64(r.Count())
		for {
			d, err := r.Next(doc.Reset())
			if err != nil {
				r.Close()
				return 0, err
			}
			if d == nil {
				break
			}
			n := docNumber(d.ID)
			if a.tf[n] == 0 {
				a.inGroup = append(a.inGroup, int32(n))
				a.norm[n] = float32(d.Norm)
			}
			a.tf[n] += float32(t.weight * float64(d.Freq))
		}
		if err := r.Close(); err != nil {
			return 0, err
		}
	}
	df = math.Min(df, float64(len(ix.places)))
	ix.flush(a, g, df)
	return df, nil
}

// flush turns the frequencies of a group into scores.
func (ix *Index) flush(a *accumulator, g group, df float64) {
	weight := g.boost * ix.idf(df)
	average := ix.averageLength(g.field)
	for _, n := range a.inGroup {
		tf := float64(a.tf[n])
		length := 1 / (float64(a.norm[n]) * float64(a.norm[n])) // the norm is 1/sqrt(length)
		if a.score[n] == 0 {
			a.touched = append(a.touched, n)
		}
		a.score[n] += float32(weight * tf * (k1 + 1) / (tf + k1*(1-b+b*length/average)))
		a.tf[n] = 0
	}
	a.inGroup = a.inGroup[:0]
}

// idf is the inverse document frequency of BM25, never negative.
func (ix *Index) idf(df float64) float64 {
	return math.Log(1 + (float64(len(ix.places))-df+0.5)/(df+0.5))
}

func (ix *Index) averageLength(field string) float64 {
	return math.Max(1, float64(ix.manifest.Lengths[field])/float64(max(1, len(ix.places))))
}
