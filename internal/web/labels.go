package web

import (
	_ "embed"
	"fmt"
	"strings"

	"dalil/corpus"
)

//go:embed labels.tsv
var labelsFile string

// labels are what pages say, by key and language.
var labels = readLabels(labelsFile)

// readLabels reads lines of key, English and Arabic between tabs. The file is
// part of the program: one that is wrong ends it.
func readLabels(text string) map[string]map[corpus.Lang]string {
	all := make(map[string]map[corpus.Lang]string)
	for line := range strings.Lines(text) {
		if line = strings.TrimSuffix(line, "\n"); line == "" || line[0] == '#' {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) != 3 {
			panic(fmt.Sprintf("web: labels.tsv: %q has %d fields, want 3", line, len(fields)))
		}
		all[fields[0]] = map[corpus.Lang]string{corpus.English: fields[1], corpus.Arabic: fields[2]}
	}
	return all
}

// tongue is the language of a page or of a part of one.
type tongue struct{ Lang corpus.Lang }

// Dir returns the direction in which the language is written.
func (t tongue) Dir() string {
	if t.Lang == corpus.Arabic {
		return rightToLeft
	}
	return leftToRight
}

// Label returns a text of ours in the language; an unknown key is an error.
func (t tongue) Label(key string) (string, error) {
	text := labels[key][t.Lang]
	if text == "" {
		return "", fmt.Errorf("web: no label %q in language %q", key, t.Lang)
	}
	return text, nil
}

// date returns a date of an article as people write it: "14 March 2025", or
// the date as it is where it is not of that form.
func (t tongue) date(published string) string {
	parts := strings.SplitN(published, "-", 3)
	if len(parts) == 1 {
		return published
	}
	month, err := t.Label("month-" + parts[1])
	if err != nil {
		return published
	}
	text := month + " " + parts[0]
	if len(parts) == 3 {
		text = strings.TrimPrefix(parts[2], "0") + " " + text
	}
	return text
}
