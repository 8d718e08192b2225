package corpus

import (
	"path"
	"strings"
)

// Countries returns what the embedded word list calls countries and their people,
// a country an entry, its English name first.
func Countries() [][]string { return wordsOf("en-ar-groups-countries.tsv") }

// Cities returns what the embedded word list calls cities, a line an entry.
func Cities() [][]string { return wordsOf("en-ar-subjects-cities.tsv") }

// wordsOf returns the words of both sides of each line of an embedded word list.
func wordsOf(name string) (words [][]string) {
	text, err := embedded.ReadFile(path.Join(lexiconDir, name))
	if err != nil {
		panic(err) // it is built into the program
	}
	for line := range strings.Lines(string(text)) {
		pairs, _ := parseLine(line)
		if len(pairs) == 0 {
			continue
		}
		english, arabic, _ := strings.Cut(strings.TrimSpace(line), "\t")
		words = append(words, append(alternatives(english), alternatives(arabic)...))
	}
	return words
}
