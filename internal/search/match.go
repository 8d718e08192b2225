package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"dalil/internal/arabic"
)

// Words is a text made ready to be matched against concepts.
type Words struct {
	Tokens    []arabic.Token
	joined    []string // joined spellings
	stems     spots
	skeletons spots
	grams     [][]string // by token
}

// spots says where words stand. A sentence has few, and many sentences are
// kept: this is smaller than a map.
type spots struct {
	words  []string // sorted
	tokens []int    // by word
}

// newSpots returns where words stand; those of one word stay in order.
func newSpots(words []string, tokens []int) spots {
	order := make([]int, len(words))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return strings.Compare(words[a], words[b]) })
	s := spots{make([]string, len(words)), make([]int, len(words))}
	for to, from := range order {
		s.words[to], s.tokens[to] = words[from], tokens[from]
	}
	return s
}

// of returns the tokens at which a word stands.
func (s spots) of(word string) []int {
	from, _ := slices.BinarySearch(s.words, word)
	to := from
	for to < len(s.words) && s.words[to] == word {
		to++
	}
	return s.tokens[from:to]
}

// NewWords analyses a text.
func NewWords(text string) *Words {
	w := &Words{Tokens: arabic.Tokens(text)}
	w.grams = make([][]string, len(w.Tokens))
	n := 2 * len(w.Tokens)
	stems, skeletons := make([]string, 0, n), make([]string, 0, n)
	stemAt, skeletonAt := make([]int, 0, n), make([]int, 0, n)
	for i, t := range w.Tokens {
		w.grams[i] = gramsOf(t)
		for _, stem := range arabic.Stems(t) {
			stems, stemAt = append(stems, stem), append(stemAt, i)
		}
		if s := arabic.Skeleton(t); s != "" && !t.Stop {
			skeletons, skeletonAt = append(skeletons, s), append(skeletonAt, i)
		}
	}
	for _, t := range arabic.Joined(w.Tokens) {
		at := slices.IndexFunc(w.Tokens, func(o arabic.Token) bool { return o.Start == t.Start })
		stems, stemAt = append(stems, t.Text), append(stemAt, at)
		w.joined = append(w.joined, t.Text)
	}
	w.stems, w.skeletons = newSpots(stems, stemAt), newSpots(skeletons, skeletonAt)
	return w
}

// holds reports whether the text holds a word as it is written.
func (w *Words) holds(word string) bool {
	return slices.Contains(w.joined, word) || slices.ContainsFunc(w.Tokens, func(t arabic.Token) bool { return t.Text == word })
}

// Places returns the tokens at which a stem stands.
func (w *Words) Places(stem string) []int { return w.stems.of(stem) }

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
		if worth <= credit || utf8.RuneCountInString(f.skeleton) < minSkeletonMatch {
			continue
		}
		if places := w.skeletons.of(f.skeleton); len(places) > 0 {
			credit, at = worth, places[len(places)-1]
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
		if places[i] = w.stems.of(s); len(places[i]) == 0 && f.kept != nil {
			places[i] = w.stems.of(f.kept[i])
		}
	}
	if len(f.stems) == 1 && len(places[0]) > 0 && f.origin == self && !w.holds(f.words[0].Text) {
		return creditStem * f.weight, places[0][0]
	}
	return f.placed(places)
}

// placed returns the credit of a form whose stems stand at places, and the
// first of these: all of its words near each other, or a part of the credit for
// a part of a phrase.
func (f *form) placed(places [][]int) (float64, int) {
	found, head := 0, []int(nil)
	for _, at := range places {
		if len(at) == 0 {
			continue
		}
		if found++; head == nil {
			head = at
		}
	}
	first, near := -1, false
	for _, from := range head { // the word may stand before in another name
		if ok := together(places, from); first < 0 || ok {
			first, near = from, ok
		}
		if near {
			break
		}
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

// maxBetween is how far the words of a form may stand from each other.
const maxBetween = 4

// together reports whether the words of a form stand near each other, the first
// one at from.
func together(places [][]int, from int) bool {
	last := -1
	for _, at := range places {
		switch {
		case len(at) == 0:
			continue
		case last < 0:
			last = from
			continue
		}
		pos := nearest(at, last)
		if abs(pos-last) > maxBetween {
			return false
		}
		last = pos
	}
	return true
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
