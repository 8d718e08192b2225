package names

import (
	"slices"
	"strings"
	"unicode/utf8"

	"dalil/internal/arabic"
)

// Typing errors are looked for from this many letters on, two of them from
// that many; below that a name is too easily another word.
const (
	minFuzzy1 = 5
	minFuzzy2 = 8
)

// fuzzyKey is an alias key prepared for comparison.
type fuzzyKey struct {
	key      []rune
	skeleton string
	digits   string
}

func (l *Linker) indexFuzzy() {
	for k := range l.aliases {
		if n := utf8.RuneCountInString(k); n >= 4 && n <= 40 {
			l.fuzzy = append(l.fuzzy, newFuzzyKey(k))
		}
	}
	slices.SortFunc(l.fuzzy, func(a, b fuzzyKey) int { return slices.Compare(a.key, b.key) })
}

func newFuzzyKey(k string) fuzzyKey {
	return fuzzyKey{key: []rune(k), skeleton: skeleton(k), digits: digitsOf(k)}
}

// typos finds misspelled names among the tokens that are not taken.
func (l *Linker) typos(tokens []arabic.Token, taken []bool) []Link {
	var links []Link
	for span := 3; span > 0; span-- {
		for from := 0; from+span <= len(tokens); from++ {
			part := tokens[from : from+span]
			if slices.Contains(taken[from:from+span], true) || !l.maybeName(part) {
				continue
			}
			if ids := l.nearest(part); ids != nil {
				links = append(links, Link{IDs: ids, From: from, To: from + span})
				for i := from; i < from+span; i++ {
					taken[i] = true
				}
			}
		}
	}
	return links
}

// maybeName reports whether a span could be a misspelled name: no function
// word and no ordinary word in it, and letters at all.
func (l *Linker) maybeName(span []arabic.Token) bool {
	letters := false
	for _, t := range span {
		if t.Script == arabic.Number {
			continue
		}
		if t.Stop || l.ordinary(t) {
			return false
		}
		letters = true
	}
	return letters && span[0].Script != arabic.Number
}

// nearest returns the entities of the closest alias, nil when none is close or
// two different ones are equally close. Digits must agree: a version is never
// a typing error.
func (l *Linker) nearest(span []arabic.Token) []string {
	var found []string
	best := 3
	candidates := []string{key(span)}
	if span[0].Script == arabic.Arabic {
		candidates = append(candidates, withoutClitics(candidates[0])...)
	}
	for _, c := range candidates {
		word := newFuzzyKey(c)
		for _, f := range l.fuzzy {
			d := typingErrors(word, f)
			if d > best || d == 0 {
				continue
			}
			if d < best {
				best, found = d, nil
			}
			for _, a := range l.aliases[string(f.key)] {
				if !slices.Contains(found, a.id) {
					found = append(found, a.id)
				}
			}
		}
		if found != nil {
			break
		}
	}
	if len(found) > 2 {
		return nil
	}
	return found
}

// typingErrors returns how many typing errors lie between a word and an alias,
// or 3 where they are too far apart.
func typingErrors(word, alias fuzzyKey) int {
	const far = 3
	n := min(len(word.key), len(alias.key))
	if word.digits != alias.digits || abs(len(word.key)-len(alias.key)) > 2 {
		return far
	}
	sameSkeleton := len(word.skeleton) >= 2 && word.skeleton == alias.skeleton
	allowed := 0
	switch {
	case n >= minFuzzy2:
		allowed = 2
	case n >= minFuzzy1:
		allowed = 1
	}
	if sameSkeleton && n >= 4 {
		allowed = 2
	}
	if allowed == 0 || word.key[0] != alias.key[0] && !sameSkeleton && allowed < 2 {
		return far
	}
	if d := arabic.Distance(word.key, alias.key, allowed); d <= allowed {
		return d
	}
	return far
}

// skeleton returns the consonants of a folded name in either script, doubled
// ones once.
func skeleton(k string) string {
	var b strings.Builder
	last := rune(-1)
	for _, r := range k {
		switch r {
		case 'a', 'e', 'i', 'o', 'u', 'y', 'w', 'h', '\u0627', '\u0648', '\u064A', '\u0647':
			last = -1
			continue
		case 'c', 'q':
			r = 'k'
		case 'z':
			r = 's'
		}
		if r != last {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

func digitsOf(k string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '.' {
			return r
		}
		return -1
	}, k)
}

func abs(n int) int { return max(n, -n) }
