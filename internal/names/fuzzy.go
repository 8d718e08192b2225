package names

import (
	"maps"
	"slices"
	"unicode/utf8"

	"dalil/internal/arabic"
)

// maxFuzzy is the length of the longest name that is looked for misspelled.
const maxFuzzy = 40

func (l *Linker) indexFuzzy() {
	l.fuzzy, l.once = make([][]fuzzyKey, maxFuzzy+1), make(map[string][]fuzzyKey)
	for _, k := range slices.Sorted(maps.Keys(l.aliases)) {
		f := newFuzzyKey(k)
		if n := len(f.key); n >= minFuzzy1-1 && n <= maxFuzzy {
			l.fuzzy[len(f.single)] = append(l.fuzzy[len(f.single)], f)
			l.once[string(f.single)] = append(l.once[string(f.single)], f)
		}
	}
}

// guess is the name that some tokens most likely misspell.
type guess struct {
	key      string // of the alias
	from, to int
}

// typos adds the misspelled names among the tokens to the links. Names of
// several words go first, since a link to one of their words is in them.
func (l *Linker) typos(tokens []arabic.Token, links []Link, taken []bool) []Link {
	links = l.stretches(tokens, links, taken)
	for from := range tokens {
		if g, ok := l.misspelledWord(tokens, links, taken, from); ok {
			links = l.take(l.extend(tokens, links, g), links, taken)
		}
	}
	for span := 3; span > 0; span-- {
		for from := 0; from+span <= len(tokens); from++ {
			part := tokens[from : from+span]
			if slices.Contains(taken[from:from+span], true) {
				continue
			}
			words, ok := l.maybeName(part)
			if !ok {
				continue
			}
			if k, ok := l.nearest(part, words); ok {
				links = l.take(l.extend(tokens, links, guess{k, from, from + span}), links, taken)
			}
		}
	}
	return links
}

// take adds the link that a guess stands for, in the place of those within it.
func (l *Linker) take(g guess, links []Link, taken []bool) []Link {
	links = slices.DeleteFunc(links, func(o Link) bool { return g.from <= o.From && o.To <= g.to })
	link := Link{From: g.from, To: g.to}
	for _, a := range l.aliases[g.key] {
		if !slices.Contains(link.IDs, a.id) {
			link.IDs = append(link.IDs, a.id)
		}
	}
	for i := g.from; i < g.to; i++ {
		taken[i] = true
	}
	return append(links, link)
}

// extend takes the tokens that follow a guess into it where a longer name goes
// on with them: after "DeepSeek", "R1".
func (l *Linker) extend(tokens []arabic.Token, links []Link, g guess) guess {
	head := arabic.Token{Text: g.key, Script: tokens[g.to-1].Script}
	for to := min(len(tokens), g.to+maxParts); to > g.to; to-- {
		k := key(append([]arabic.Token{head}, tokens[g.to:to]...))
		if _, ok := l.aliases[k]; ok && !cut(links, g.from, to) {
			return guess{k, g.from, to}
		}
	}
	return g
}

// cut reports whether a link is in part within from and to.
func cut(links []Link, from, to int) bool {
	return slices.ContainsFunc(links, func(l Link) bool {
		return l.From < to && from < l.To && (l.From < from || to < l.To)
	})
}

// maybeName reports whether a span could be a misspelled name: no function word
// in it and not only ordinary words that the articles have, at most a space or a
// joint between its tokens, and a letter at its beginning. words is how many
// ordinary words it has.
func (l *Linker) maybeName(span []arabic.Token) (words int, ok bool) {
	if span[0].Script == arabic.Number || !together(span) {
		return 0, false
	}
	for i, t := range span {
		switch {
		case t.Script == arabic.Number, i > 0 && t.Script == arabic.Arabic && letterNames[t.Text] != "":
		case t.Stop:
			return 0, false
		case l.isWord(t):
			words++
			ok = ok || len(span) > 1 && l.said != nil && !l.said(t)
		default:
			ok = true
		}
	}
	return words, ok
}

// together reports whether at most a space or a joint is between the tokens of a
// span.
func together(span []arabic.Token) bool {
	for i := 1; i < len(span); i++ {
		if span[i].Start > span[i-1].End+1 {
			return false
		}
	}
	return true
}

// isWord reports whether a token is a word of the language.
func (l *Linker) isWord(t arabic.Token) bool { return t.Stop || l.ordinary(t) }

// nearest returns the key of the closest alias; ok is false when none is close
// or several entities are equally close. Digits must agree: a version is never
// a typing error.
func (l *Linker) nearest(span []arabic.Token, words int) (k string, ok bool) {
	for _, word := range spellings(span) {
		if keys := l.closest(word, len(span) == 1, words > 0); keys != nil {
			return keys[0], l.entities(keys) <= 2
		}
		if span[0].Script != arabic.Arabic {
			continue
		}
		for _, bare := range withoutClitics(word) {
			if utf8.RuneCountInString(bare) < minFuzzy1 {
				continue // what is left is too short to be sure of both
			}
			if keys := l.closest(bare, false, words > 0); keys != nil {
				return keys[0], l.entities(keys) <= 2
			}
		}
	}
	return "", false
}

// closest returns the keys of the aliases that a word is closest to, nil when
// none is close. Only a word that was typed as one may have two errors in it, or
// one that sounds the same; so must one with ordinary words among its tokens.
func (l *Linker) closest(word string, whole, ordinary bool) (keys []string) {
	w := newFuzzyKey(word)
	if ordinary && len(w.key) < minSplit {
		return nil
	}
	best := far
	for n := max(0, len(w.single)-2); n <= min(maxFuzzy, len(w.single)+2); n++ {
		for i := range l.fuzzy[n] {
			f := &l.fuzzy[n][i]
			d := typingErrors(&w, f)
			if (ordinary || !whole && d >= 2*perError) && !soundsLike(&w, f) {
				continue
			}
			switch {
			case d < best:
				best, keys = d, append(keys[:0], string(f.key))
			case d == best && keys != nil:
				keys = append(keys, string(f.key))
			}
		}
	}
	return keys
}

// soundsLike reports whether two words have the same consonants, and not only
// one.
func soundsLike(a, b *fuzzyKey) bool {
	return a.skeleton == b.skeleton && utf8.RuneCountInString(a.skeleton) > 1
}

// minSplit is the length from which a name may be typed as several tokens of
// which some are ordinary words: "byte danse".
const minSplit = 5

// entities returns how many entities share the aliases under the keys.
func (l *Linker) entities(keys []string) int {
	var ids []string
	for _, k := range keys {
		for _, a := range l.aliases[k] {
			if !slices.Contains(ids, a.id) {
				ids = append(ids, a.id)
			}
		}
	}
	return len(ids)
}
