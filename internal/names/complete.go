package names

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"dalil/corpus"
	"dalil/internal/arabic"
)

// Completer finds names from their beginnings, in any script and with typing
// errors. It is safe for concurrent use.
type Completer struct{ entries []completion }

// completion is an entity and what may be typed for it.
type completion struct {
	id   string
	rank int      // entities of a higher tier come first
	keys []string // folded names, their words joined
	tail []string // the names from their second word on
}

// NewCompleter returns a completer over the entities that keep accepts.
func NewCompleter(cat *corpus.Catalogue, keep func(id string) bool) *Completer {
	c := &Completer{}
	for e := range cat.All() {
		if !keep(e.ID) {
			continue
		}
		one := completion{id: e.ID, rank: len(c.entries)}
		if e.Tier == "A" {
			one.rank -= 1 << 20
		}
		for _, list := range [][]string{{e.Name}, e.Aliases.EN, e.Aliases.AR, e.Aliases.ZH, e.Aliases.Article} {
			for _, name := range list {
				one.add(arabic.Tokens(name))
			}
		}
		c.entries = append(c.entries, one)
	}
	return c
}

func (c *completion) add(tokens []arabic.Token) {
	for i := range min(len(tokens), maxSpan) {
		k := key(tokens[i:])
		if i == 0 {
			c.keys = append(c.keys, k)
			if bare, ok := strings.CutPrefix(k, article); ok && bare != "" {
				c.tail = append(c.tail, bare)
			}
			continue
		}
		c.tail = append(c.tail, k)
	}
}

// article is the Arabic article.
const article = "\u0627\u0644"

// How a name may fit what was typed, the best first.
const (
	fitWhole = iota
	fitBeginning
	fitWord     // the beginning of a later word
	fitWithin   // somewhere within
	fitMistyped // the beginning, with an error or two
	fitNot
)

// Complete returns the ids of at most limit entities whose names begin with a
// text, or hold it, or begin with something like it; the best first. Every
// entity fits an empty text.
func (c *Completer) Complete(text string, limit int) []string {
	const maxTyped = 60 // letters that are looked at
	tokens := arabic.Tokens(cutText(text, maxTyped))
	typed := []rune(key(tokens))
	bare, hasArticle := strings.CutPrefix(string(typed), article)
	type found struct{ fit, rank, length, n int }
	var list []found
	for n := range c.entries {
		e := &c.entries[n]
		fit, length := e.fit(typed)
		if hasArticle && fit == fitNot {
			fit, length = e.fit([]rune(bare))
		}
		if fit < fitNot {
			list = append(list, found{fit, e.rank, length, n})
		}
	}
	slices.SortFunc(list, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.fit, b.fit), cmp.Compare(a.rank, b.rank), cmp.Compare(a.length, b.length))
	})
	ids := make([]string, 0, min(limit, len(list)))
	for _, f := range list[:min(limit, len(list))] {
		ids = append(ids, c.entries[f.n].id)
	}
	return ids
}

// fit returns how well an entity fits what was typed, and the length of the
// name that does.
func (c *completion) fit(typed []rune) (best, length int) {
	best = fitNot
	try := func(fit int, name string) {
		if fit < best {
			best, length = fit, len(name)
		}
	}
	text := string(typed)
	for _, k := range c.keys {
		switch {
		case k == text:
			try(fitWhole, k)
		case strings.HasPrefix(k, text):
			try(fitBeginning, k)
		case len(typed) >= 3 && strings.Contains(k, text):
			try(fitWithin, k)
		}
	}
	for _, k := range c.tail {
		if strings.HasPrefix(k, text) {
			try(fitWord, k)
		}
	}
	if best < fitMistyped {
		return best, length
	}
	for _, list := range [][]string{c.keys, c.tail} {
		for _, k := range list {
			if mistyped(typed, []rune(k)) {
				try(fitMistyped, k)
			}
		}
	}
	return best, length
}

// mistyped reports whether a name begins with something like what was typed:
// one error from three letters on, two from seven. Digits must agree.
func mistyped(typed, name []rune) bool {
	errors := 0
	switch n := len(typed); {
	case n >= 7:
		errors = 2
	case n >= 3:
		errors = 1
	}
	if errors == 0 || len(name) < 2 || typed[0] != name[0] && typed[0] != name[1] && typed[1] != name[0] {
		return false // of the first letters one is always right
	}
	for n := max(1, len(typed)-errors); n <= min(len(name), len(typed)+errors); n++ {
		if digitsOf(string(typed)) == digitsOf(string(name[:n])) && arabic.Distance(typed, name[:n], errors) <= errors {
			return true
		}
	}
	return false
}

// cutText returns the first n letters of a text.
func cutText(text string, n int) string {
	for i := range text {
		if n--; n < 0 {
			return text[:i]
		}
	}
	return strings.ToValidUTF8(text, string(utf8.RuneError))
}
