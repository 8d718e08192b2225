package search

import (
	"strings"

	"dalil/internal/arabic"
)

// minCorrect is the number of letters from which a word that nothing knows is
// taken for a spelling error.
const minCorrect = 5

// correct returns the word of the lexicon that a token most likely misspells;
// ok is false where none is one typing error away. Swapped letters are likelier
// than a letter too many or too few, and these than a wrong one.
func (l *Lexicon) correct(t arabic.Token) (word arabic.Token, ok bool) {
	typed := []rune(t.Text)
	if len(typed) < minCorrect {
		return t, false
	}
	typedStem := []rune(arabic.Stem(t))
	best := 3
	for n := len(typed) - 2; n <= len(typed)+1; n++ {
		l.spelled.each(spelledKey(typed[0], n), func(number int) {
			w := l.word(number)
			if w.Script != t.Script {
				return
			}
			other := []rune(w.Text)
			if e := min(typingError(typed, other), typingError(typedStem, []rune(arabic.Stem(w)))); e < best {
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

// typingError returns how unlikely it is that typed stands for word: 0 swapped
// letters, 1 a letter too many or too few, 2 a wrong letter, 3 anything else.
func typingError(typed, word []rune) int {
	if len(typed) < minCorrect || arabic.Distance(typed, word, 1) != 1 {
		return 3
	}
	if len(typed) != len(word) {
		return 1
	}
	wrong := 0
	for i := range typed {
		if typed[i] != word[i] {
			wrong++
		}
	}
	if wrong == 2 {
		return 0
	}
	return 2
}
