package search

import (
	"slices"
	"strconv"
	"strings"

	"dalil/internal/arabic"
)

// maxPhrase is the number of words that an entry of the lexicon may have.
const maxPhrase = 4

// Lexicon translates words and short phrases both ways. Words are looked up by
// their stems, so one entry serves all regular forms. It is read in place: its
// columns stand in the file as they stand here. The words of all entries follow
// each other, the English ones of an entry, then the Arabic ones.
type Lexicon struct {
	known   table  // folded words of both languages and their stems
	texts   u32s   // by word: its number among the known
	places  u32s   // by word: its start in the side of the pair and, from bit 16, its end
	flags   []byte // by word: script, stop and glued
	ends    u32s   // two an entry: where its English words end, and its Arabic ones
	groups  u32s   // by entry: see corpus.Pair
	english keyed  // entries by their English stems, joined by a space
	arabic  keyed  // entries by their Arabic stems
	spelled keyed  // words by spelledKey, for spelling errors
}

// keyed finds numbers of entries or words by a key.
type keyed struct {
	keys    table
	numbers lists // by key, as in the list
}

// each calls f with every number of a key.
func (k *keyed) each(key string, f func(n int)) {
	if n, ok := k.keys.find(key); ok {
		k.numbers.each(n, f)
	}
}

// spelledKey files words by their first letter, which is not doubted, and their
// number of letters.
func spelledKey(first rune, letters int) string { return string(first) + strconv.Itoa(letters) }

// The bits of a flag.
const (
	flagScript = 0x0f
	flagStop   = 0x10
	flagGlued  = 0x20
)

// phrase is an entry: folded tokens, function words left out.
type phrase []arabic.Token

// equivalent is a translation of a headword; group is that of corpus.Pair.
type equivalent struct {
	head, words phrase
	group       int
}

// word returns word n.
func (l *Lexicon) word(n int) arabic.Token {
	place, flags := l.places.at(n), l.flags[n]
	return arabic.Token{
		Text: l.known.str(l.texts.at(n)), Start: place & 0xffff, End: place >> 16,
		Script: arabic.Script(flags & flagScript), Stop: flags&flagStop != 0, Glued: flags&flagGlued != 0,
	}
}

// side returns a side of an entry: 0 is English, 1 Arabic.
func (l *Lexicon) side(entry, side int) phrase {
	from, to := span(l.ends, 2*entry+side)
	p := make(phrase, 0, to-from)
	for n := from; n < to; n++ {
		p = append(p, l.word(n))
	}
	return p
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

// phraseKeys returns what a phrase is looked up under: its stems, and where the
// first letter of an Arabic word may be a clitic or its own, also the stems with
// these letters kept, since behind the article there is no doubt.
func phraseKeys(p phrase) []string {
	keys := []string{phraseKey(p)}
	if p[0].Script != arabic.Arabic {
		return keys
	}
	kept := make([]string, len(p))
	for i, t := range p {
		stems := arabic.Stems(t)
		kept[i] = stems[len(stems)-1]
	}
	if k := strings.Join(kept, " "); k != keys[0] {
		keys = append(keys, k)
	}
	return keys
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
// form of the same words, not of others with the same stems. near is that of
// corpus.Pair.
type translated struct {
	phrase
	exact, near bool
}

// translate returns the equivalents of a phrase in the other language, exact
// ones first, and each kind in the order of the list.
func (l *Lexicon) translate(p phrase) []translated {
	equivalents := l.equivalents(p)
	out := make([]translated, 0, len(equivalents))
	for _, exact := range []bool{true, false} {
		for _, e := range equivalents {
			if slices.EqualFunc(p, e.head, sameWord) == exact {
				out = append(out, translated{e.words, exact, e.group > 0})
			}
		}
	}
	return out
}

// equivalents returns the entries that have a phrase's stems, in the order of
// the list.
func (l *Lexicon) equivalents(p phrase) (found []equivalent) {
	if len(p) == 0 {
		return nil
	}
	o, head := &l.english, 0
	if p[0].Script == arabic.Arabic {
		o, head = &l.arabic, 1
	}
	var entries []int
	for _, k := range phraseKeys(p) {
		o.each(k, func(entry int) { entries = append(entries, entry) })
	}
	slices.Sort(entries)
	for _, entry := range slices.Compact(entries) {
		found = append(found, equivalent{l.side(entry, head), l.side(entry, 1-head), l.groups.at(entry)})
	}
	return found
}

// maxSynonyms bounds the words of the same language that share a translation.
const maxSynonyms = 24

// synonyms returns phrases of the same language that share a translation with
// p, those that share more translations first. One that shares none by plain
// pairs alone is near.
func (l *Lexicon) synonyms(p phrase) []translated {
	self := phraseKey(p)
	type synonym struct {
		translated
		shared int
	}
	places := make(map[string]int)
	var found []synonym
	for _, t := range l.equivalents(p) {
		for _, s := range l.equivalents(t.words) {
			key, near := phraseKey(s.words), t.group > 0 || s.group > 0
			if key == self || t.group > 0 && s.group > 0 && t.group != s.group {
				continue
			}
			at, ok := places[key]
			if !ok {
				at = len(found)
				places[key] = at
				found = append(found, synonym{translated{phrase: s.words, near: near}, 0})
			}
			found[at].shared++
			found[at].near = found[at].near && near
		}
	}
	slices.SortStableFunc(found, func(a, b synonym) int { return b.shared - a.shared })
	out := make([]translated, min(len(found), maxSynonyms))
	for i := range out {
		out[i] = found[i].translated
	}
	return out
}

// Ordinary reports whether a token is a function word or a word of the
// lexicon, and so not a misspelled name.
func (l *Lexicon) Ordinary(t arabic.Token) bool {
	return t.Stop || l.knows(t.Text) || l.knows(arabic.Stem(t))
}

func (l *Lexicon) knows(word string) bool {
	_, ok := l.known.find(word)
	return ok
}
