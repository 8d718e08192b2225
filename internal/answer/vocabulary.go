package answer

import (
	_ "embed"
	"strings"
	"sync"

	"dalil/internal/arabic"
)

// vocabularyText lists the words that questions are made of, by class.
//
//go:embed vocabulary.txt
var vocabularyText string

// filtersText lists the words by which models are picked out.
//
//go:embed filters.txt
var filtersText string

// class names a group of words in vocabulary.txt.
type class string

// entry is a word or phrase of a class: its words of a phrase and where it may stand.
type entry struct {
	class   class
	words   []arabic.Token
	stems   []string
	atStart bool // only at the beginning of the question
	exact   bool // only with this very spelling
}

// vocabulary finds entries by the stem or text of their first word.
var vocabulary = sync.OnceValue(func() map[string][]entry { return parseVocabulary(vocabularyText) })

// Prepare reads the words of questions and the phrases of replies, which the
// first question else does. It may run while an index is opened.
func Prepare() {
	vocabulary()
	filterWords()
	typedWords()
	countryWords()
	cityWords()
	phrases()
}

func parseVocabulary(text string) map[string][]entry {
	v := make(map[string][]entry, strings.Count(text, ",")/2)
	for line := range strings.Lines(text) {
		name, list, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok || strings.HasPrefix(name, "#") {
			continue
		}
		for phrase := range strings.SplitSeq(list, ",") {
			phrase = strings.TrimSpace(phrase)
			e := newEntry(class(name), strings.TrimLeft(phrase, "^="))
			e.atStart, e.exact = strings.HasPrefix(phrase, "^"), strings.HasPrefix(phrase, "=")
			if len(e.words) > 0 {
				v[e.stems[0]] = append(v[e.stems[0]], e)
			}
		}
	}
	return v
}

// newEntry returns an entry that may stand anywhere and in any form.
func newEntry(c class, phrase string) entry {
	e := entry{class: c, words: arabic.Tokens(phrase)}
	for _, t := range e.words {
		e.stems = append(e.stems, arabic.Stem(t))
	}
	return e
}

// isQuestionWord reports whether a token alone is an entry of the vocabulary.
func isQuestionWord(t arabic.Token) bool {
	for _, e := range vocabulary()[arabic.Stem(t)] {
		if len(e.words) == 1 && e.words[0].Text == t.Text {
			return true
		}
	}
	return false
}

// span is where a class of words stands in a question.
type span struct{ from, to int }

// find returns where each class occurs among the tokens. skip marks tokens that
// are names and mean nothing else.
func find(tokens []arabic.Token, skip []bool) map[class][]span {
	return findIn(vocabulary(), tokens, skip)
}

// findIn is find over another vocabulary.
func findIn(words map[string][]entry, tokens []arabic.Token, skip []bool) map[class][]span {
	found := make(map[class][]span)
	for i := range tokens {
		for _, stem := range lookupForms(tokens[i]) {
			for _, e := range words[stem] {
				if e.at(tokens, skip, i) {
					found[e.class] = append(found[e.class], span{i, i + len(e.words)})
				}
			}
		}
	}
	return found
}

// lookupForms returns the stems under which a token's entries are filed: its
// own, and without a conjunction where one may be written to it.
func lookupForms(t arabic.Token) []string {
	stem := arabic.Stem(t)
	forms := []string{stem}
	if t.Script != arabic.Arabic {
		return forms
	}
	if bare, ok := withoutConjunction(t); ok {
		if s := arabic.Stem(bare); s != stem {
			forms = append(forms, s)
		}
	}
	return forms
}

// withoutConjunction cuts "and" or "so" off a word of at least three letters.
func withoutConjunction(t arabic.Token) (arabic.Token, bool) {
	for _, p := range []string{"\u0648", "\u0641"} {
		if bare, ok := strings.CutPrefix(t.Text, p); ok && len([]rune(bare)) >= 2 {
			t.Text = bare
			return t, true
		}
	}
	return t, false
}

// at reports whether the entry stands at tokens[i:].
func (e *entry) at(tokens []arabic.Token, skip []bool, i int) bool {
	if i+len(e.words) > len(tokens) || e.atStart && !atStart(tokens, i) {
		return false
	}
	for n, w := range e.words {
		if skip[i+n] || e.exact && !sameText(tokens[i+n], w, n == 0) || !sameWord(tokens[i+n], w, e.stems[n], n == 0) {
			return false
		}
	}
	return true
}

// sameText reports whether two tokens are written alike, but for a conjunction
// before the first of a phrase.
func sameText(t, w arabic.Token, first bool) bool {
	bare, ok := withoutConjunction(t)
	return t.Text == w.Text || first && ok && bare.Text == w.Text
}

// atStart reports whether token i begins the question: only single letters and
// conjunctions stand before it.
func atStart(tokens []arabic.Token, i int) bool {
	for _, t := range tokens[:i] {
		if !t.Stop || len([]rune(t.Text)) > 2 {
			return false
		}
	}
	return true
}

// sameWord compares function words by their text and content words by stem.
func sameWord(t, w arabic.Token, stem string, first bool) bool {
	if t.Text == w.Text {
		return true
	}
	if first {
		if bare, ok := withoutConjunction(t); ok && (bare.Text == w.Text || !w.Stop && arabic.Stem(bare) == stem) {
			return true
		}
	}
	inflects := !w.Stop || w.Script == arabic.Latin
	return !t.Stop && inflects && len([]rune(stem)) >= 3 && arabic.Stem(t) == stem
}

// relations are the classes whose words say the same thing: a sentence that
// holds one answers a question that holds another, in either language.
var relations = []class{
	"make", "release", "found", "founder", "chief", "chairman", "scientist", "parent", "partner", "product",
	"params", "context", "licence", "open", "based", "paper", "repo", "benchmark", "country",
}

// newsRelations are more of them, which count in a small corpus only.
var newsRelations = []class{"city", "head", "worry", "rival", "famous", "trial", "benefit"}
