package search

import (
	"slices"

	"dalil/internal/arabic"
)

// Words is a text made ready to be matched against concepts.
type Words struct {
	Tokens  []arabic.Token
	stems   map[string][]int // token positions by stem
	surface map[string]bool
	skel    map[string]int
	grams   [][]string // by token
}

// NewWords analyses a text.
func NewWords(text string) *Words {
	w := &Words{Tokens: arabic.Tokens(text)}
	w.stems = make(map[string][]int, len(w.Tokens))
	w.surface = make(map[string]bool, len(w.Tokens))
	w.skel = make(map[string]int, len(w.Tokens))
	w.grams = make([][]string, len(w.Tokens))
	for i, t := range w.Tokens {
		w.grams[i] = gramsOf(t)
		for _, stem := range arabic.Stems(t) {
			w.stems[stem] = append(w.stems[stem], i)
		}
		w.surface[t.Text] = true
		if s := arabic.Skeleton(t); s != "" && !t.Stop {
			w.skel[s] = i
		}
	}
	for _, t := range arabic.Joined(w.Tokens) {
		at := slices.IndexFunc(w.Tokens, func(o arabic.Token) bool { return o.Start == t.Start })
		w.stems[t.Text] = append(w.stems[t.Text], at)
		w.surface[t.Text] = true
	}
	return w
}

// In returns how surely the text says the concept, from 0 to 1, and the token
// where it does, -1 for nowhere.
func (c *Concept) In(w *Words) (credit float64, at int) {
	credit, at = c.Plainly(w)
	for i := range c.forms {
		f := &c.forms[i]
		if f.origin != synonym || f.weight <= credit {
			continue
		}
		if got, pos := f.in(w); got > credit {
			credit, at = got, pos
		}
	}
	return credit, at
}

// Plainly is In without synonyms: only the word itself, in any form or
// language, and names of the same entity.
func (c *Concept) Plainly(w *Words) (credit float64, at int) {
	at = -1
	for i := range c.forms {
		f := &c.forms[i]
		if f.origin == synonym || f.weight <= credit {
			continue
		}
		if got, pos := f.in(w); got > credit {
			credit, at = got, pos
		}
	}
	if share, pos := c.partsIn(w); share > credit {
		credit, at = share, pos
	}
	for i := range c.forms {
		f := &c.forms[i]
		worth := creditSkeleton * f.weight
		if f.origin == translation {
			worth *= twoGuesses
		}
		if pos, ok := w.skel[f.skeleton]; ok && len([]rune(f.skeleton)) >= minSkeletonMatch && worth > credit {
			credit, at = worth, pos
		}
	}
	if credit < creditGram && len(c.grams) > 1 && c.IDs == nil {
		if share, pos := c.gramsIn(w); share >= 0.5 && creditGram*share > credit {
			credit, at = creditGram*share, pos
		}
	}
	return credit, at
}

// partsIn returns the mean credit of the words of a phrase, each by itself: a
// text may say a phrase in other words than the lexicon.
func (c *Concept) partsIn(w *Words) (credit float64, at int) {
	at = -1
	for i := range c.parts {
		got, pos := c.parts[i].In(w)
		credit += got / float64(len(c.parts))
		if at < 0 {
			at = pos
		}
	}
	return creditParts * credit, at
}

// in returns the credit of one form, and the token where it begins.
func (f *form) in(w *Words) (float64, int) {
	places := make([][]int, len(f.stems))
	for i, s := range f.stems {
		at, ok := w.stems[s]
		if !ok && f.kept != nil {
			at, ok = w.stems[f.kept[i]]
		}
		if !ok {
			continue
		}
		places[i] = at
	}
	if len(f.stems) == 1 && len(places[0]) > 0 && f.origin == self && !w.surface[f.words[0].Text] {
		return creditStem * f.weight, places[0][0]
	}
	return f.placed(places)
}

// placed returns the credit of a form whose stems stand at places, and the
// first of these: all of its words near each other, or a part of the credit for
// a part of a phrase.
func (f *form) placed(places [][]int) (float64, int) {
	found, first, last := 0, -1, -1
	near := true
	for _, at := range places {
		if len(at) == 0 {
			continue
		}
		found++
		pos := at[0]
		if last >= 0 {
			pos = nearest(at, last)
			near = near && abs(pos-last) <= 4
		} else {
			first = pos
		}
		last = pos
	}
	switch {
	case found == 0:
		return 0, -1
	case found == len(places) && near:
		return f.weight, first
	case f.origin == name:
		return 0, -1 // half a name is another name
	case found == len(places):
		return 0.7 * f.weight, first
	case len(places[0]) > 0 && f.words[0].Script == arabic.Arabic:
		return creditHead * f.weight, first // the first word says what an Arabic phrase is about
	}
	return 0.4 * f.weight * float64(found) / float64(len(places)), first
}

// gramsIn returns the largest share of the concept's n-grams that one word of
// the text holds.
func (c *Concept) gramsIn(w *Words) (best float64, at int) {
	for i, grams := range w.grams {
		if len(grams) == 0 {
			continue
		}
		hits := 0
		for _, g := range grams {
			if slices.Contains(c.grams, g) {
				hits++
			}
		}
		if share := 2 * float64(hits) / float64(len(grams)+len(c.grams)); share > best {
			best, at = share, i
		}
	}
	return best, at
}

func nearest(positions []int, to int) int {
	best := positions[0]
	for _, p := range positions[1:] {
		if abs(p-to) < abs(best-to) {
			best = p
		}
	}
	return best
}

func abs(n int) int { return max(n, -n) }
