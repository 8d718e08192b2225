package answer

import (
	"slices"
	"strings"

	"dalil/internal/arabic"
	"dalil/internal/search"
)

// sought is what a question asks for, as its clues need it, with the best shares
// that any sentence has of it.
type sought struct {
	*intent
	names    []bool // by concept: it looks like a name
	rare     []bool // by concept: a name that few sentences hold
	asked    int    // see intent.asked
	noun     int    // the concept right behind "which …", "what is the" or "how many"; -1 for none
	special  bool   // that noun is no word as general as "company", "person" or "place"
	measures []string
	naming   bool // it asks what something is called
	best     shares
}

// sought reads a question for its clues.
func (a *Answerer) sought(in *intent, sentences []sentence) *sought {
	q := &sought{intent: in, asked: in.asked(), noun: in.noun(), measures: in.measures(), naming: in.has("naming")}
	q.special = q.noun >= 0 && in.has("which") && !in.has("howmany") && in.asksNoun() &&
		!slices.ContainsFunc(generalNouns, in.focusSays)
	for i := range in.query.Concepts {
		q.names = append(q.names, a.likeName(in, i))
		q.rare = append(q.rare, q.names[i] && seldom(sentences, i))
	}
	for i := range sentences {
		s := q.shares(&sentences[i])
		q.best = shares{max(q.best.here, s.here), max(q.best.near, s.near), max(q.best.around, s.around), max(q.best.plain, s.plain)}
	}
	return q
}

// generalNouns are the classes of nouns that a sentence need not say which holds
// one of the kind.
var generalNouns = []class{"company", "person", "model", "app", "date", "number", "place", "kind", "purpose", "abstract", "meta"}

// maxSeldom is the number of sentences up to which a name is rare: what is asked
// about it stands there.
const maxSeldom = 2

// seldom reports whether a concept is said by some sentences, but by few.
func seldom(sentences []sentence, concept int) bool {
	n := 0
	for i := range sentences {
		if sentences[i].direct[concept] >= minNamed {
			n++
		}
	}
	return n > 0 && n <= maxSeldom
}

// shares says how much of a question a sentence says: itself, with the one
// before it, with all around it, and itself without synonyms.
type shares struct{ here, near, around, plain float64 }

func (in *intent) shares(s *sentence) shares {
	return shares{coverage(in, s.direct), coverage(in, s.near()), coverage(in, s.credit), coverage(in, s.plain)}
}

// near returns how surely a sentence or the one before it says each concept.
func (s *sentence) near() []float64 {
	near := slices.Clone(s.direct)
	if before := s.passage.before(s); before != nil {
		for i := range near {
			near[i] = max(near[i], nearName*before.direct[i])
		}
	}
	return near
}

// measured reports whether a sentence gives a measure of a kind that is asked for, or
// counts the noun behind "how many", which may be a word such as "output".
func (q *sought) measured(s *sentence) bool {
	if q.measures == nil {
		return false
	}
	if asks, beside := q.counted(s); s.counted || asks && beside && q.countsNoun() {
		return true
	}
	return slices.ContainsFunc(q.measures, func(kind string) bool { return s.measures[kind] })
}

// noun returns the concept of the focus, -1 where there is none.
func (in *intent) noun() int {
	return slices.IndexFunc(in.query.Concepts, func(c search.Concept) bool {
		return in.focus.to > 0 && c.From <= in.focus.from && in.focus.from < c.To
	})
}

// How far a number may stand before the noun that it counts, and behind it.
const (
	countBefore = 3
	countBehind = 2
)

// counted reports whether the question asks how many there are of a thing, and
// whether a sentence has a number beside that thing.
func (q *sought) counted(s *sentence) (asks, beside bool) {
	if q.want != wantNumber || q.noun < 0 {
		return false, false
	}
	credit, at := q.query.Concepts[q.noun].In(s.words)
	near := func(n int) bool { return n-at <= countBehind && at-n <= countBefore }
	return true, q.hasDual(s) || s.counted || credit >= minNear && slices.ContainsFunc(s.types[wantNumber], near)
}

// news reports whether a sentence holds a name that the question does not:
// capitalised, of the catalogue, or an Arabic word that no list has.
func (q *sought) news(s *sentence) bool {
	return slices.ContainsFunc(s.nameLike, func(i int) bool { return !q.asks(s.words.Tokens[i]) })
}

// nameLike returns the tokens of a sentence that look like names.
func (a *Answerer) nameLike(text string, tokens []arabic.Token, named []bool) (found []int) {
	for i, t := range tokens {
		if t.Stop || t.Script == arabic.Number || len([]rune(t.Text)) < 3 {
			continue
		}
		upper := t.Script == arabic.Latin && i > 0 && 'A' <= text[t.Start] && text[t.Start] <= 'Z'
		if named[i] || upper || t.Script == arabic.Arabic && !a.index.Lexicon().Ordinary(t) {
			found = append(found, i)
		}
	}
	return found
}

// pointsBack reports whether a sentence begins with an English function word or
// an Arabic "and", as one that goes on about what the sentence before it names.
func (s *sentence) pointsBack() bool {
	const and = "\u0648"
	if len(s.words.Tokens) == 0 {
		return false
	}
	t := s.words.Tokens[0]
	if t.Script == arabic.Latin {
		return t.Stop
	}
	return strings.HasPrefix(t.Text, and) && len(t.Text) > len(and)
}
