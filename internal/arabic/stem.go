package arabic

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
)

// minStem is the number of letters that stay when an affix is cut off.
const minStem = 3

// prefixes are the clitics written before an Arabic word, alone and together:
// conjunctions, prepositions, the article and the particle of the future.
// Longest first.
var prefixes = runes(
	"\u0648\u0628\u0627\u0644", // wa-bi-l
	"\u0648\u0643\u0627\u0644", // wa-ka-l
	"\u0641\u0628\u0627\u0644", // fa-bi-l
	"\u0648\u0644\u0644",       // wa-li-l
	"\u0648\u0633\u064A",       // wa-sa-y
	"\u0648\u0633\u062A",       // wa-sa-t
	"\u0648\u0627\u0644",       // wa-l
	"\u0628\u0627\u0644",       // bi-l
	"\u0643\u0627\u0644",       // ka-l
	"\u0641\u0627\u0644",       // fa-l
	"\u0641\u0644\u0644",       // fa-li-l
	"\u0644\u0644",             // li-l
	"\u0627\u0644",             // al-
	"\u0633\u064A",             // sa-y
	"\u0633\u062A",             // sa-t
	"\u0648\u0644",             // wa-li
	"\u0648\u0628",             // wa-bi
	"\u0648\u064A",             // wa-y
	"\u0648\u062A",             // wa-t
	"\u0641\u0644",             // fa-li
	"\u0641\u064A",             // fa-y
	"\u0648", "\u0628", "\u0644", "\u0643", "\u0641",
)

// suffixes are endings of number, gender and possession, longest first.
var suffixes = runes(
	"\u062A\u0647\u0645\u0627",       // -tahuma
	"\u064A\u0627\u062A\u0647\u0627", // -iyatuha
	"\u064A\u0627\u062A\u0647", "\u062A\u0647\u0627", "\u062A\u0647\u0645", "\u062A\u0646\u0627",
	"\u0627\u062A\u0647\u0627", "\u0627\u062A\u0647\u0645", "\u0627\u062A\u0647",
	"\u064A\u062A\u0647\u0627", "\u064A\u062A\u0647",
	"\u0647\u0645\u0627", "\u0643\u0645\u0627", "\u062A\u0627\u0646", "\u062A\u064A\u0646",
	"\u0648\u0647\u0627", "\u0647\u0627", "\u0647\u0645", "\u0647\u0646", "\u0643\u0645",
	"\u0646\u0627", "\u0627\u0646", "\u0627\u062A", "\u0648\u0646", "\u064A\u0646",
	"\u0648\u0627", "\u064A\u0647", "\u062A\u0647", "\u064A\u0627",
	"\u0647", "\u064A", "\u062A", "\u0627",
)

func runes(affixes ...string) [][]rune {
	out := make([][]rune, len(affixes))
	for i, a := range affixes {
		out[i] = []rune(a)
	}
	slices.SortStableFunc(out, func(a, b []rune) int { return len(b) - len(a) })
	return out
}

// Stem returns the stem of a folded token by its script: Arabic words lose one
// prefix and one suffix, English ones are stemmed by Porter's second algorithm,
// all else stays.
func Stem(t Token) string {
	switch t.Script {
	case Arabic:
		return string(lightStem([]rune(t.Text)))
	case Latin:
		return englishStem(t.Text)
	}
	return t.Text
}

// IsDual reports whether a folded Arabic word ends like a dual, which some
// plurals do too.
func IsDual(t Token) bool {
	w := []rune(t.Text)
	n := len(w)
	return t.Script == Arabic && n >= minStem+2 && w[n-1] == noon && (w[n-2] == alef || w[n-2] == yeh)
}

// Stems returns the stem of a token first, and, for an Arabic word whose first
// letter may be a clitic or its own, also the stem with that letter kept.
func Stems(t Token) []string {
	stem := Stem(t)
	if t.Script != Arabic {
		return []string{stem}
	}
	w := []rune(t.Text)
	if kept := string(cutSuffix(w)); kept != stem && len(w)-len([]rune(stem)) >= 1 && singleClitic(w, stem) {
		return []string{stem, kept}
	}
	return []string{stem}
}

// singleClitic reports whether the stem lost exactly the first letter of w.
func singleClitic(w []rune, stem string) bool {
	return len(w) > 1 && strings.HasPrefix(string(w[1:]), stem) && !strings.HasPrefix(string(w), stem)
}

// lightStem cuts one prefix and one suffix off a folded Arabic word.
func lightStem(w []rune) []rune {
	for _, p := range prefixes {
		if len(w) >= len(p)+minStem && slices.Equal(w[:len(p)], p) {
			w = w[len(p):]
			break
		}
	}
	return cutSuffix(w)
}

// cutSuffix cuts one suffix off a folded Arabic word.
func cutSuffix(w []rune) []rune {
	for _, s := range suffixes {
		if n := len(w) - len(s); n >= minStem && slices.Equal(w[n:], s) {
			return w[:n]
		}
	}
	return w
}

// englishStem stems a folded English word.
func englishStem(w string) string {
	if len(w) < 3 {
		return w
	}
	env := snowballstem.NewEnv(w)
	english.Stem(env)
	return env.Current()
}

// Skeleton returns the consonants by which the forms of one Arabic root or the
// spellings of one name resemble each other: the light stem without weak
// letters, a leading m, t, n, an infix t and doubled letters. It returns "" for
// a word that is not Arabic or keeps fewer than two consonants.
func Skeleton(t Token) string {
	if t.Script != Arabic {
		return ""
	}
	w := lightStem([]rune(t.Text))
	out := make([]rune, 0, len(w))
	for i, r := range w {
		switch {
		case r == alef, r == waw, r == yeh:
			continue
		case i == 0 && len(w) > 3 && (r == meem || r == teh || r == noon):
			continue
		}
		out = append(out, r)
	}
	if len(out) > 3 && out[1] == teh {
		out = slices.Delete(out, 1, 2) // the infix of form VIII
	}
	if out = slices.Compact(out); len(out) < 2 {
		return ""
	}
	return string(out)
}

// Grams returns the character n-grams of a folded word, or the word itself
// when it is shorter than n.
func Grams(w string, n int) []string {
	letters := utf8.RuneCountInString(w)
	if letters <= n {
		return []string{w}
	}
	out := make([]string, 0, letters-n+1)
	end := 0
	for range n {
		_, size := utf8.DecodeRuneInString(w[end:])
		end += size
	}
	for start := 0; ; {
		out = append(out, w[start:end])
		if end == len(w) {
			return out
		}
		_, first := utf8.DecodeRuneInString(w[start:])
		_, next := utf8.DecodeRuneInString(w[end:])
		start, end = start+first, end+next
	}
}
