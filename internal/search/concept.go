package search

import (
	"slices"
	"strings"

	"dalil/internal/arabic"
	"dalil/internal/names"
)

// How sure a match of a concept is, by how it was found. A match in another
// form of the same word counts less than the word, a translation less than a
// name, a word that merely shares a translation least.
const (
	creditStem        = 0.97
	creditSkeleton    = 0.6
	creditGram        = 0.5
	creditHead        = 0.6 // the first word of an Arabic phrase, without the rest
	creditTranslation = 0.85
	creditGroup       = 0.5 // a translation that says nearly the same
	creditCognate     = 0.5 // a translation of another word with the same stem
	creditSynonym     = 0.6
	creditNearSynonym = 0.3  // a synonym that only says nearly the same
	creditParts       = 0.95 // the words of a phrase, each by itself
	twoGuesses        = 0.7  // of a match by consonants with a translation
)

// origin says where a form of a concept comes from.
type origin uint8

const (
	self origin = iota
	name
	translation
	synonym
	guessed
)

// form is one way in which a concept may stand in a text.
type form struct {
	words    phrase
	stems    []string
	kept     []string // stems with a first letter kept that may be a clitic; nil where all are equal
	skeleton string   // of a single Arabic word with at least three consonants
	origin   origin
	weight   float64
}

// Concept is a content word, phrase or name of a question with the other forms
// in which a text may say the same. It is scored as one term.
type Concept struct {
	Text     string   // as asked, folded
	From, To int      // tokens of the question
	IDs      []string // the entities, where it is a name
	IDF      float64  // how rare it is in the corpus, from 0 to 1: in no passage
	Known    bool     // some form of it is in the corpus
	Ordinary bool     // a word of the lexicon, no name
	forms    []form
	parts    []Concept // the words of a phrase, each by itself
	grams    []string  // of the word itself
}

// How many consonants a skeleton must have to find passages, where other words
// have their say, and to match a word.
const (
	minSkeleton      = 2
	minSkeletonMatch = 3
)

// Query is a question made ready for the index.
type Query struct {
	Text     string
	Tokens   []arabic.Token
	Links    []names.Link
	Concepts []Concept

	sounded int // words that were looked for by their sound
}

// concepts splits the tokens of a question: names first, then the longest
// phrases of the lexicon, then single words. Function words have no concept.
func (ix *Index) concepts(q *Query, linker *names.Linker) {
	link := 0
	for i := 0; i < len(q.Tokens); {
		for link < len(q.Links) && q.Links[link].From < i {
			link++
		}
		switch {
		case link < len(q.Links) && q.Links[link].From == i:
			l := q.Links[link]
			q.Concepts = append(q.Concepts, nameConcept(q.Tokens, l, linker))
			i = l.To
		case q.Tokens[i].Stop:
			i++
		default:
			limit := len(q.Tokens)
			if link < len(q.Links) {
				limit = q.Links[link].From
			}
			to := ix.phraseEnd(q.Tokens, i, limit)
			q.Concepts = append(q.Concepts, ix.wordConcept(q.Tokens[i:to], i, to))
			i = to
		}
	}
}

// phraseEnd returns where the longest phrase of the lexicon that begins at i
// ends; a single word needs no entry.
func (ix *Index) phraseEnd(tokens []arabic.Token, i, limit int) int {
	end := i + 1
	for end < limit && tokens[end].Glued && tokens[end].Script != arabic.Arabic {
		end++ // a name that no alias knows stays whole
	}
	for to := min(limit, i+maxPhrase); to > end; to-- {
		if p := content(tokens[i:to]); !tokens[to-1].Stop && (len(ix.lexicon.equivalents(p)) > 0 || len(p) > 1 && len(ix.dictionary(p)) > 0) {
			return to
		}
	}
	return end
}

// nameConcept is an entity with all its aliases.
func nameConcept(tokens []arabic.Token, l names.Link, linker *names.Linker) Concept {
	c := Concept{From: l.From, To: l.To, IDs: l.IDs}
	c.add(tokens[l.From:l.To], self, 1)
	for _, id := range l.IDs {
		for _, n := range linker.Names(id) {
			c.add(arabic.Tokens(n), name, 1)
		}
	}
	c.describe(tokens[l.From:l.To])
	return c
}

