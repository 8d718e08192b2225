package handlers

import (
	_ "embed"
	"fmt"
	"strings"

	"dalil/corpus"
)

//go:embed phrases.tsv
var phrasesText string

//go:embed doctor.tsv
var doctorText string

// phrases holds what the bot says itself: by key, in English and Arabic.
var phrases = parsePhrases(phrasesText + "\n" + doctorText)

func parsePhrases(text string) map[string][2]string {
	m := make(map[string][2]string)
	for line := range strings.Lines(text) {
		parts := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		if !strings.HasPrefix(line, "#") && len(parts) == 3 {
			m[parts[0]] = [2]string{parts[1], parts[2]}
		}
	}
	return m
}

// say returns a phrase in a language, English where it is not Arabic. A key
// that is not there is a programming error.
func say(l lang, key string) string {
	p, ok := phrases[key]
	if !ok {
		panic("handlers: no phrase " + key)
	}
	if l == corpus.Arabic {
		return p[1]
	}
	return p[0]
}

// fill is say for a phrase with values.
func fill(l lang, key string, values ...any) string { return fmt.Sprintf(say(l, key), values...) }

// known reports whether there is a phrase.
func known(key string) bool {
	_, ok := phrases[key]
	return ok
}
