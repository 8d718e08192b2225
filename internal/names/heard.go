package names

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"dalil/corpus"
	"dalil/internal/arabic"
)

// Bounds of the names of articles that a question writes in the other script.
const (
	maxHeard     = 12   // of a question
	maxHeardSpan = 4    // tokens
	minHeardName = 3    // letters
	maxCompared  = 2000 // pairs of a span and a name in a question, each some 20 microseconds
)

// How alike a span and a name must be, see Likeness: one with a word that no
// list has, and one of ordinary words, for a letter and as a whole.
const (
	minSameSounds = 1.2
	minWordSounds = 0.9
	minAllSounds  = 9
	minShortTotal = 4.5 // as a whole, in a short question
	minShortWords = 7.5 // several words as a whole, in a short question
)

// A question is short up to so many tokens and words that are no function words:
// what is no question word in it is likely a name.
const (
	shortTokens  = 5
	shortContent = 3
)

// isShort reports whether a question is short.
func isShort(tokens []arabic.Token) bool {
	content := 0
	for _, t := range tokens {
		if !t.Stop {
			content++
		}
	}
	return len(tokens) <= shortTokens && content <= shortContent
}

// foundName is a name of an article that may be written in the other script.
type foundName struct {
	id      string
	letters string // without digits
	digits  string
	script  arabic.Script
}

// newFoundName returns a name as it is heard; ok is false for one of several
// scripts or too few letters.
func newFoundName(id string, tokens []arabic.Token) (n foundName, ok bool) {
	n = foundName{id: id, script: tokens[0].Script}
	for _, t := range tokens {
		switch t.Script {
		case arabic.Number:
			n.digits += t.Text + " "
		case n.script:
			n.letters += t.Text
		default:
			return n, false
		}
	}
	return n, (n.script == arabic.Latin || n.script == arabic.Arabic) && utf8.RuneCountInString(n.letters) >= minHeardName
}

// Hear makes the entities of kind Found known in the other script and in other
// spellings. said reports whether the articles have a word: one that they have not
// may be a name though it is an ordinary word.
func (l *Linker) Hear(found []corpus.Other, said func(arabic.Token) bool) {
	l.said = said
	for i := range found {
		for _, name := range l.names[found[i].ID] {
			if n, ok := newFoundName(found[i].ID, arabic.Tokens(name)); ok {
				l.found = append(l.found, n)
			}
		}
	}
}

// heardName is a span of a question that sounds like names of articles.
type heardName struct {
	Link
	likeness float64 // by letter
	letters  float64 // of both spellings, the mean
}

// total returns how alike a span and a name are as a whole.
func (h *heardName) total() float64 { return h.likeness * h.letters }

// heard adds the names of articles that a question writes in the other script,
// the likeliest first.
func (l *Linker) heard(tokens []arabic.Token, links []Link, taken []bool) []Link {
	if len(l.found) == 0 {
		return links
	}
	var all []heardName
	left, short := maxCompared, isShort(tokens)
	for span := 1; span <= min(maxHeardSpan, len(tokens)); span++ {
		for from := 0; from+span <= len(tokens) && len(all) < maxHeard; from++ {
			if slices.Contains(taken[from:from+span], true) {
				continue
			}
			if h, ok := l.hearSpan(tokens[from:from+span], short, &left); ok {
				h.From, h.To = from, from+span
				all = append(all, h)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b heardName) int {
		return cmp.Or(cmp.Compare(b.total(), a.total()), cmp.Compare(b.To-b.From, a.To-a.From))
	})
	for _, h := range all {
		if slices.Contains(taken[h.From:h.To], true) {
			continue
		}
		links = append(links, h.Link)
		for i := h.From; i < h.To; i++ {
			taken[i] = true
		}
	}
	return links
}

// hearSpan returns the names that a span sounds like; ok is false where it
// sounds like none. A word of the language is no name; several of them may be
// one that is long enough, in a short question also one word. left is how many names may still be compared.
func (l *Linker) hearSpan(span []arabic.Token, short bool, left *int) (h heardName, ok bool) {
	words, stops := 0, 0
	for _, t := range span {
		if t.Stop {
			stops++
		}
		if t.Script != arabic.Number && l.isWord(t) {
			words++
		}
	}
	if !together(span) || stops == len(span) || !short && words == 1 && len(span) == 1 && l.said(span[0]) {
		return h, false
	}
	asked, ok := newFoundName("", span)
	if !ok {
		return h, false
	}
	if id, ok := l.respelled(asked, words < len(span) || asked.digits != ""); ok {
		return heardName{Link: Link{IDs: []string{id}}, likeness: minAllSounds, letters: float64(utf8.RuneCountInString(asked.letters))}, true
	}
	h = l.soundingLike(asked, left)
	switch {
	case words < len(span):
		return h, h.likeness >= minSameSounds
	case short && len(span) == 1 && !l.said(span[0]):
		return h, h.likeness >= minWordSounds && h.total() >= minShortTotal
	case short && len(span) > 1:
		return h, h.likeness >= minWordSounds && h.total() >= minShortWords
	}
	return h, h.likeness >= minWordSounds && h.total() >= minAllSounds
}

// respelled returns the only name that a span spells with other vowels or with
// doubled letters; sure is false for a span of ordinary words.
func (l *Linker) respelled(asked foundName, sure bool) (id string, ok bool) {
	bones := skeleton(asked.letters)
	if !sure || utf8.RuneCountInString(bones) < minSounds {
		return "", false
	}
	first, _ := utf8.DecodeRuneInString(asked.letters)
	for i := range l.found {
		n := &l.found[i]
		if n.script != asked.script || n.digits != asked.digits || !strings.HasPrefix(n.letters, string(first)) || skeleton(n.letters) != bones {
			continue
		}
		if ok && n.id != id {
			return "", false
		}
		id, ok = n.id, true
	}
	return id, ok
}

// soundingLike returns the entities whose names a span likeliest is.
func (l *Linker) soundingLike(asked foundName, left *int) (h heardName) {
	forms := []string{asked.letters}
	if asked.script == arabic.Arabic {
		forms = append(forms, withoutClitics(asked.letters)...)
	}
	for i := range l.found {
		n := &l.found[i]
		if n.script == asked.script || n.digits != asked.digits {
			continue
		}
		for _, f := range forms {
			latin, ar := n.letters, f
			if n.script == arabic.Arabic {
				latin, ar = f, n.letters
			}
			if *left == 0 || !mayMatch(latin, ar) {
				continue
			}
			*left--
			switch s := Likeness(latin, ar); {
			case s > h.likeness:
				h.likeness, h.IDs = s, []string{n.id}
				h.letters = float64(utf8.RuneCountInString(latin)+utf8.RuneCountInString(ar)) / 2
			case s == h.likeness && !slices.Contains(h.IDs, n.id):
				h.IDs = append(h.IDs, n.id)
			}
		}
	}
	return h
}

// mayMatch rules out words of very different lengths, cheaply.
func mayMatch(latin, ar string) bool {
	x, y := len(latin), utf8.RuneCountInString(ar)
	return 2*x >= y && x <= 3*y && x <= maxFuzzy && !strings.ContainsAny(latin, "0123456789")
}
