package answer

import (
	"math"
	"slices"
	"strings"

	"dalil/corpus"
	"dalil/internal/arabic"
)

// proof returns a sentence that names the entity of the facts and what they
// say of it, none where no article does: if it can be one in the language of the
// reply, then one that speaks of little else, says how they belong together and
// begins with what is asked about.
func (a *Answerer) proof(in *intent, facts []fact, sentences []sentence) []quote {
	var best []quote
	most := math.MinInt
	for i := range sentences {
		s := &sentences[i]
		if !in.namesDirectly(s) {
			continue
		}
		worth := 0
		if s.passage.article.Lang == in.lang {
			worth += 20
		}
		if in.relates(s) {
			worth += 2
		}
		if subjectFirst(in, s) {
			worth++
		}
		for _, l := range s.links {
			if !a.isFound(l.IDs[0]) && !intersect(l.IDs, entityIDs(in.query.Links)) && !intersect(l.IDs, facts[0].names) {
				worth -= 2
			}
		}
		if worth <= most {
			continue
		}
		if q := a.withSubject(in, *s); a.saysFact(q.text(), facts[0]) {
			best, most = []quote{q}, worth
		}
	}
	return best
}

// relates reports whether a sentence says a relation that the question asks for.
func (in *intent) relates(s *sentence) bool {
	return slices.ContainsFunc(slices.Concat(in.means...), func(r class) bool { return len(s.said[r]) > 0 })
}

// namesDirectly reports whether the sentence itself names every entity of the
// question.
func (in *intent) namesDirectly(s *sentence) bool {
	for i, c := range in.query.Concepts {
		if c.IDs != nil && s.direct[i] < minNamed {
			return false
		}
	}
	return true
}

// saysFact reports whether a text holds the value of a fact.
func (a *Answerer) saysFact(text string, f fact) bool {
	tokens := arabic.Tokens(text)
	for _, m := range a.linker.Mentions(text, tokens) {
		for _, id := range m.IDs {
			if slices.Contains(f.names, id) {
				return true
			}
		}
	}
	if len(f.names) > 0 || f.value == "" {
		return false
	}
	folded := arabic.Fold(text)
	for _, lang := range []corpus.Lang{corpus.English, corpus.Arabic} {
		for _, form := range []string{f.value, formatDate(f.value, lang), amount(f.value, lang)} {
			if strings.Contains(folded, arabic.Fold(form)) {
				return true
			}
		}
	}
	return false
}
