package answer

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"dalil/internal/arabic"
)

// measuresText lists kinds of measures: words that ask for them, and units.
//
//go:embed measures.txt
var measuresText string

var measureWords = sync.OnceValue(func() map[string][]entry { return parseVocabulary(measuresText) })

// askPrefix marks the classes of measures.txt that ask.
const askPrefix = "ask-"

// nearUnit is how many words lie at most between a number and its unit:
// "60 million new dinars".
const nearUnit = 3

// measuresIn returns the kinds of measures that a sentence gives: those of its
// units that stand beside a number or are written in the dual.
func measuresIn(text string, tokens []arabic.Token, types map[want][]int) map[string]bool {
	found := make(map[string]bool)
	none := make([]bool, len(tokens))
	for c, spans := range findIn(measureWords(), tokens, none) {
		kind := string(c)
		if strings.HasPrefix(kind, askPrefix) {
			continue
		}
		for _, s := range spans {
			if arabic.IsDual(tokens[s.from]) || slices.ContainsFunc(types[wantNumber], func(n int) bool { return n < s.to && s.from-n <= nearUnit+1 || n == s.to }) {
				found[kind] = true
			}
		}
	}
	if strings.ContainsAny(text, "%\u066A") {
		found["percent"] = true
	}
	if strings.ContainsAny(text, "$\u20AC\u00A3\u00A5") {
		found["money"] = true
	}
	return found
}

// measures returns the kinds of measures that a question asks for: any of them
// answers it. A unit counts where it is the noun of "how many".
func (in *intent) measures() []string {
	var kinds []string
	if in.want != wantNumber {
		return nil
	}
	for c, spans := range findIn(measureWords(), in.query.Tokens, in.skip) {
		kind, asks := strings.CutPrefix(string(c), askPrefix)
		if asks && in.countsNoun() && !slices.ContainsFunc(spans, func(s span) bool { return s.from < in.focus.to && in.focus.from < s.to }) {
			continue
		}
		if !asks && !slices.ContainsFunc(spans, func(s span) bool { return s.from == in.focus.from && in.focus.to > 0 }) {
			continue
		}
		if !slices.Contains(kinds, kind) {
			kinds = append(kinds, kind)
		}
	}
	slices.Sort(kinds)
	return kinds
}

// countsNoun reports whether the question asks how many there are of a noun that
// follows: what else it says asks for no measure.
func (in *intent) countsNoun() bool {
	return in.focus.to > 0 && slices.ContainsFunc(in.found["howmany"], func(s span) bool { return s.to == in.focus.from })
}
