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
	l.fuzzy = make([][]fuzzyKey, maxFuzzy+1)
	for _, k := range slices.Sorted(maps.Keys(l.aliases)) {
		f := newFuzzyKey(k)
		if n := len(f.key); n >= minFuzzy1-1 && n <= maxFuzzy {
			l.fuzzy[len(f.single)] = append(l.fuzzy[len(f.single)], f)
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
	for from := range tokens {
		if g, ok := l.misspelledWord(tokens, links, taken, from); ok {
			links = l.take(l.extend(tokens, links, g), links, taken)
		}
	}
	for span := 3; span > 0; span-- {
		for from := 0; from+span <= len(tokens); from++ {
			part := tokens[from : from+span]
			if slices.Contains(taken[from:from+span], true) || !l.maybeName(part) {
				continue
			}
			if k, ok := l.nearest(part); ok {
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

// maybeName reports whether a span could be a misspelled name: no function
// word and no ordinary word in it, at most a space or a joint between its
// tokens, and a letter at its beginning.
func (l *Linker) maybeName(span []arabic.Token) bool {
	if span[0].Script == arabic.Number {
		return false
	}
	for i, t := range span {
		if t.Script != arabic.Number && l.isWord(t) || i > 0 && t.Start > span[i-1].End+1 {
			return false
		}
	}
	return true
}

// isWord reports whether a token is a word of the language, be it with a clitic
// before it.
func (l *Linker) isWord(t arabic.Token) bool {
	if t.Stop || l.ordinary(t) {
		return true
	}
	return t.Script == arabic.Arabic && slices.ContainsFunc(withoutClitics(t.Text), func(bare string) bool {
		return l.ordinary(arabic.Token{Text: bare, Script: arabic.Arabic})
	})
}

// nearest returns the key of the closest alias; ok is false when none is close
// or several entities are equally close. Digits must agree: a version is never
// a typing error.
func (l *Linker) nearest(span []arabic.Token) (k string, ok bool) {
	word := key(span)
	if keys := l.closest(word, len(span)); keys != nil || span[0].Script != arabic.Arabic {
		return first(keys), keys != nil && l.entities(keys) <= 2
	}
	for _, bare := range withoutClitics(word) {
		if utf8.RuneCountInString(bare) < minFuzzy1 {
			continue // what is left is too short to be sure of both
		}
		if keys := l.closest(bare, len(span)); keys != nil {
			return first(keys), l.entities(keys) <= 2
		}
	}
	return "", false
}

func first(keys []string) string {
	if len(keys) == 0 {
		return ""
	}
	return keys[0]
}

// closest returns the keys of the aliases that a word is closest to, nil when
// none is close. A word that was typed as several may have one error only.
func (l *Linker) closest(word string, tokens int) (keys []string) {
	w := newFuzzyKey(word)
	best := far
	if tokens > 1 {
		best = 2 * perError
	}
	for n := max(0, len(w.single)-2); n <= min(maxFuzzy, len(w.single)+2); n++ {
		for i := range l.fuzzy[n] {
			f := &l.fuzzy[n][i]
			switch d := typingErrors(&w, f); {
			case d < best:
				best, keys = d, append(keys[:0], string(f.key))
			case d == best && keys != nil:
				keys = append(keys, string(f.key))
			}
		}
	}
	return keys
}

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
