package answer

import (
	"math"

	"dalil/internal/search"
)

// features describes how well the best evidence answers a question. The order
// is that of weights.
func features(in *intent, sentences []sentence) []float64 {
	best := &sentences[0]
	var direct, around, passage, heaviest, missing, oov, all float64
	for i, c := range in.query.Concepts {
		w := in.weight[i]
		all += w
		direct += w * best.direct[i]
		around += w * best.credit[i]
		passage += w * best.passage.credit[i]
		heaviest = max(heaviest, w)
		missing = max(missing, w*(1-best.passage.credit[i]))
		if !c.Known {
			oov += w
		}
	}
	if all == 0 {
		all = 1
	}
	wanted, typed := 0.0, 0.0
	if in.want == wantDate || in.want == wantNumber {
		wanted = 1
		if best.typed {
			typed = 1
		}
	}
	return []float64{
		direct / all, around / all, passage / all, missing / math.Max(heaviest, 1e-9), missing / all, oov / all,
		wanted * (1 - typed), wanted * typed, adjacency(in, best.words),
		math.Min(1, float64(len(in.query.Concepts))/8), around / 10, passage / 10,
	}
}

// confidence is the probability that the corpus answers the question, by
// logistic regression on the features.
func confidence(f []float64) float64 {
	z := bias
	for i, x := range f {
		z += weights[i] * x
	}
	return 1 / (1 + math.Exp(-z))
}

// clauseScore says how much of the question a part of a sentence covers.
func clauseScore(in *intent, text string) float64 {
	w := search.NewWords(text)
	credit := make([]float64, len(in.query.Concepts))
	for i := range in.query.Concepts {
		credit[i], _ = in.query.Concepts[i].In(w)
	}
	score := coverage(in, credit)
	types := typesIn(w.Tokens, make([]bool, len(w.Tokens)))
	if in.want != wantAny && len(types[in.want]) > 0 {
		score += scoreType
	}
	return score + 0.0001*float64(len(w.Tokens))
}

// minConfidence is the threshold below which a question is refused.
const minConfidence = 0.35

var bias = -4.3126

var weights = []float64{-0.613, 3.435, 1.377, 0.021, 0.934, 0.562, -1.204, -0.301, 0.925, -0.727, 2.24, -0.14}
