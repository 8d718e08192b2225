package answer

import (
	"slices"
	"strings"

	"dalil/internal/arabic"
)

// classWant says which kind of thing a "which …" noun asks for.
var classWant = []struct {
	class class
	want  want
}{
	{"company", wantOrg}, {"university", wantOrg}, {"institution", wantOrg}, {"person", wantPerson}, {"model", wantModel},
	{"app", wantModel}, {"date", wantDate}, {"place", wantPlace}, {"number", wantNumber},
}

// ownFocus reports whether the focus follows its question word, with no name
// between: what "what is X selling low prices for" asks is no price.
func (in *intent) ownFocus() bool {
	return in.focus.from == 0 || !in.skip[in.focus.from-1]
}

// focusNamed reports whether the focus ends with a capitalised word, as in "what is
// the company X": what is asked is what it is.
func (in *intent) focusNamed() bool {
	if in.focus.to-in.focus.from < 2 || in.has("which") && !in.has("define") {
		return false
	}
	last := in.query.Tokens[in.focus.to-1]
	c := in.query.Text[last.Start]
	return last.Script == arabic.Latin && 'A' <= c && c <= 'Z' && !in.ordinaryWord(in.focus.to-1)
}

// focusSays reports whether the focus holds a word of a class.
func (in *intent) focusSays(c class) bool {
	for i := in.focus.from; i < in.focus.to; i++ {
		if inSpans(in.found, i, c) {
			return true
		}
	}
	return false
}

// focusIs reports whether the noun of the focus is of a class: its first word in
// Arabic, any of it in English.
func (in *intent) focusIs(c class) bool {
	if in.focus.to > 0 && in.query.Tokens[in.focus.from].Script == arabic.Arabic {
		return inSpans(in.found, in.focus.from, c)
	}
	return in.focusSays(c)
}

// focusKind returns the kind of thing that the focus names.
func (in *intent) focusKind() want {
	for i := in.focus.from; i < in.focus.to; i++ {
		if i > in.focus.from && in.query.Tokens[i].Script == arabic.Arabic {
			break // the noun comes first in Arabic
		}
		for _, cw := range classWant {
			if inSpans(in.found, i, cw.class) {
				return cw.want
			}
		}
	}
	return wantAny
}

// focusNoun returns the words right after "which", "what is the" or "how many":
// what the answer must be.
func (in *intent) focusNoun() span {
	for _, c := range []class{"which", "howmany", "what"} {
		for _, s := range in.found[c] {
			i := s.to
			for i < len(in.query.Tokens) && (in.skip[i] || copulas[in.query.Tokens[i].Text]) {
				i++
			}
			end := i
			for end < len(in.query.Tokens) && end < i+maxFocus && !in.skip[end] && !in.query.Tokens[end].Stop {
				end++
			}
			if end > i && !in.acts(i, end) {
				return span{i, end}
			}
		}
	}
	return span{}
}

// acts reports whether the words behind "what is the" are a subject and what it
// does: "the academy preparing", and behind a name "using low prices".
func (in *intent) acts(from, to int) bool {
	for i := from; i < to; i++ {
		if t := in.query.Tokens[i]; t.Script == arabic.Latin && strings.HasSuffix(t.Text, "ing") && (i > from || from > 0 && in.skip[from-1]) {
			return true
		}
	}
	return false
}

// maxFocus is how many words a noun with its adjectives has at most.
const maxFocus = 4

// copulas may stand between a question word and its noun.
var copulas = map[string]bool{
	"is": true, "are": true, "was": true, "were": true, "the": true, "a": true, "an": true, "of": true,
	"\u0647\u0648": true, "\u0647\u064A": true, "\u0647\u0645": true,
}

// tellsNumber reports whether a span such as "number of" is what another question
// word asks about, with its verb between: "what does the number of … show". Or else
// its preposition stands last.
func (in *intent) tellsNumber(s span) bool {
	asked := slices.ContainsFunc(slices.Concat(in.found["what"], in.found["which"], in.found["why"]), func(q span) bool { return q.to <= s.from })
	if last := len(in.query.Tokens) - 1; asked && s.to < last && slices.Contains([]string{"to", "of", "for", "about"}, in.query.Tokens[last].Text) {
		return true // "what is the large number of … a sign of"
	}
	return asked && slices.ContainsFunc(in.query.Tokens[:s.from], func(t arabic.Token) bool { return t.Text == "do" || t.Text == "does" || t.Text == "did" })
}

// beginsTime reports whether a span is "the start", of a year or the like: it founds
// nothing.
func (in *intent) beginsTime(s span) bool {
	return s.from > 0 && in.query.Tokens[s.from].Text == "start" && in.query.Tokens[s.from-1].Text == "the"
}
