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

// suffixes end names of firms and are often left out, in both scripts: "AI".
var suffixes = [][]string{{"ai"}, {"\u0627\u064A\u0647", "\u0627\u064A"}, {"\u0627\u064A", "\u0627\u064A"}}

// minBare is the length of a word that stands for a name without its suffix.
const minBare = 4

// addBare lets a name such as "Luma AI" go without the suffix where one word is left
// that no list has and nothing else is called so.
func (l *Linker) addBare() {
	bare := make(map[string]alias)
	for id, texts := range l.names {
		for _, text := range texts {
			tokens := arabic.Tokens(text)
			for _, suffix := range suffixes {
				if len(tokens) != 1+len(suffix) || !slices.EqualFunc(tokens[1:], suffix, func(t arabic.Token, s string) bool { return t.Text == s }) {
					continue
				}
				k := tokens[0].Text
				switch other, taken := bare[k]; {
				case len(l.aliases[k]) > 0, l.isWord(tokens[0]), utf8.RuneCountInString(k) < minBare:
				case taken && other.id != id:
					bare[k] = alias{} // of two firms
				default:
					bare[k] = alias{id, text[tokens[0].Start:tokens[0].End], 1}
				}
			}
		}
	}
	for k, a := range bare {
		if a.id != "" {
			l.addKey(k, a)
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
	right := tokens[p.at]
	sure := !l.isWord(right) && utf8.RuneCountInString(right.Text) >= minSure
	wrong := -1
	for i, t := range tokens {
		want := &p.name.words[i]
		switch {
		case i == p.at, t.Text == string(want.key):
		case wrong < 0 && !taken[i] && l.misspells(t, i == 0, want, sure):
			wrong = i
		default:
			return false
		}
	}
	return wrong >= 0
}

// minPart is the length from which a word of a name is recognised misspelled.
const minPart = 3

// minSure is the length from which a word that is no ordinary one speaks for the
// name that it is a part of.
const minSure = 4

// misspells reports whether a token stands for a word of a name. The rest of
// the name speaks for it, so three letters are enough where the consonants are
// the same; where the rest is sure, the token may be an ordinary word.
func (l *Linker) misspells(t arabic.Token, first bool, want *fuzzyKey, sure bool) bool {
	if t.Script == arabic.Number || l.isWord(t) && !sure {
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
		same := word.skeleton != "" && word.skeleton == want.skeleton
		switch {
		case typingErrors(&word, want) < far && (same || !l.isWord(t)):
			return true
		case len(word.key) < minPart || len(want.key) < minPart:
			return false
		case same && utf8.RuneCountInString(word.skeleton) > 2:
			return arabic.Distance(word.key, want.key, 2) <= 2
		case same || !l.isWord(t) && strings.Contains(f, string(want.key)):
			return arabic.Distance(word.key, want.key, 1) == 1
		}
		return false
	})
}