// wordConcept is a word or phrase with its translations and synonyms.
func (ix *Index) wordConcept(words phrase, from, to int) Concept {
	c := Concept{From: from, To: to}
	words = withoutArticle(words)
	c.add(words, self, 1)
	p := content(words)
	for _, t := range ix.lexicon.translate(p) {
		credit := creditTranslation
		switch {
		case !t.exact:
			credit = creditCognate
		case t.near:
			credit = creditGroup
		}
		c.add(t.phrase, translation, credit)
	}
	for _, t := range ix.dictionary(p) {
		credit := creditDictionary
		if !t.exact {
			credit = creditOtherForm
		}
		c.add(t.phrase, translation, credit)
	}
	for _, s := range ix.lexicon.synonyms(p) {
		credit := creditSynonym
		if s.near {
			credit = creditNearSynonym
		}
		c.add(s.phrase, synonym, credit)
	}
	c.describe(words)
	if len(p) > 1 {
		for i, w := range words {
			if !w.Stop {
				c.parts = append(c.parts, ix.wordConcept(words[i:i+1], from+i, from+i+1))
			}
		}
	}
	return c
}

// withoutArticle cuts the Arabic article off a name in Latin letters: "Al-Fanar".
func withoutArticle(words phrase) phrase {
	if len(words) == 2 && words[1].Glued && words[1].Script == arabic.Latin && (words[0].Text == "al" || words[0].Text == "el") {
		return words[1:]
	}
	return words
}

// describe fills what belongs to the words as asked.
func (c *Concept) describe(words phrase) {
	for i, t := range words {
		if i > 0 {
			c.Text += " "
		}
		c.Text += t.Text
		c.grams = append(c.grams, gramsOf(t)...)
	}
}

// add adds a form, unless an equal one is there. A name that mixes letters and
// digits is also added in its joined spelling.
func (c *Concept) add(words phrase, from origin, weight float64) {
	words = content(words)
	if len(words) == 0 {
		return
	}
	stems, kept := make([]string, len(words)), make([]string, len(words))
	for i, t := range words {
		both := arabic.Stems(t)
		stems[i], kept[i] = both[0], both[len(both)-1]
	}
	if slices.Equal(stems, kept) {
		kept = nil
	}
	if slices.ContainsFunc(c.forms, func(f form) bool { return slices.Equal(f.stems, stems) }) {
		return
	}
	f := form{words: words, stems: stems, kept: kept, origin: from, weight: weight}
	if len(words) == 1 && from != synonym && from != name {
		if s := arabic.Skeleton(words[0]); len([]rune(s)) >= minSkeleton {
			f.skeleton = s
		}
	}
	c.forms = append(c.forms, f)
	if other, ok := otherPerson(words); ok && from != name {
		c.add(other, from, weight*creditStem)
	}
	if joined := arabic.Joined(words); len(joined) > 0 && joined[0].Start == words[0].Start && joined[0].End == words[len(words)-1].End {
		c.forms = append(c.forms, form{words: joined[:1], stems: []string{joined[0].Text}, origin: from, weight: weight})
	}
}

// otherPerson returns an Arabic verb of the present tense with the prefix of the
// other gender: "he charges" for "she charges". Words that only look like such
// verbs gain a form that no text holds.
func otherPerson(words phrase) (phrase, bool) {
	const he, she = "\u064A", "\u062A"
	if len(words) != 1 || words[0].Script != arabic.Arabic || len([]rune(words[0].Text)) < 4 {
		return nil, false
	}
	w := words[0]
	if rest, ok := strings.CutPrefix(w.Text, he); ok {
		w.Text = she + rest
		return phrase{w}, true
	}
	if rest, ok := strings.CutPrefix(w.Text, she); ok {
		w.Text = he + rest
		return phrase{w}, true
	}
	return nil, false
}
