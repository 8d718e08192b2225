package search

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	index "github.com/blevesearch/bleve_index_api"

	"dalil/internal/arabic"
	"dalil/internal/names"
)

// Bounds of the words that a name in the other script may be.
const (
	minNameLetters = 3
	maxNameLetters = 24
	maxSounded     = 6   // words of a question that are looked for so
	maxSounding    = 400 // words of the corpus that are compared
	maxAlike       = 4   // of these that are taken, the likeliest
	minLikeness    = 1.2 // see names.Likeness
)

// creditSound is how much a word counts that sounds like a name.
const creditSound = 0.75

// sound adds to a word that is no ordinary one the words of the corpus that
// may be the same name in the other script.
func (ix *Index) sound(q *Query, c *Concept) error {
	if c.IDs != nil || len(c.forms) == 0 || len(c.forms[0].words) != 1 {
		return nil
	}
	t := c.forms[0].words[0]
	if n := utf8.RuneCountInString(t.Text); n < minNameLetters || n > maxNameLetters || !ix.needed[t.Script] {
		return nil
	}
	if ix.lexicon.Ordinary(t) && !(c.From > 0 && q.Text[t.Start] >= 'A' && q.Text[t.Start] <= 'Z') {
		return nil
	}
	if q.sounded++; q.sounded > maxSounded {
		return nil
	}
	found, err := ix.soundsLike(t)
	if err != nil || len(found) == 0 {
		return err
	}
	for _, w := range found {
		c.add(phrase{w}, name, creditSound)
	}
	ix.weigh(c)
	return nil
}

// soundsLike returns the words of the corpus that a name is likeliest written as
// in the other script.
func (ix *Index) soundsLike(t arabic.Token) ([]arabic.Token, error) {
	reader, ok := ix.reader.(index.IndexReaderRegexp)
	spelled := []string{t.Text}
	if t.Script == arabic.Arabic {
		spelled = bare(t.Text)
	}
	var patterns []string
	for _, s := range spelled {
		if p, sure := names.Pattern(arabic.Token{Text: s, Script: t.Script}); sure {
			patterns = append(patterns, p)
		}
	}
	if !ok || patterns == nil {
		return nil, nil
	}
	terms, err := reader.FieldDictRegexp(fieldSurface, strings.Join(patterns, "|"))
	if err != nil {
		return nil, err
	}
	defer terms.Close()
	type alike struct {
		arabic.Token
		likeness float64
	}
	var found []alike
	for range maxSounding {
		e, err := terms.Next()
		if err != nil {
			return nil, err
		}
		if e == nil {
			break
		}
		w := arabic.Token{Text: e.Term, Start: t.Start, End: t.End, Script: arabic.Latin}
		best := minLikeness
		ok := false
		if t.Script == arabic.Arabic {
			for _, f := range spelled {
				if l := names.Likeness(e.Term, f); l > best {
					best, ok = l, true
				}
			}
		} else {
			w.Script = arabic.Arabic // as the corpus writes it: without its article a first letter may look like a clitic
			for _, f := range owned(bare(e.Term)) {
				if l := names.Likeness(t.Text, f); l > best {
					best, ok = l, true
				}
			}
		}
		if ok {
			found = append(found, alike{w, best})
		}
	}
	slices.SortStableFunc(found, func(a, b alike) int { return cmp.Compare(b.likeness, a.likeness) })
	var out []arabic.Token
	for _, f := range found {
		if len(out) < maxAlike && !slices.ContainsFunc(out, func(o arabic.Token) bool { return arabic.Stem(o) == arabic.Stem(f.Token) }) {
			out = append(out, f.Token)
		}
	}
	return out, nil
}
