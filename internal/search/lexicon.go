package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"dalil/corpus"
	"dalil/internal/arabic"
)

// maxPhrase is the number of words that an entry of the lexicon may have.
const maxPhrase = 4

// Lexicon translates words and short phrases both ways. Words are looked up by
// their stems, so one entry serves all regular forms.
type Lexicon struct {
	toArabic  map[string][]equivalent // by English stems joined by a space
	toEnglish map[string][]equivalent // by Arabic stems
	words     map[string]bool         // folded words of both languages and their stems
	spelled   map[int][]arabic.Token  // words by length, for spelling errors
}

// phrase is an entry: folded tokens, function words left out.
type phrase []arabic.Token

// equivalent is a translation of a headword.
type equivalent struct{ head, words phrase }

// entry is a pair made ready: its content words and the keys under which they
// are looked up. It has no keys where an entry before it has the same ones.
type entry struct {
	en, ar       phrase
	enKey, arKey string
}

// prepare returns the entries of pairs. Pairs that are too long to be looked up
// are left out. It is slow: an index keeps what it returns.
func prepare(pairs []corpus.Pair) []entry {
	entries := make([]entry, 0, len(pairs))
	seen := make(map[[2]string]bool, len(pairs))
	for _, p := range pairs {
		e := entry{en: content(arabic.Tokens(p.English)), ar: content(arabic.Tokens(p.Arabic))}
		if len(e.en) == 0 || len(e.ar) == 0 || len(e.en) > maxPhrase || len(e.ar) > maxPhrase {
			continue
		}
		e.enKey, e.arKey = phraseKey(e.en), phraseKey(e.ar)
		if k := [2]string{e.enKey, e.arKey}; seen[k] {
			e.enKey, e.arKey = "", ""
		} else {
			seen[k] = true
		}
		entries = append(entries, e)
	}
	return entries
}

// newLexicon returns the lexicon of the entries.
func newLexicon(entries []entry) *Lexicon {
	l := &Lexicon{
		toArabic:  make(map[string][]equivalent, len(entries)),
		toEnglish: make(map[string][]equivalent, len(entries)),
		words:     make(map[string]bool, 2*len(entries)),
		spelled:   make(map[int][]arabic.Token),
	}
	for _, e := range entries {
		if e.enKey != "" {
			l.toArabic[e.enKey] = append(l.toArabic[e.enKey], equivalent{e.en, e.ar})
			l.toEnglish[e.arKey] = append(l.toEnglish[e.arKey], equivalent{e.ar, e.en})
		}
		l.addWords(e.en, e.enKey)
		l.addWords(e.ar, e.arKey)
	}
	return l
}

// addWords adds the words of a phrase and their stems, which make up its key.
func (l *Lexicon) addWords(p phrase, key string) {
	for _, w := range p {
		if l.words[w.Text] {
			continue
		}
		l.words[w.Text] = true
		if n := utf8.RuneCountInString(w.Text); n >= minCorrect-1 {
			l.spelled[n] = append(l.spelled[n], w)
		}
	}
	for stem := range strings.FieldsSeq(key) {
		l.words[stem] = true
	}
}

// content drops function words, unless nothing else is there.
func content(tokens []arabic.Token) phrase {
	var out phrase
	for _, t := range tokens {
		if !t.Stop {
			out = append(out, t)
		}
	}
	if out == nil {
		return tokens
	}
	return out
}

// phraseKey returns the stems of a phrase with a space between.
func phraseKey(p phrase) string {
	if len(p) == 1 {
		return arabic.Stem(p[0])
	}
	stems := make([]string, len(p))
	for i, t := range p {
		stems[i] = arabic.Stem(t)
	}
	return strings.Join(stems, " ")
}

// translated is a translation of a phrase; exact is true where it is that of a
// form of the same words, not of others with the same stems.
type translated struct {
	phrase
	exact bool
}

// translate returns the equivalents of a phrase in the other language, exact
// ones first, and each kind in the order of the list.
func (l *Lexicon) translate(p phrase) []translated {
	equivalents := l.equivalents(p)
	out := make([]translated, 0, len(equivalents))
	for _, exact := range []bool{true, false} {
		for _, e := range equivalents {
			if slices.EqualFunc(p, e.head, sameWord) == exact {
				out = append(out, translated{e.words, exact})
			}
		}
	}
	return out
}

func (l *Lexicon) equivalents(p phrase) []equivalent {
	if len(p) == 0 {
		return nil
	}
	if p[0].Script == arabic.Arabic {
		return l.toEnglish[phraseKey(p)]
	}
	return l.toArabic[phraseKey(p)]
}

// maxSynonyms bounds the words of the same language that share a translation.
const maxSynonyms = 24

// synonyms returns phrases of the same language that share a translation with
// p, those that share more translations first.
func (l *Lexicon) synonyms(p phrase) []phrase {
	self := phraseKey(p)
	shared := make(map[string]int)
	var found []phrase
	for _, t := range l.equivalents(p) {
		for _, s := range l.equivalents(t.words) {
			k := phraseKey(s.words)
			if k == self {
				continue
			}
			if shared[k]++; shared[k] == 1 {
				found = append(found, s.words)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b phrase) int { return shared[phraseKey(b)] - shared[phraseKey(a)] })
	return found[:min(len(found), maxSynonyms)]
}

// Ordinary reports whether a token is a function word or a word of the
// lexicon, and so not a misspelled name.
func (l *Lexicon) Ordinary(t arabic.Token) bool {
	return t.Stop || l.words[t.Text] || l.words[arabic.Stem(t)]
}

// minCorrect is the number of letters from which a word that nothing knows is
// taken for a spelling error.
const minCorrect = 5

// correct returns the word of the lexicon that a token most likely misspells;
// ok is false where none is one typing error away. Swapped letters are likelier
// than a letter too many or too few, and these than a wrong one.
func (l *Lexicon) correct(t arabic.Token) (word arabic.Token, ok bool) {
	typed := []rune(t.Text)
	if len(typed) < minCorrect {
		return t, false
	}
	typedStem := []rune(arabic.Stem(t))
	first := string(typed[:1])
	best := 3
	for n := len(typed) - 2; n <= len(typed)+1; n++ {
		for _, w := range l.spelled[n] {
			if w.Script != t.Script || !strings.HasPrefix(w.Text, first) {
				continue
			}
			other := []rune(w.Text)
			if e := min(typingError(typed, other), typingError(typedStem, []rune(arabic.Stem(w)))); e < best {
				best, word, ok = e, w, true
			}
		}
	}
	word.Start, word.End, word.Glued = t.Start, t.End, t.Glued
	return word, ok
}

// typingError returns how unlikely it is that typed stands for word: 0 swapped
// letters, 1 a letter too many or too few, 2 a wrong letter, 3 anything else.
func typingError(typed, word []rune) int {
	if len(typed) < minCorrect || arabic.Distance(typed, word, 1) != 1 {
		return 3
	}
	if len(typed) != len(word) {
		return 1
	}
	wrong := 0
	for i := range typed {
		if typed[i] != word[i] {
			wrong++
		}
	}
	if wrong == 2 {
		return 0
	}
	return 2
}
