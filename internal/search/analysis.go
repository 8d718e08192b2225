// Package search finds the passages of a corpus that speak of what a question
// asks. It keeps a Bleve index on disk and scores it with exact BM25 over
// several fields; it is the only importer of Bleve.
package search

import (
	"bytes"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/registry"

	"dalil/internal/arabic"
)

// The fields of a passage. Each holds other terms of the same text.
const (
	fieldSurface   = "surface"  // folded words
	fieldStem      = "stem"     // light stems, English stems, joined names
	fieldSkeleton  = "skeleton" // consonants of Arabic words
	fieldGram      = "gram"     // character 4-grams of words
	fieldTitle     = "title"    // stems of the title and the section
	fieldTitleGram = "titlegram"
)

// gramSize is the length of the character n-grams.
const gramSize = 4

// appendTerms adds the terms of a word for a field. Function words have none.
func (w *word) appendTerms(terms []string, field string) []string {
	switch field {
	case fieldSurface:
		if w.joined || !w.stop {
			terms = append(terms, w.text)
		}
	case fieldStem, fieldTitle:
		if w.joined || !w.stop {
			terms = append(terms, w.stems[0])
		}
	case fieldSkeleton:
		if w.skeleton != "" {
			terms = append(terms, w.skeleton)
		}
	case fieldGram, fieldTitleGram:
		terms = append(terms, w.grams...)
	}
	return terms
}

// termsOf returns the terms of words for a field.
func termsOf(field string, words []*word) []string {
	terms := make([]string, 0, len(words))
	for _, w := range words {
		terms = w.appendTerms(terms, field)
	}
	return terms
}

// gramsOf returns the character n-grams of a word, none for a function word or
// a number.
func gramsOf(t arabic.Token) []string {
	if t.Stop || t.Script != arabic.Arabic && t.Script != arabic.Latin {
		return nil
	}
	return arabic.Grams(t.Text, gramSize)
}

// The fields in their order, as the lengths of a passage stand on disk.
const (
	orderSurface = iota
	orderStem
	orderSkeleton
	orderGram
	orderTitle
	orderTitleGram
)

// fields lists the fields with the part of a passage that each analyses. Bleve
// holds the postings of those that are indexed; what the others hold follows
// from the words of a passage.
var fields = [...]struct {
	name           string
	title, indexed bool
}{
	orderSurface: {fieldSurface, false, true}, orderStem: {fieldStem, false, true},
	orderSkeleton: {fieldSkeleton, false, false}, orderGram: {fieldGram, false, false},
	orderTitle: {fieldTitle, true, true}, orderTitleGram: {fieldTitleGram, true, false},
}

// orderOf is the place of a field in fields.
var orderOf = func() map[string]int {
	m := make(map[string]int, len(fields))
	for i, f := range fields {
		m[f.name] = i
	}
	return m
}()

// analyzer is the Bleve analyzer of the fields: it splits at spaces what
// inventory.add has analysed.
type analyzer struct{}

// analyzerName is the name under which Bleve knows it.
const analyzerName = "dalil"

// Analyze implements [analysis.Analyzer].
func (analyzer) Analyze(input []byte) analysis.TokenStream {
	tokens := make([]analysis.Token, bytes.Count(input, []byte(" ")))
	stream := make(analysis.TokenStream, len(tokens))
	for i := range tokens {
		term, rest, _ := bytes.Cut(input, []byte(" "))
		tokens[i] = analysis.Token{Term: term, Position: i + 1, Type: analysis.AlphaNumeric}
		stream[i], input = &tokens[i], rest
	}
	return stream
}

func init() {
	err := registry.RegisterAnalyzer(analyzerName, func(map[string]any, *registry.Cache) (analysis.Analyzer, error) { return analyzer{}, nil })
	if err != nil {
		panic(err) // a name registered twice is a programming error
	}
}
