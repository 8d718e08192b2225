package search

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"dalil/corpus"
	"dalil/internal/arabic"
)

// entry is a pair made ready: its content words and the keys under which they
// are looked up. It has no keys where an entry before it has the same ones.
type entry struct {
	en, ar       phrase
	enKey, arKey string
	arKeys       []string // see phraseKeys
	group        int      // see corpus.Pair
}

// side is a side of a pair made ready.
type side struct {
	words phrase
	keys  []string
}

// pairKey tells pairs of one group from others.
type pairKey struct {
	en, ar string
	group  int
}

// prepare returns the entries of pairs. Pairs that are too long to be looked up
// are left out. It is slow: an index keeps what it returns. Words of groups come
// again and again and are read once.
func prepare(pairs []corpus.Pair) []entry {
	entries := make([]entry, 0, len(pairs))
	seen := make(map[pairKey]bool, len(pairs))
	sides := make(map[string]side)
	read := func(text string) side {
		s, ok := sides[text]
		if !ok {
			if s.words = content(arabic.Tokens(text)); len(s.words) > 0 && len(s.words) <= maxPhrase {
				s.keys = phraseKeys(s.words)
			}
			sides[text] = s
		}
		return s
	}
	for _, p := range pairs {
		en, ar := read(p.English), read(p.Arabic)
		if en.keys == nil || ar.keys == nil {
			continue
		}
		e := entry{en: en.words, ar: ar.words, group: p.Group}
		if k := (pairKey{en.keys[0], ar.keys[0], p.Group}); !seen[k] {
			seen[k] = true
			e.enKey, e.arKey, e.arKeys = k.en, k.ar, ar.keys
		}
		entries = append(entries, e)
	}
	return entries
}

// lastLexicon is the lexicon that was made last: the word list changes less often
// than the articles that are indexed anew.
var lastLexicon struct {
	sync.Mutex
	digest  string
	lexicon *Lexicon
}

// lexiconOf returns the lexicon of a word list.
func lexiconOf(w corpus.WordList) *Lexicon {
	lastLexicon.Lock()
	defer lastLexicon.Unlock()
	if lastLexicon.lexicon == nil || lastLexicon.digest != w.Digest {
		lastLexicon.digest, lastLexicon.lexicon = w.Digest, newLexicon(prepare(w.Pairs))
	}
	return lastLexicon.lexicon
}

// newLexicon returns the lexicon of the entries.
func newLexicon(entries []entry) *Lexicon {
	words, numbers := knownWords(entries)
	l := &Lexicon{known: words}
	var texts, places, ends, groups []int
	toArabic, toEnglish := make(map[string][]int), make(map[string][]int)
	add := func(p phrase) {
		for _, t := range p {
			texts, places = append(texts, numbers[t.Text]), append(places, t.Start|t.End<<16)
			flags := byte(t.Script) & flagScript
			if t.Stop {
				flags |= flagStop
			}
			if t.Glued {
				flags |= flagGlued
			}
			l.flags = append(l.flags, flags)
		}
		ends = append(ends, len(texts))
	}
	for n, e := range entries {
		if e.enKey != "" {
			toArabic[e.enKey] = append(toArabic[e.enKey], n)
			for _, k := range e.arKeys {
				toEnglish[k] = append(toEnglish[k], n)
			}
		}
		add(e.en)
		add(e.ar)
		groups = append(groups, e.group)
	}
	l.texts, l.places, l.ends, l.groups = pack(texts), pack(places), pack(ends), pack(groups)
	l.english, l.arabic = newKeyed(toArabic), newKeyed(toEnglish)
	l.spelled = newKeyed(spelled(entries))
	return l
}

// newKeyed returns numbers that do not fall by their keys.
func newKeyed(numbers map[string][]int) keyed {
	keys := slices.Sorted(maps.Keys(numbers))
	all := make([][]int, len(keys))
	for i, key := range keys {
		all[i] = numbers[key]
	}
	return keyed{newTable(keys), newLists(all)}
}

// knownWords returns the words of entries and the stems that make up their
// keys, and the number of each.
func knownWords(entries []entry) (table, map[string]int) {
	numbers := make(map[string]int, 2*len(entries))
	for _, e := range entries {
		for _, t := range slices.Concat(e.en, e.ar) {
			numbers[t.Text] = 0
		}
		for stem := range strings.FieldsSeq(e.enKey + " " + e.arKey) {
			numbers[stem] = 0
		}
	}
	words := slices.Sorted(maps.Keys(numbers))
	for n, w := range words {
		numbers[w] = n
	}
	return newTable(words), numbers
}

// spelled returns the numbers of words by spelledKey: each word once, where it
// stands first, and none that is the stem of one before it.
func spelled(entries []entry) map[string][]int {
	byKey := make(map[string][]int)
	seen := make(map[string]bool, 2*len(entries))
	number := 0
	add := func(p phrase, key string) {
		for _, w := range p {
			if n := utf8.RuneCountInString(w.Text); !seen[w.Text] && n >= minCorrect-1 {
				first, _ := utf8.DecodeRuneInString(w.Text)
				key := spelledKey(first, n)
				byKey[key] = append(byKey[key], number)
			}
			seen[w.Text] = true
			number++
		}
		for stem := range strings.FieldsSeq(key) {
			seen[stem] = true
		}
	}
	for _, e := range entries {
		add(e.en, e.enKey)
		add(e.ar, e.arKey)
	}
	return byKey
}
