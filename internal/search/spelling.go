package search

import (
	"strings"

	"dalil/internal/arabic"
)

// minCorrect is the number of letters from which a word that nothing knows is
// taken for a spelling error.
const minCorrect = 5

// correct returns the word of the lexicon that a token most likely misspells;
// ok is false where none is one typing error away.
func (l *Lexicon) correct(t arabic.Token) (word arabic.Token, ok bool) {
	typed := []rune(t.Text)
	if len(typed) < minCorrect {
		return t, false
	}
	typedStem := []rune(arabic.Stem(t))
	best := noError
	for n := len(typed) - 2; n <= len(typed)+1; n++ {
		l.spelled.each(spelledKey(typed[0], n), func(number int) {
			w := l.word(number)
			if w.Script != t.Script {
				return
			}
			other := []rune(w.Text)
			if e := min(typingError(typed, other), typingError(typedStem, []rune(arabic.Stem(w)))+otherForm); e < best {
				best, word, ok = e, w, true
			}
		})
	}
	word.Start, word.End, word.Glued = t.Start, t.End, t.Glued
	return word, ok
}

// conjugated reports whether a word is the first person of a verb that the lexicon
// knows in another form: "I cook" misspells nothing.
func (l *Lexicon) conjugated(t arabic.Token) bool {
	const i = "\u0627" // alef, as the prefix is folded
	bare, ok := strings.CutPrefix(t.Text, i)
	return ok && t.Script == arabic.Arabic && len([]rune(bare)) >= 3 && l.knows(bare)
}

// How unlikely typing errors are, beside swapped letters: a letter left out, one too
// many, a wrong one, one in another form of the word, anything else.
const (
	leftOut   = 1.0
	tooMany   = 1.25
	wrong     = 2.0
	otherForm = 0.5
	noError   = 3.0
)

// typingError returns how unlikely it is that typed stands for word, 0 for swapped
// letters.
func typingError(typed, word []rune) float64 {
	switch {
	case len(typed) < minCorrect || arabic.Distance(typed, word, 1) != 1:
		return noError
	case len(typed) < len(word):
		return leftOut
	case len(typed) > len(word):
		return tooMany
	}
	differ := 0
	for i := range typed {
		if typed[i] != word[i] {
			differ++
		}
	}
	if differ == 2 {
		return 0
	}
	return wrong
}
