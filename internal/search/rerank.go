package search

import (
	"cmp"
	"context"
	"math"
	"slices"

	"dalil/internal/arabic"
)

// candidates is how many of the passages with the best BM25 are read and
// ranked anew.
const candidates = 48

// RankFeatures says what the features of a candidate are, in their order.
// Shares are of the query's weight, which is the sum of its concepts' rarity.
var RankFeatures = []string{
	"BM25 a concept", "BM25 against the best", "coverage", "coverage squared", "coverage with title", "plain coverage",
	"best sentence", "best two sentences", "adjacent concepts", "concepts in order", "rarest concept", "second rarest",
	"title coverage", "title only", "unmatched concepts", "length", "density",
}

// rerank sorts the first hits anew by what reading them tells, and gives each
// its rank.
func (ix *Index) rerank(ctx context.Context, q *Query, hits []Hit) error {
	features, err := ix.rankFeatures(ctx, q, hits)
	if err != nil {
		return err
	}
	for i := range hits {
		for j, x := range features[i] {
			hits[i].Rank += rankWeights[j] * x
		}
	}
	slices.SortStableFunc(hits, func(a, b Hit) int { return cmp.Compare(b.Rank, a.Rank) })
	return nil
}

// Candidates returns the passages that Search would rank anew, by BM25, with
// their features. It serves to fit the weights.
func (ix *Index) Candidates(ctx context.Context, q *Query) ([]Hit, [][]float64, error) {
	hits, err := ix.bm25(ctx, q, candidates)
	if err != nil {
		return nil, nil, err
	}
	features, err := ix.rankFeatures(ctx, q, hits)
	return hits, features, err
}

// rankFeatures describes how each hit fits a query, in the order of
// RankFeatures. The first hit has the best score.
func (ix *Index) rankFeatures(ctx context.Context, q *Query, hits []Hit) ([][]float64, error) {
	features := make([][]float64, len(hits))
	r := newReader(q)
	for i, h := range hits {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		a, n := ix.Passage(h.Passage)
		features[i] = r.features(a.PassageText(n), a.Title+"\n"+a.Passages[n].Section, h.Score, hits[0].Score)
	}
	return features, nil
}

// reader reads candidates for one query.
type reader struct {
	query *Query
	*matcher
	words        []*word
	here, before *said // the sentence at hand and the one before
	title        *said
	passage      []float64 // by concept: how surely the passage says it
	plain        []float64 // the same without synonyms
	all          float64   // weight of the query
}

func newReader(q *Query) *reader {
	m := newMatcher(q)
	r := &reader{
		query: q, matcher: m, here: m.newSaid(), before: m.newSaid(), title: m.newSaid(),
		passage: make([]float64, len(q.Concepts)), plain: make([]float64, len(q.Concepts)),
	}
	for i := range q.Concepts {
		r.all += q.Concepts[i].IDF
	}
	if r.all == 0 {
		r.all = 1
	}
	return r
}

// features describes one passage with a title. score is its BM25, top the best
// of all candidates.
func (r *reader) features(text, title string, score, top float64) []float64 {
	r.words = lexemes.append(r.words[:0], title)
	r.read(r.words, r.title)
	clear(r.passage)
	clear(r.plain)
	clear(r.before.credit)
	length := 0
	var best, pair, adjacent, ordered float64
	for _, s := range arabic.Sentences(text) {
		r.words = lexemes.append(r.words[:0], text[s.Start:s.End])
		length += len(r.words)
		r.read(r.words, r.here)
		one, two := 0.0, 0.0
		for i, n := range r.concepts {
			w, credit := r.query.Concepts[i].IDF, r.here.credit[n]
			r.passage[i], r.plain[i] = max(r.passage[i], credit), max(r.plain[i], r.here.plain[n])
			one += w * credit
			two += w * max(credit, r.before.credit[n])
		}
		near, inOrder := r.neighbours()
		best, pair, adjacent, ordered = max(best, one), max(pair, two), max(adjacent, near), max(ordered, inOrder)
		r.here, r.before = r.before, r.here
	}
	var cover, with, plain, titles, only, missing float64
	for i, n := range r.concepts {
		w, said, titled := r.query.Concepts[i].IDF, r.passage[i], r.title.credit[n]
		cover += w * said
		plain += w * r.plain[i]
		with += w * max(said, titled)
		titles += w * titled
		if said == 0 {
			only += w * titled
			missing += 1 / float64(len(r.concepts))
		}
	}
	first, second := r.rarest()
	share := cover / r.all
	return []float64{
		score / r.all, score / top, share, share * share, with / r.all, plain / r.all,
		best / r.all, pair / r.all, adjacent, ordered, first, second,
		titles / r.all, only / r.all, missing, math.Log1p(float64(length)), cover / (10 + float64(length)),
	}
}

// neighbours returns the share of neighbouring concepts of the query that are
// near each other in the sentence at hand, and that are so in the same order.
func (r *reader) neighbours() (near, ordered float64) {
	pairs := 0
	for i := 1; i < len(r.concepts); i++ {
		if r.query.Concepts[i-1].To+1 < r.query.Concepts[i].From {
			continue
		}
		pairs++
		a, b := r.concepts[i-1], r.concepts[i]
		if r.here.credit[a] == 0 || r.here.credit[b] == 0 {
			continue
		}
		if d := r.here.at[b] - r.here.at[a]; d != 0 && abs(d) <= maxApart {
			near++
			if d > 0 {
				ordered++
			}
		}
	}
	if pairs == 0 {
		return 0, 0
	}
	return near / float64(pairs), ordered / float64(pairs)
}

// maxApart is how many words apart neighbours may be.
const maxApart = 3

// rarest returns how surely the passage says the two rarest concepts; where
// there is one only, it counts twice.
func (r *reader) rarest() (first, second float64) {
	one, two := -1, -1
	for i, c := range r.query.Concepts {
		switch {
		case one < 0 || c.IDF > r.query.Concepts[one].IDF:
			one, two = i, one
		case two < 0 || c.IDF > r.query.Concepts[two].IDF:
			two = i
		}
	}
	if one >= 0 {
		first, second = r.passage[one], r.passage[one]
	}
	if two >= 0 {
		second = r.passage[two]
	}
	return first, second
}
