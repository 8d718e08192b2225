package answer

import (
	"slices"

	"dalil/corpus"
	"dalil/internal/arabic"
	"dalil/internal/names"
)

// foundNames returns what articles name and the catalogue does not.
func foundNames(articles []corpus.Article, catalogue *names.Linker, ordinary func(arabic.Token) bool) []corpus.Other {
	return slices.DeleteFunc(names.FindIn(articles, ordinary), func(o corpus.Other) bool {
		return len(catalogue.Mentions(o.Name, arabic.Tokens(o.Name))) > 0
	})
}

// catalogued reports whether the question names an entity of the catalogue.
func (a *Answerer) catalogued(in *intent) bool {
	return slices.ContainsFunc(entityIDs(in.query.Links), func(id string) bool { return !a.isFound(id) })
}

// isFound reports whether only the articles name an entity.
func (a *Answerer) isFound(id string) bool {
	o, ok := a.cat.Other(id)
	return ok && o.Kind == names.Found
}

// kindBefore is how many words before a name may say what it is.
const kindBefore = 2

// guessKinds tells what kind of things the found names are, by the words before
// and in them: "the company X", "X Bank".
func (a *Answerer) guessKinds() {
	votes := make(map[string]map[want]int)
	if len(a.cat.Others) == len(a.index.Corpus.Catalogue.Others) {
		return // nothing was found
	}
	for n := range a.index.Passages() {
		article, number := a.index.Passage(n)
		for _, s := range a.parsedPassage(n, article.PassageText(number)) {
			for _, l := range s.links {
				for _, id := range l.IDs {
					if k := s.kindOf(l); k != wantAny && a.isFound(id) {
						if votes[id] == nil {
							votes[id] = make(map[want]int)
						}
						votes[id][k]++
					}
				}
			}
		}
	}
	for id, kinds := range votes {
		best := wantFound
		for _, k := range []want{wantOrg, wantModel, wantPerson, wantPlace} {
			if kinds[k] > kinds[best] {
				best = k
			}
		}
		a.kinds[id] = best
	}
	a.cache.passages = nil // what they refer to depends on the kinds
}

// kindOf returns the kind of thing that the words before and in a name say it is,
// wantAny where they say none.
func (s *parsed) kindOf(l names.Link) want {
	for i := l.To - 1; i >= max(0, l.From-kindBefore); i-- {
		if i < l.From && s.named[i] {
			break
		}
		for _, cw := range classWant {
			if cw.want == wantDate || cw.want == wantNumber || cw.want == wantPerson && i >= l.From {
				continue // "Desert King" need not be a king
			}
			if inSpans(s.said, i, cw.class) {
				return cw.want
			}
		}
	}
	return wantAny
}
