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
		from = max(from, in.verbOfFocus())
	}
	for i, c := range in.query.Concepts {
		if c.From >= from && c.Ordinary && in.parts[i] > weightLight && !in.says(&c, "kind", "abstract", "purpose", "relation", "benefit") {
			return i
		}
	}
	return -1
}

// verbOfFocus returns where the verb of "which …" stands: behind the noun, which
// comes first in Arabic; the last word of the focus in English, unless an
// auxiliary follows.
func (in *intent) verbOfFocus() int {
	f := in.focus
	switch {
	case f.to-f.from < 2:
		return f.to
	case in.query.Tokens[f.from].Script == arabic.Arabic:
		return f.from + 1
	case f.to < len(in.query.Tokens) && auxiliaries[in.query.Tokens[f.to].Text]:
		return f.to
	}
	return f.to - 1
}

// auxiliaries stand between the noun of "which …" and its verb.
var auxiliaries = map[string]bool{
	"is": true, "are": true, "was": true, "were": true, "do": true, "does": true, "did": true, "has": true, "have": true,
	"had": true, "can": true, "could": true, "will": true, "would": true, "may": true, "must": true, "should": true, "of": true,
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

// nounKnown reports whether the corpus has a word of the noun of "what is the …"
// in any form: where it never speaks of a colour, it cannot tell one.
func (in *intent) nounKnown() bool {
	if in.want != wantAny || !in.asksNoun() {
		return true
	}
	asks := false
	for i, c := range in.query.Concepts {
		if c.To <= in.focus.from || c.From >= in.focus.to {
			continue
		}
		if c.Known || in.parts[i] <= weightLight || in.says(&c, "relation", "kind", "purpose", "abstract") {
			return true
		}
		if asks = true; in.lang == corpus.Arabic {
			break // the noun comes first
		}
	}
	return !asks
}

// asksNoun reports whether the focus is a noun for sure: behind other Arabic
// words for "what" than the plainest stands a verb as often.
func (in *intent) asksNoun() bool {
	const what, which = "\u0645\u0627", "\u0627\u064A"
	if in.focus.from == 0 {
		return false
	}
	asks := in.query.Tokens[in.focus.from-1]
	return asks.Script != arabic.Arabic || asks.Text == what || asks.Text == which || copulas[asks.Text]
}

// ofOrigin are the relations that a sentence must say itself: a date or a person
// beside a name is seldom its founding or its founder, a document not its licence.
var ofOrigin = map[class]bool{"found": true, "founder": true, "chief": true, "chairman": true, "licence": true, "paper": true, "repo": true}

// unsaidRelation reports whether the question asks for a relation that must be
// said of its subject, and a sentence does not say it.
func (in *intent) unsaidRelation(s *sentence) bool {
	for i, c := range in.query.Concepts {
		if in.has("which") && c.From >= in.focus.from && c.To <= in.verbOfFocus() {
			continue // "which foundation" founded nothing
		}
		if slices.ContainsFunc(in.means[i], func(r class) bool { return ofOrigin[r] && len(s.said[r]) == 0 }) ||
			in.want == wantPerson && in.says(&c, "head") && len(s.said["head"]) == 0 {
			return true
		}
	}
	return false
}

// saysOwner reports whether a sentence tells whose an organisation is, where the
// question asks for the owner of one: what it does is near that and no answer.
func (a *Answerer) saysOwner(in *intent, s *sentence) bool {
	asks := in.has("parent") && (in.want == wantPerson || in.want == wantOrg) && a.namesKind(in, wantOrg) && !a.namesKind(in, wantModel)
	return !asks || len(s.said["parent"]) > 0 || len(s.said["make"]) > 0 || len(s.said["found"]) > 0
}

// leftUnsaid returns the share of the relations in a question that neither a
// sentence nor the one before it says; near is how surely they say each concept.
func (in *intent) leftUnsaid(near []float64) float64 {
	asked, unsaid := 0.0, 0.0
	for i, classes := range in.means {
		if len(classes) > 0 && in.query.Concepts[i].IDs == nil {
			asked++
			unsaid += truth(near[i] < minNear)
		}
	}
	return share(unsaid, asked, 0)
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

// datedKnown reports whether a sentence or else the corpus has a word of what a
// question asks the date of, in any form or language: a date beside the name is of
// something else.
func (in *intent) datedKnown(s *sentence) bool {
	asked := in.asked()
	related := slices.ContainsFunc(in.means, func(r []class) bool { return len(r) > 0 }) // the verb is one of those
	return in.want != wantDate || asked < 0 || related || in.query.Concepts[asked].Known || s.direct[asked] >= minSaid || !in.query.Concepts[asked].Ordinary
}

// asksYear reports whether the question asks for a year: "in which year".
func (in *intent) asksYear() bool {
	return in.want == wantDate && slices.ContainsFunc(append(slices.Clone(in.found["when"]), in.focus), func(s span) bool {
		types := typesIn(in.query.Tokens[s.from:s.to], make([]bool, s.to-s.from))
		return len(types[wantYear]) > 0
	})
}

// saysYear reports whether a sentence holds a year, by its number or as in "last
// year", where one is asked for.
func (in *intent) saysYear(s *sentence) bool {
	return !in.asksYear() || len(s.types[wantYear]) > 0 ||
		slices.ContainsFunc(s.types[wantDate], func(i int) bool { return isYear(s.words.Tokens[i].Text) })
}

// saysYears reports whether an article says the years of the question.
func (in *intent) saysYears(a *corpus.Article) bool {
	for i, t := range in.query.Tokens {
		if t.Script == arabic.Number && isYear(t.Text) && !in.skip[i] && !strings.Contains(arabic.Fold(a.Title+" "+a.Text), t.Text) {
			return false
		}
	}
	return true
}
