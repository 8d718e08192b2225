package names

import (
	_ "embed"
	"strings"
	"unicode"

	"dalil/internal/arabic"
)

//go:embed letters.tsv
var lettersText string

// letterNames maps a Latin letter, and each way in which Arabic spells its
// name, to one spelling.
var letterNames = parseLetters(lettersText)

func parseLetters(text string) map[string]string {
	m := make(map[string]string)
	for line := range strings.Lines(text) {
		letters, names, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		spellings := strings.Fields(names)
		for _, s := range append(strings.Fields(letters), spellings...) {
			m[s] = spellings[0]
		}
	}
	return m
}

// maxSpelled is the length up to which a Latin word beside Arabic ones may
// stand for the names of its letters: AI, T2V, BCG.
const maxSpelled = 3

// spelled returns the key of tokens with the names of letters in one spelling,
// whether Arabic writes them out or not: "R1" beside an Arabic name is as good
// as "ar 1" in Arabic letters. ok is false where no letter is named, and where an
// Arabic function word, which is no letter there, stands beside a Latin name.
func spelled(tokens []arabic.Token) (k string, ok bool) {
	var hasArabic, hasLatin, named, function bool
	for _, t := range tokens {
		hasArabic, hasLatin = hasArabic || t.Script == arabic.Arabic, hasLatin || t.Script == arabic.Latin
		function = function || t.Script == arabic.Arabic && t.Stop
		named = named || letterNames[t.Text] != "" || t.Script == arabic.Latin && len(t.Text) <= maxSpelled
	}
	if !hasArabic || !named || hasLatin && function {
		return "", false
	}
	out := make([]arabic.Token, len(tokens))
	for i, t := range tokens {
		switch {
		case letterNames[t.Text] != "":
			t.Text = letterNames[t.Text]
		case t.Script == arabic.Latin && len(t.Text) <= maxSpelled:
			var b strings.Builder
			for _, letter := range t.Text {
				b.WriteString(letterNames[string(letter)])
			}
			t.Text = b.String()
		}
		out[i] = t
	}
	return key(out), true
}

// Bounds of a name that is read letter by letter.
const (
	minSpelledOut = 3
	maxSpelledOut = 5
)

// initials returns the key of a name of capital letters as Arabic spells them
// out: "bi si ji" for BCG.
func initials(text string) (k string, ok bool) {
	if len(text) < minSpelledOut || len(text) > maxSpelledOut {
		return "", false
	}
	for _, r := range text {
		if r < 'A' || r > 'Z' {
			return "", false
		}
		k += letterNames[string(unicode.ToLower(r))]
	}
	return k, true
}

// spellings returns the key of tokens, and the one in which letters are spelled
// alike where that is another.
func spellings(tokens []arabic.Token) []string {
	k := key(tokens)
	if s, ok := spelled(tokens); ok && s != k {
		return []string{k, s}
	}
	return []string{k}
}
