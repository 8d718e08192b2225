package answer

import (
	"cmp"
	"context"
	"math"
	"slices"

	"dalil/corpus"
	"dalil/internal/search"
)

// FeatureNames says what the features are, in their order.
var FeatureNames = []string{
	"sentence coverage", "coverage with surroundings", "passage coverage", "passage coverage squared",
	"worst word missing", "words missing", "names missing", "worst name missing", "unknown words",
	"date or number missing", "date or number present", "adjacent words", "question length",
	"covered weight", "second passage", "other language", "other language, passage coverage",
	"English", "English, passage coverage",
	"plain sentence coverage", "plain passage coverage", "rarest word", "second rarest", "third rarest",
	"search score", "title coverage", "definition, subject first", "definition, subject elsewhere",
	"number of the question missing", "other words in sentence", "other words in passage",
}

// Features describes the evidence that the corpus has for a question, in the
// order of FeatureNames, nil where it has none. skip, when not nil, leaves
// passages out. It serves to fit the weights.
func (a *Answerer) Features(ctx context.Context, text string, skip func(passage int) bool) ([]float64, error) {
	in, err := a.parse(ctx, Question{Text: text})
	if err != nil {
		return nil, err
	}
	sentences, err := a.read(ctx, in, skip)
	if err != nil || len(sentences) == 0 {
		return nil, err
	}
	return features(in, sentences), nil
}

// features describes how well the best evidence answers a question. Shares are
// of the question's weight.
func features(in *intent, sentences []sentence) []float64 {
	best := &sentences[0]
	var direct, around, passage, plain, plainPassage, titles, worst, missing, names, worstName, unknown, all float64
	for i, c := range in.query.Concepts {
		w := in.weight[i]
		gone := w * (1 - best.passage.credit[i])
		all += w
		direct += w * best.direct[i]
		around += w * best.credit[i]
		passage += w * best.passage.credit[i]
		plain += w * best.plain[i]
		plainPassage += w * best.passage.plain[i]
		titles += w * best.passage.titles[i]
		worst = max(worst, gone)
		missing += gone
		if !c.Ordinary || in.capital(i) {
			names += gone
			worstName = max(worstName, gone)
		}
		if !c.Known {
			unknown += w
		}
	}
	if all == 0 {
		all = 1
	}
	wanted, typed := 0.0, 0.0
	if in.want == wantDate || in.want == wantNumber {
		wanted, typed = 1, truth(best.typed)
	}
	defines, first := truth(in.has("define") && in.want == wantAny || in.has("define") && in.want == wantPerson), truth(subjectFirst(in, best))
	rarest := rarestCredits(in, best.passage)
	other, english := truth(in.crossing && best.passage.article.Lang != in.lang), truth(in.lang == corpus.English)
	cover := passage / all
	return []float64{
		direct / all, around / all, cover, cover * cover,
		worst, missing / all, names / all, worstName, unknown / all,
		wanted * (1 - typed), wanted * typed, adjacency(in, best.words), math.Min(1, float64(len(in.query.Concepts))/8),
		passage / 5, secondPassage(sentences), other, other * cover,
		english, english * cover,
		plain / all, plainPassage / all, rarest[0], rarest[1], rarest[2],
		best.passage.score / (all * 40), titles / all, defines * first, defines * (1 - first),
		truth(!in.hasNumbers(best)), wordsIn(in, best.direct), wordsIn(in, best.passage.credit),
	}
}

// subjectFirst reports whether the weightiest concept of the question is in the
// title or among the first words of the sentence: a sentence that defines a
// thing begins with it.
func subjectFirst(in *intent, s *sentence) bool {
	heaviest := 0
	for i, w := range in.weight {
		if w > in.weight[heaviest] {
			heaviest = i
		}
	}
	if len(in.weight) == 0 {
		return false
	}
	credit, at := in.query.Concepts[heaviest].Plainly(s.words)
	return credit > 0 && at < 4 || s.passage.titles[heaviest] >= titleWord*0.9
}

// wordsIn returns how far credits cover the words of the question that are no
// names, 1 where it has none.
func wordsIn(in *intent, credit []float64) float64 {
	var sum, all float64
	for i, c := range in.query.Concepts {
		if c.Ordinary {
			sum += in.weight[i] * credit[i]
			all += in.weight[i]
		}
	}
	if all == 0 {
		return 1
	}
	return sum / all
}

// rarestCredits returns how surely a passage says the three weightiest concepts
// of the question; where it has fewer, the last counts again.
func rarestCredits(in *intent, r *reading) (credits [3]float64) {
	order := make([]int, len(in.weight))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(in.weight[b], in.weight[a]) })
	for i := range credits {
		if len(order) > 0 {
			credits[i] = r.plain[order[min(i, len(order)-1)]]
		}
	}
	return credits
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// secondPassage returns how near the best sentence of another passage comes to
// the best of all, from 0 to 1: evidence that stands alone is surer.
func secondPassage(sentences []sentence) float64 {
	for _, s := range sentences[1:] {
		if s.passage.article != sentences[0].passage.article {
			return s.score / sentences[0].score
		}
	}
	return 0
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
