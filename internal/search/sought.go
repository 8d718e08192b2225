package search

import (
	_ "embed"
	"strings"
	"sync"

	"dalil/internal/arabic"
)

// sought is what a question asks for, where passages show by their digits
// whether they have it.
type sought uint8

const (
	anything sought = iota
	date
	number
)

// soughtText lists the words by which questions ask, by what they ask for.
//
//go:embed sought.txt
var soughtText string

var soughtWords = sync.OnceValue(func() map[string]sought {
	words := make(map[string]sought)
	for line := range strings.Lines(soughtText) {
		kind, list, _ := strings.Cut(line, ":")
		for _, t := range arabic.Tokens(list) {
			switch kind {
			case "date":
				words[t.Text] = date
			case "number":
				words[t.Text] = number
			}
		}
	}
	return words
})

// soughtBy returns what the first word that tells says.
func soughtBy(tokens []arabic.Token) sought {
	for _, t := range tokens {
		if s, ok := soughtWords()[t.Text]; ok {
			return s
		}
	}
	return anything
}

// shownBy reports whether a word that begins with a digit may be what is sought:
// a date has a year of either calendar.
func (s sought) shownBy(word string) bool {
	return s == number || s == date && len(word) == 4 && (word[0] == '1' || word[:2] == "20")
}
