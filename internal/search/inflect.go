package search

import (
	"slices"
	"strings"

	"dalil/internal/arabic"
)

// Endings of the forms of one word. Two words of one stem that end otherwise
// are two words: "universal" and "university", "mosque" and "university" in
// Arabic.
var (
	englishEndings = []string{"", "e", "s", "es", "d", "ed", "ing", "y", "ies", "ied", "'s"}
	arabicEndings  = [][]string{
		{"", "\u0627\u062A", "\u064A\u0646", "\u0648\u0646", "\u0627\u0646", "\u0627", "\u0647\u0627", "\u0647\u0645", "\u064A", "\u0648\u0627", "\u0646\u0627"},
		{"\u0647", "\u0627\u062A", "\u062A\u0627\u0646", "\u062A\u064A\u0646", "\u062A", "\u062A\u0647", "\u062A\u0647\u0627", "\u062A\u0647\u0645"},
	}
)

// sameWord reports whether two folded words with one stem are forms of one word.
func sameWord(a, b arabic.Token) bool {
	if a.Text == b.Text {
		return true
	}
	switch a.Script {
	case arabic.Latin:
		n := shared(a.Text, b.Text)
		x, y := a.Text[n:], b.Text[n:]
		return slices.Contains(englishEndings, x) && slices.Contains(englishEndings, y) || n > 1 && doubling(a.Text[n-1], x, y)
	case arabic.Arabic:
		for _, x := range bare(a.Text) {
			for _, y := range bare(b.Text) {
				n := shared(x, y)
				for _, endings := range arabicEndings {
					if slices.Contains(endings, x[n:]) && slices.Contains(endings, y[n:]) {
						return true
					}
				}
			}
		}
	}
	return false
}

// doubling reports whether one of two endings is that of a verb whose last
// letter is doubled before it, and the other none: "stopped" and "stop".
func doubling(last byte, x, y string) bool {
	if len(x) < len(y) {
		x, y = y, x
	}
	return y == "" && (x == string(last)+"ed" || x == string(last)+"ing")
}

// shared returns the length of the beginning that two words share.
func shared(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && n < len(a) && a[n]&0xC0 == 0x80 {
		n--
	}
	return n
}

// bare returns an Arabic word and the word without what is written onto its
// beginning.
func bare(w string) []string {
	out := []string{w}
	for _, c := range onto {
		if rest, ok := strings.CutPrefix(w, c); ok && len(rest) >= 6 {
			out = append(out, rest)
		}
	}
	return out
}

// owned adds the forms of Arabic words without the pronoun of an owner.
func owned(words []string) []string {
	out := slices.Clone(words)
	for _, w := range words {
		for _, its := range []string{"\u0647\u0627", "\u0647"} {
			if rest, ok := strings.CutSuffix(w, its); ok && len(rest) >= 6 {
				out = append(out, rest)
				break
			}
		}
	}
	return out
}

// onto are the clitics of nouns.
var onto = []string{
	"\u0627\u0644", "\u0648\u0627\u0644", "\u0628\u0627\u0644", "\u0643\u0627\u0644", "\u0641\u0627\u0644", "\u0644\u0644", "\u0648\u0644\u0644",
	"\u0648\u0628\u0627\u0644", "\u0648", "\u0628", "\u0644", "\u0641", "\u0643", "\u0648\u0628", "\u0648\u0644",
}
