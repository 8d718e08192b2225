package answer

import (
	"slices"
	"strings"

	"dalil/corpus"
	"dalil/internal/arabic"
)

// minSaid is the credit from which a sentence says a word of the question.
const minSaid = 0.5

// nearAsked is how near the best a sentence must come in score to go before it
// because it says what is asked. Measured on ARCD and XQuAD: one point more
// quotes hold the answer.
const nearAsked = 0.8

// asked returns the concept that says what is asked of the subject: the first
// ordinary word behind the question word and the noun of "which …"; -1 where
// there is none.
func (in *intent) asked() int {
	from := -1
	for _, c := range questionClasses {
		for _, s := range in.found[c] {
			if from < 0 || s.to < from {
				from = s.to
			}
		}
	}
	if from < 0 {
		return -1
	}
	if in.has("which") && !in.has("what", "howmany") {
		from = max(from, in.focus.to)
	}
	for i, c := range in.query.Concepts {
		if c.From >= from && c.Ordinary && in.parts[i] > weightLight {
			return i
		}
	}
	return -1
}

// askedFirst puts first the best sentence that itself says what is asked, where
// it comes near the best of all.
func (in *intent) askedFirst(sentences []sentence) []sentence {
	asked := in.asked()
	if asked < 0 {
		return sentences
	}
	i := slices.IndexFunc(sentences, func(s sentence) bool {
		return s.direct[asked] >= minSaid && s.score >= nearAsked*sentences[0].score
	})
	if i <= 0 {
		return sentences
	}
	first := sentences[i]
	return slices.Insert(slices.Delete(slices.Clone(sentences), i, i+1), 0, first)
}

// minOtherYear is the confidence that a question about a year needs where the
// article does not say the year.
const minOtherYear = 0.6

// limit returns the confidence that a question without names needs.
func (in *intent) limit(best *sentence) float64 {
	if in.saysYears(best.passage.article) {
		return in.minConfidence()
	}
	return max(in.minConfidence(), minOtherYear)
}

// saysAge reports whether a sentence says an age, where one is asked for. What
// else somebody did is near it and no answer.
func (in *intent) saysAge(s *sentence) bool { return !in.has("age") || len(s.said["aged"]) > 0 }

// saysYears reports whether an article says the years of the question.
func (in *intent) saysYears(a *corpus.Article) bool {
	for i, t := range in.query.Tokens {
		if t.Script == arabic.Number && isYear(t.Text) && !in.skip[i] && !strings.Contains(arabic.Fold(a.Title+" "+a.Text), t.Text) {
			return false
		}
	}
	return true
}
