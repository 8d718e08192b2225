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

// termsOf returns the terms of a text for a field. Function words have none.
func termsOf(field string, tokens []arabic.Token) []string {
	terms := make([]string, 0, len(tokens))
	for _, t := range tokens {
		if t.Stop {
			continue
		}
		terms = append(terms, tokenTerms(field, t)...)
	}
	if field == fieldSurface || field == fieldStem || field == fieldTitle {
		for _, t := range arabic.Joined(tokens) {
			terms = append(terms, t.Text)
		}
	}
	return terms
}

// tokenTerms returns the terms of one token for a field.
func tokenTerms(field string, t arabic.Token) []string {
	switch field {
	case fieldSurface:
		return []string{t.Text}
	case fieldStem, fieldTitle:
		return []string{arabic.Stem(t)}
	case fieldSkeleton:
		if s := arabic.Skeleton(t); s != "" {
			return []string{s}
		}
	case fieldGram, fieldTitleGram:
		if t.Script == arabic.Arabic || t.Script == arabic.Latin {
			return arabic.Grams(t.Text, gramSize)
		}
	}
	return nil
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
	terms := termsOf(a.field, arabic.Tokens(string(input)))
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
