// Package search finds the passages of a corpus that speak of what a question
// asks. It keeps a Bleve index on disk and scores it with exact BM25 over
// several fields; it is the only importer of Bleve.
package search

import (
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

// fields lists the fields with the part of a passage that each analyses.
var fields = []struct {
	name  string
	title bool
}{
	{fieldSurface, false}, {fieldStem, false}, {fieldSkeleton, false}, {fieldGram, false},
	{fieldTitle, true}, {fieldTitleGram, true},
}

// analyzer is the Bleve analyzer of one field.
type analyzer struct{ field string }

// Analyze implements [analysis.Analyzer].
func (a analyzer) Analyze(input []byte) analysis.TokenStream {
	terms := termsOf(a.field, lexemes.append(nil, string(input)))
	stream := make(analysis.TokenStream, len(terms))
	for i, term := range terms {
		stream[i] = &analysis.Token{Term: []byte(term), Position: i + 1, Type: analysis.AlphaNumeric}
	}
	return stream
}

// analyzerName returns the name under which Bleve knows a field's analyzer.
func analyzerName(field string) string { return "dalil_" + field }

func init() {
	for _, f := range fields {
		err := registry.RegisterAnalyzer(analyzerName(f.name),
			func(map[string]any, *registry.Cache) (analysis.Analyzer, error) { return analyzer{f.name}, nil })
		if err != nil {
			panic(err) // a name registered twice is a programming error
		}
	}
}
