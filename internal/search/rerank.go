package search

import (
	"cmp"
	"context"
	"slices"
)

// candidates is how many of the passages with the best BM25 are read and
// ranked anew.
const candidates = 120

// RankFeatures says what the features of a candidate are, in their order.
// Shares are of the query's weight, which is the sum of its concepts' rarity.
var RankFeatures = []string{
	"BM25 a concept", "BM25 against the best", "coverage", "coverage squared", "coverage with title", "plain coverage",
	"best sentence", "best two sentences", "adjacent concepts", "concepts in order", "rarest concept", "second rarest",
	"title coverage", "title only", "unmatched concepts", "length", "density",
	"first sentence", "neighbours as written", "shows what is sought", "what is asked about",
}

// rerank sorts the first hits anew by what reading them tells, and gives each
// its rank.
func (s *scorer) rerank(ctx context.Context, q *Query, hits []Hit) error {
	features, err := s.rankFeatures(ctx, q, hits)
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
	s := ix.newScorer(q)
	defer s.free()
	hits, err := s.search(ctx, candidates)
	if err != nil {
		return nil, nil, err
	}
	features, err := s.rankFeatures(ctx, q, hits)
	return hits, features, err
}

// rankFeatures describes how each hit fits a query, in the order of
// RankFeatures. The first hit has the best score.
func (s *scorer) rankFeatures(ctx context.Context, q *Query, hits []Hit) ([][]float64, error) {
	features := make([][]float64, len(hits))
	r := newReader(q, s)
	for i, h := range hits {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		features[i] = r.features(s.ix.stream(h.Passage), h.Score, hits[0].Score)
	}
	return features, nil
}
