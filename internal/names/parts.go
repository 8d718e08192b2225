package names

import (
	"slices"
	"strings"
	"unicode/utf8"

	"dalil/internal/arabic"
)

// maxParts is the number of tokens up to which a name is searched by its words.
const maxParts = 4

// part is a word of a name of several words.
type part struct {
	name *splitName
	at   int // which word
}

// splitName is an alias as its words.
type splitName struct {
	key   string
	words []fuzzyKey
}

// addParts makes a name of several words findable by each word of three
// letters or more.
func (l *Linker) addParts(tokens []arabic.Token, k string) {
	if len(tokens) < 2 || len(tokens) > maxParts {
		return
	}
	n := &splitName{key: k}
	for _, t := range tokens {
		n.words = append(n.words, newFuzzyKey(t.Text))
	}
	for i, t := range tokens {
		if utf8.RuneCountInString(t.Text) >= 3 && t.Script != arabic.Number {
			l.parts[t.Text] = append(l.parts[t.Text], part{n, i})
		}
	}
}

// misspelledWord finds a name of several words of which the token at i is
// right and one other, which belongs to no name yet, is misspelled: "deep
// seak". An ordinary word is never the misspelled one, but may be the right
// one.
func (l *Linker) misspelledWord(tokens []arabic.Token, links []Link, taken []bool, i int) (g guess, ok bool) {
	forms := []string{tokens[i].Text}
	if tokens[i].Script == arabic.Arabic {
		forms = append(forms, withoutClitics(forms[0])...)
	}
	var keys []string
	for n, form := range forms {
		for _, p := range l.parts[form] {
			from := i - p.at
			to := from + len(p.name.words)
			if n > 0 && p.at > 0 || from < 0 || to > len(tokens) || to-from < g.to-g.from {
				continue // clitics stand before the first word only
			}
			if !l.oneMisspelled(tokens[from:to], taken[from:to], p) || cut(links, from, to) {
				continue
			}
			if to-from > g.to-g.from {
				keys = keys[:0]
			}
			g, keys = guess{p.name.key, from, to}, append(keys, p.name.key)
		}
	}
	return g, len(keys) > 0 && l.entities(keys) <= 2
}

// oneMisspelled reports whether the tokens are the words of a name, one of them
// misspelled. Word p.at is known to be right.
func (l *Linker) oneMisspelled(tokens []arabic.Token, taken []bool, p part) bool {
	wrong := -1
	for i, t := range tokens {
		want := &p.name.words[i]
		switch {
		case i == p.at, t.Text == string(want.key):
		case wrong < 0 && !taken[i] && l.misspells(t, i == 0, want):
			wrong = i
		default:
			return false
		}
	}
	return wrong >= 0
}

// misspells reports whether a token stands for a word of a name. The rest of
// the name speaks for it, so three letters are enough where the consonants are
// the same.
func (l *Linker) misspells(t arabic.Token, first bool, want *fuzzyKey) bool {
	if t.Script == arabic.Number || l.isWord(t) {
		return false
	}
	forms := []string{t.Text}
	if first && t.Script == arabic.Arabic {
		forms = append(forms, withoutClitics(t.Text)...)
	}
	return slices.ContainsFunc(forms, func(f string) bool {
		word := newFuzzyKey(f)
		if word.digits != want.digits {
			return false
		}
		if typingErrors(&word, want) < far {
			return true
		}
		similar := word.skeleton != "" && (word.skeleton == want.skeleton || strings.Contains(f, string(want.key)))
		return similar && len(word.key) >= 3 && len(want.key) >= 3 && arabic.Distance(word.key, want.key, 1) == 1
	})
}
