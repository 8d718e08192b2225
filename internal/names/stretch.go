package names

import (
	"slices"

	"dalil/internal/arabic"
)

// stretches adds the names whose letters were typed twice: "open aii", "moon
// shoot". Nothing else is said so, so that the words of such a name may be
// ordinary ones.
func (l *Linker) stretches(tokens []arabic.Token, links []Link, taken []bool) []Link {
	for span := min(maxParts, len(tokens)); span > 0; span-- {
		for from := 0; from+span <= len(tokens); from++ {
			to := from + span
			if !doubled(tokens[from:to]) || !slices.Contains(taken[from:to], false) || tokens[to-1].Text == "s" || !together(tokens[from:to]) || cut(links, from, to) {
				continue
			}
			if k, ok := l.stretched(tokens[from:to]); ok {
				links = l.take(l.extend(tokens, links, guess{k, from, to}), links, taken)
			}
		}
	}
	return links
}

// doubled reports whether a letter of a span stands twice. It only saves work.
func doubled(span []arabic.Token) bool {
	last := rune(-1)
	for _, t := range span {
		for _, r := range t.Text {
			if r == last || r == 'i' && last == 'y' || r == 'y' && last == 'i' {
				return true
			}
			last = r
		}
	}
	return false
}

// stretched returns the key of the alias that a span is but for doubled
// letters.
func (l *Linker) stretched(span []arabic.Token) (k string, ok bool) {
	var forms []string
	for _, k := range spellings(span) {
		forms = append(forms, k)
		if span[0].Script == arabic.Arabic {
			forms = append(forms, withoutClitics(k)...)
		}
	}
	for _, form := range forms {
		typed := []rune(form)
		once := single(typed)
		if len(once) < minFuzzy1-1 || len(once) == len(typed) {
			continue
		}
		for _, f := range l.once[string(once)] {
			if len(f.key) < len(typed) && f.digits == digitsOf(form) {
				return string(f.key), true
			}
		}
	}
	return "", false
}
