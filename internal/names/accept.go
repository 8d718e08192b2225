package names

import (
	"slices"
	"strings"
	"unicode"

	"dalil/internal/arabic"
)

// verbatim returns the ids of the aliases that are spelled letter for letter
// like several function words: "M A P" in Arabic letters.
func (l *Linker) verbatim(text string, span []arabic.Token, k string) []string {
	if len(span) < 2 || len(l.aliases[k]) == 0 {
		return nil
	}
	words := written(text, span)
	var ids []string
	for _, a := range l.aliases[k] {
		listed := arabic.Tokens(a.text)
		if functionWords(listed) && slices.Equal(written(a.text, listed), words) && !slices.Contains(ids, a.id) {
			ids = append(ids, a.id)
		}
	}
	return ids
}

// written returns tokens as they stand in a text, but digits of one script.
func written(text string, tokens []arabic.Token) []string {
	words := make([]string, len(tokens))
	for i, t := range tokens {
		if words[i] = text[t.Start:t.End]; t.Script == arabic.Number {
			words[i] = t.Text
		}
	}
	return words
}

// accept returns the ids of the aliases under k that may stand in the text as
// the span does.
func (l *Linker) accept(text string, span []arabic.Token, k string) []string {
	var ids []string
	for _, a := range l.aliases[k] {
		if !slices.Contains(ids, a.id) && l.meant(text, span, a) {
			ids = append(ids, a.id)
		}
	}
	return ids
}

// meant reports whether a span that reads like an alias is one: a word that is
// also an ordinary one has the capital letters of the name, and a function word
// beside a word is not the end of that word.
func (l *Linker) meant(text string, span []arabic.Token, a alias) bool {
	if len(span) > 1 {
		if len(span) > a.size && loneFunctionWord(span) {
			return false
		}
		// "open AI" is not OpenAI
		return !l.onlyWords(span) || !startsSmall(text[span[0].Start:span[len(span)-1].End], a.text)
	}
	word := text[span[0].Start:span[0].End]
	if len(word) <= maxInitials && word != a.text && a.text == strings.ToUpper(a.text) && span[0].Script == arabic.Latin {
		return false
	}
	return l.known[a.id] || !l.ordinary(span[0]) || sameCapitals(word, a.text)
}

// maxInitials is the length up to which a name of capital letters must be
// written in them: "ms" is a unit of time.
const maxInitials = 2

// loneFunctionWord reports whether a function word stands by itself in a span.
func loneFunctionWord(span []arabic.Token) bool {
	for i, t := range span {
		if t.Stop && !t.Glued && (i+1 == len(span) || !span[i+1].Glued) {
			return true
		}
	}
	return false
}

// onlyWords reports whether every token of a span is an ordinary word.
func (l *Linker) onlyWords(span []arabic.Token) bool {
	return !slices.ContainsFunc(span, func(t arabic.Token) bool { return !t.Stop && !l.ordinary(t) })
}

// startsSmall reports whether words are written with a small first letter where
// the alias has a capital, though they hold capitals: the first is a word, not
// a part of the name.
func startsSmall(words, alias string) bool {
	small := words[0] >= 'a' && words[0] <= 'z'
	return small && alias[0] >= 'A' && alias[0] <= 'Z' && strings.ContainsFunc(words, unicode.IsUpper)
}

// sameCapitals reports whether a word that is also an ordinary one is meant as
// a name: written with the capitals of the alias, or in capitals only. Scripts
// without capitals pass.
func sameCapitals(word, alias string) bool {
	hasUpper := strings.ContainsFunc(alias, unicode.IsUpper)
	return !hasUpper || word == alias || word == strings.ToUpper(alias)
}

// functionWords reports whether a span of several tokens is made of function
// words and numbers with spaces between: "in 3" is not the name "V3" spelled
// in Arabic.
func functionWords(span []arabic.Token) bool {
	for i, t := range span {
		if !t.Stop && t.Script != arabic.Number || i > 0 && t.Glued {
			return false
		}
	}
	return true
}
