package search

import (
	"unicode/utf8"
)

// matcher finds the concepts of one query in many texts: it says of a text what
// [Concept.In] says, but looks at each distinct word only once.
type matcher struct {
	slots     []slot
	concepts  []int // slot of each concept of the query
	stems     map[string][]target
	skeletons map[string][]target
	grams     map[string][]int // slots by n-gram
	phrases   []phraseForm
	places    int   // of the words of phrases, all together
	shared    []int // n-grams in common by slot: scratch
}

// slot is a concept, or a word of a phrase by itself.
type slot struct {
	concept *Concept
	parts   []int // slots of the words of a phrase
	phrases []int // forms of several words
}

// target is what a word with a stem or a skeleton matches.
type target struct {
	slot    int
	place   int    // of a word in a phrase; -1 where the word is all
	surface string // spelling that a full match needs; "" for any
	credit  float64
	synonym bool
}

// phraseForm is a form of several words; its words have places from from on.
type phraseForm struct {
	*form
	from int
}

// match is what one word says of a slot, or that it is a word of a phrase.
type match struct {
	slot, place   int
	credit, plain float64
}

// said is what a text says of each slot: how surely, how surely without
// synonyms, and at which word.
type said struct {
	credit, plain []float64
	at            []int
	places        [][]int // of the words of phrases
}

func newMatcher(q *Query) *matcher {
	m := &matcher{
		stems: make(map[string][]target), skeletons: make(map[string][]target), grams: make(map[string][]int),
	}
	for i := range q.Concepts {
		m.concepts = append(m.concepts, m.add(&q.Concepts[i]))
	}
	m.shared = make([]int, len(m.slots))
	return m
}

// add gives a concept and its parts slots and returns its own.
func (m *matcher) add(c *Concept) int {
	n := len(m.slots)
	m.slots = append(m.slots, slot{concept: c})
	for i := range c.forms {
		f := &c.forms[i]
		if len(f.stems) > 1 {
			m.slots[n].phrases = append(m.slots[n].phrases, len(m.phrases))
			m.phrases = append(m.phrases, phraseForm{f, m.places})
			m.places += len(f.stems)
		}
		m.addForm(n, f)
	}
	if len(c.grams) > 1 && c.IDs == nil {
		for _, g := range c.grams {
			m.grams[g] = append(m.grams[g], n)
		}
	}
	for i := range c.parts {
		part := m.add(&c.parts[i])
		m.slots[n].parts = append(m.slots[n].parts, part)
	}
	return n
}

// addForm makes the stems and the skeleton of a form lead to its slot.
func (m *matcher) addForm(n int, f *form) {
	t := target{slot: n, place: -1, credit: f.weight, synonym: f.origin == synonym}
	for i, s := range f.stems {
		if len(f.stems) > 1 {
			t.place = m.places - len(f.stems) + i
		} else if f.origin == self {
			t.surface = f.words[0].Text
		}
		m.stems[s] = append(m.stems[s], t)
		if f.kept != nil && f.kept[i] != s {
			m.stems[f.kept[i]] = append(m.stems[f.kept[i]], t)
		}
	}
	if utf8.RuneCountInString(f.skeleton) >= minSkeletonMatch {
		t := target{slot: n, place: -1, credit: creditSkeleton * f.weight}
		if f.origin == translation {
			t.credit *= twoGuesses
		}
		m.skeletons[f.skeleton] = append(m.skeletons[f.skeleton], t)
	}
}

// matches returns what a word says.
func (m *matcher) matches(w *word) []match {
	var found []match
	add := func(t target, credit float64) {
		plain := credit
		if t.synonym {
			plain = 0
		}
		found = append(found, match{t.slot, t.place, credit, plain})
	}
	for _, s := range w.stems {
		for _, t := range m.stems[s] {
			credit := t.credit
			if t.surface != "" && t.surface != w.text {
				credit *= creditStem
			}
			add(t, credit)
		}
	}
	if w.skeleton != "" {
		for _, t := range m.skeletons[w.skeleton] {
			add(t, t.credit)
		}
	}
	for _, g := range w.grams {
		for _, n := range m.grams[g] {
			m.shared[n]++
		}
	}
	for _, g := range w.grams {
		for _, n := range m.grams[g] {
			if share := 2 * float64(m.shared[n]) / float64(len(w.grams)+len(m.slots[n].concept.grams)); share >= 0.5 {
				add(target{slot: n, place: -1}, creditGram*share)
			}
			m.shared[n] = 0
		}
	}
	return found
}

// newSaid returns room for what a text says.
func (m *matcher) newSaid() *said {
	n := len(m.slots)
	return &said{credit: make([]float64, n), plain: make([]float64, n), at: make([]int, n), places: make([][]int, m.places)}
}

// begin empties s for the next text.
func (s *said) begin() {
	clear(s.credit)
	clear(s.plain)
	for i := range s.places {
		s.places[i] = s.places[i][:0]
	}
	for i := range s.at {
		s.at[i] = -1
	}
}

// see adds a match at a token of the text.
func (s *said) see(m *match, at int) {
	if m.place >= 0 {
		s.places[m.place] = append(s.places[m.place], at)
		return
	}
	s.plain[m.slot] = max(s.plain[m.slot], m.plain)
	if m.credit > s.credit[m.slot] {
		s.credit[m.slot], s.at[m.slot] = m.credit, at
	}
}

// end adds what the words of the text say together.
func (m *matcher) end(s *said) {
	for n := len(m.slots) - 1; n >= 0; n-- { // parts stand behind their phrase
		m.readPhrases(n, s)
	}
}

// readPhrases adds what the phrases of a slot, and its parts each by itself, say.
func (m *matcher) readPhrases(n int, s *said) {
	for _, p := range m.slots[n].phrases {
		f := m.phrases[p]
		credit, at := f.placed(s.places[f.from : f.from+len(f.stems)])
		if f.origin != synonym {
			s.plain[n] = max(s.plain[n], credit)
		}
		if credit > s.credit[n] {
			s.credit[n], s.at[n] = credit, at
		}
	}
	if parts := m.slots[n].parts; len(parts) > 0 {
		sum, at := 0.0, -1
		for _, p := range parts {
			sum += s.credit[p] / float64(len(parts))
			if at < 0 {
				at = s.at[p]
			}
		}
		sum *= creditParts
		s.plain[n] = max(s.plain[n], sum)
		if sum > s.credit[n] {
			s.credit[n], s.at[n] = sum, at
		}
	}
}
