package arabic

import (
	_ "embed"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// stopWords lists the function words of both languages, question words of the
// standard language and of dialects included, one or more a line.
//
//go:embed stopwords.txt
var stopWords string

var stopSet = func() map[string]bool {
	set := make(map[string]bool)
	for line := range strings.Lines(stopWords) {
		text, _, _ := strings.Cut(line, "#")
		for _, w := range strings.Fields(text) {
			set[stopForm(w)] = true
		}
	}
	return set
}()

// IsStop reports whether a word as written is a function word. The final
// letters of "on" and of the name Ali differ here, so this comes before Fold.
func IsStop(word string) bool {
	return len(word) < 40 && stopSet[stopForm(word)]
}

// stopForm drops diacritics and folds alef variants, but keeps alef maksura.
func stopForm(w string) string {
	if strings.ContainsFunc(w, func(r rune) bool { return r >= firstPresentation }) {
		w = norm.NFKC.String(w)
	}
	var b strings.Builder
	for _, r := range w {
		switch {
		case invisible(r):
			continue
		case r == alefHamza || r == alefHamzaLow || r == alefMadda || r == alefWasla:
			r = alef
		case r == farsiYeh:
			r = yeh
		case r == keheh:
			r = kaf
		case 'A' <= r && r <= 'Z':
			r += 'a' - 'A'
		case r == '\u2019':
			r = '\''
		}
		b.WriteRune(r)
	}
	return b.String()
}
