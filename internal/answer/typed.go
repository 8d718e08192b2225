package answer

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"dalil/internal/arabic"
	"dalil/internal/names"
)

// want is the kind of thing that a question asks for.
type want string

// The kinds that a sentence can be checked for.
const (
	wantAny    want = ""
	wantDate   want = "date"
	wantNumber want = "number"
	wantPerson want = "person"
	wantOrg    want = "organisation"
	wantModel  want = "model"
	wantPlace  want = "place"
	wantReason want = "reason"
	wantYear   want = "year"      // never asked for alone: see intent.saysYear
	wantFound  want = names.Found // something that only the articles name
)

// typedText lists the words by which a sentence shows a date, a number or a
// reason, in both languages.
//
//go:embed typed.txt
var typedText string

var typedWords = sync.OnceValue(func() map[string][]entry { return parseVocabulary(typedText) })

// typesIn returns which kinds of things the tokens hold, by token. named marks
// tokens that belong to a name: the 2.1 of Wan 2.1 is no number.
func typesIn(tokens []arabic.Token, named []bool) map[want][]int {
	found := make(map[want][]int)
	for i, t := range tokens {
		if named[i] || t.Script != arabic.Number {
			continue
		}
		inName := t.Glued && i > 0 && tokens[i-1].Script == arabic.Latin
		if unit := i+1 < len(tokens) && tokens[i+1].Glued && tokens[i+1].Script == arabic.Latin; isYear(t.Text) && !unit && !inName && !counts(tokens, i) {
			found[wantDate] = append(found[wantDate], i)
		}
		if !inName {
			found[wantNumber] = append(found[wantNumber], i)
		}
	}
	words := findIn(typedWords(), tokens, named)
	for i := range found[wantNumber] { // the 7 of "7 October" is part of the date
		n := found[wantNumber][i]
		if len(tokens[n].Text) <= 2 && slices.ContainsFunc(words[class(wantDate)], func(s span) bool { return s.from == n+1 || s.to == n }) {
			found[wantDate] = append(found[wantDate], n)
		}
	}
	for c, spans := range words {
		for _, sp := range spans {
			found[want(c)] = append(found[want(c)], sp.from)
		}
	}
	return found
}

// isYear reports whether a number is likely a year of either calendar.
func isYear(s string) bool {
	return len(s) == 4 && (strings.HasPrefix(s, "1") || strings.HasPrefix(s, "20"))
}

// counts reports whether an Arabic noun in the accusative without article follows a
// number: "1140 spectators" is no year.
func counts(tokens []arabic.Token, i int) bool {
	const alif = "\u0627"
	if i+1 == len(tokens) {
		return false
	}
	next := tokens[i+1]
	return next.Script == arabic.Arabic && !next.Stop && strings.HasSuffix(next.Text, alif) && !isDefinite(next.Text) && !dated(tokens, i)
}

// dated reports whether "in", "since" or "year" in Arabic stands before a token.
func dated(tokens []arabic.Token, i int) bool {
	const in, since, until = "\u0641\u064A", "\u0645\u0646\u0630", "\u062D\u062A\u064A"
	if i == 0 {
		return false
	}
	before := tokens[i-1]
	return before.Text == in || before.Text == since || before.Text == until ||
		slices.ContainsFunc(typedWords()[arabic.Stem(before)], func(e entry) bool { return e.class == class(wantYear) && len(e.words) == 1 })
}
