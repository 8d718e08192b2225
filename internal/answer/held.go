package answer

import (
	"slices"

	"dalil/internal/arabic"
	"dalil/internal/names"
)

// holds reports whether a sentence holds a thing of the kind asked for that is
// not already in the question. It fills others.
func (a *Answerer) holds(in *intent, s *sentence) bool {
	asked := entityIDs(in.query.Links)
	other := make(map[want]bool)
	for _, m := range s.links {
		for _, id := range m.IDs {
			if !slices.Contains(asked, id) {
				other[a.kindOf(id)] = true
			}
		}
	}
	for _, id := range s.meant {
		if !slices.Contains(asked, id) {
			other[a.kindOf(id)] = true
		}
	}
	s.others = other
	types := s.types
	switch in.want {
	case wantDate, wantReason:
		return len(types[in.want]) > 0
	case wantNumber:
		if in.othersNumbers(s.parsed) {
			return false
		}
		if s.counted = a.namesCounted(in, s) || in.hasDual(s); s.counted {
			return true
		}
		if k := in.focusKind(); (k == wantModel || k == wantOrg) && other[k] {
			return true // the names of what is counted answer as well as a number
		}
		return slices.ContainsFunc(types[wantNumber], func(i int) bool {
			return !in.asks(s.words.Tokens[i]) && !slices.Contains(types[wantDate], i) && a.ofAsked(in, s, i) && !in.ofOtherCountry(s.parsed, i)
		})
	case wantOrg, wantModel:
		return other[in.want] || other[wantFound]
	case wantPerson:
		return other[wantOrg] || other[wantPerson] || other[wantFound] || properName(in, s)
	case wantPlace:
		return properName(in, s) || in.newPlace(s.parsed)
	}
	return false
}

// countCover is the share of a question that a sentence says all but the number of,
// or, where it does not say the noun, all but this.
const countCover = 0.6

// namesCounted reports whether a sentence names several things beside those of
// the question, where it asks how many there are of a kind of things with names or
// the sentence says all else of it: they can be counted.
func (a *Answerer) namesCounted(in *intent, s *sentence) bool {
	if in.has("price") {
		return false
	}
	kind := in.focusKind()
	switch kind {
	case wantPerson, wantOrg, wantModel:
	case wantAny:
		noun := in.noun()
		if noun < 0 || coverage(in, s.direct) < countCover || !in.saysMore(noun) || s.direct[noun] < minSaid && !in.bringsOut(s) {
			return false
		}
	default:
		return false
	}
	asked := entityIDs(in.query.Links)
	others, sure := 0, kind != wantPerson
	for _, l := range s.links {
		is := a.kinds[l.IDs[0]]
		if !intersect(l.IDs, asked) && (kind == wantAny || is == kind || is == wantFound) {
			others++
			sure = sure || is == kind
		}
	}
	return others > 1 && sure
}

// bringsOut reports whether a question asks how many things somebody brought out,
// and a sentence says that.
func (in *intent) bringsOut(s *sentence) bool {
	if in.measures() != nil {
		return false
	}
	for i, classes := range in.means {
		if i != in.noun() && slices.ContainsFunc(classes, func(c class) bool { return (c == "release" || c == "make") && len(s.said[c]) > 0 }) {
			return true
		}
	}
	return false
}

// saysMore reports whether a question has words beside its names and a noun.
func (in *intent) saysMore(noun int) bool {
	for i, c := range in.query.Concepts {
		if i != noun && c.IDs == nil && in.parts[i] > weightLight {
			return true
		}
	}
	return false
}

// hasDual reports whether a sentence holds the counted noun in the Arabic dual,
// which says "two".
func (in *intent) hasDual(s *sentence) bool {
	if in.focus.to == 0 {
		return false
	}
	first := in.query.Tokens[in.focus.from]
	if noun := in.noun(); first.Script != arabic.Arabic && noun >= 0 {
		credit, at := in.query.Concepts[noun].In(s.words)
		return credit >= minSaid && isTwo(s.words.Tokens[at])
	}
	if isDefinite(first.Text) {
		return false // what "how many" counts is without article: this is "what time is it"
	}
	noun := arabic.Stem(first)
	return slices.ContainsFunc(s.words.Tokens, func(t arabic.Token) bool {
		return isTwo(t) && arabic.Stem(t) == noun
	})
}

// isTwo reports whether a word is in the dual. With the article it is likelier a
// plural.
func isTwo(t arabic.Token) bool {
	return t.Script == arabic.Arabic && arabic.IsDual(t) && !isDefinite(t.Text)
}

// ofAsked reports whether a number belongs to an entity of the question, as far
// as places tell. In a sentence that names or means one, the number is of the name of
// such a kind that stands last before it, or else first behind it. In another
// sentence nothing else may be named before the number. It is of a question that
// names nothing.
func (a *Answerer) ofAsked(in *intent, s *sentence, at int) bool {
	asked := entityIDs(in.links())
	if len(asked) == 0 {
		return true
	}
	isAsked := func(l names.Link) bool { return intersect(l.IDs, asked) }
	links := s.links
	if !slices.ContainsFunc(links, isAsked) && intersect(s.meant, asked) {
		links = append(slices.Clone(links), names.Link{From: s.meantAt, To: s.meantAt + 1, IDs: s.meant})
		slices.SortFunc(links, func(x, y names.Link) int { return x.From - y.From })
	}
	if !slices.ContainsFunc(links, isAsked) {
		return !slices.ContainsFunc(links, func(l names.Link) bool { return l.To <= at })
	}
	sameKind := func(l names.Link) bool {
		return slices.ContainsFunc(asked, func(id string) bool { return a.kinds[id] == a.kinds[l.IDs[0]] })
	}
	var owner *names.Link
	for i := range links {
		l := &links[i]
		if sameKind(*l) && (owner == nil || l.To <= at) {
			owner = l
		}
	}
	return owner == nil || isAsked(*owner)
}

// asks reports whether a token of a sentence stands in the question.
func (in *intent) asks(t arabic.Token) bool {
	return slices.ContainsFunc(in.query.Tokens, func(q arabic.Token) bool { return q.Text == t.Text })
}

// properName reports whether a sentence holds a capitalised word, not its
// first, that the question does not have. Arabic has no capitals: false.
func properName(in *intent, s *sentence) bool {
	text := s.passage.text[s.start:s.end]
	for i, t := range s.words.Tokens {
		if i == 0 || t.Script != arabic.Latin || t.Stop || s.named[i] || in.asks(t) {
			continue
		}
		if c := text[t.Start]; 'A' <= c && c <= 'Z' {
			return true
		}
	}
	return false
}

// kindOf returns the kind of thing that an entity is.
func (a *Answerer) kindOf(id string) want { return a.kinds[id] }
