package live

import (
	"reflect"
	"slices"

	"dalil/corpus"
)

// compare returns what was added to a corpus, removed from it and changed in it.
// Both must come out of an index: what is empty looks alike then.
func compare(before, after *corpus.Corpus) Report {
	r := Report{Same: before.Digest == after.Digest}
	if r.Same {
		return r
	}
	was, is := parts(before), parts(after)
	for name, part := range is {
		old, known := was[name]
		switch {
		case !known:
			r.Added = append(r.Added, name)
		case !reflect.DeepEqual(old, part):
			r.Changed = append(r.Changed, name)
		}
	}
	for name := range was {
		if _, still := is[name]; !still {
			r.Removed = append(r.Removed, name)
		}
	}
	slices.Sort(r.Added)
	slices.Sort(r.Removed)
	slices.Sort(r.Changed)
	return r
}

// parts returns what a corpus consists of, by name. Lines are left out: an entry
// that moved within its file has not changed.
func parts(c *corpus.Corpus) map[string]any {
	all := map[string]any{"lexicon": c.Lexicon.Digest, "smoke": withoutLines(c.Smoke)}
	for _, a := range c.Articles {
		a.Passages = slices.Clone(a.Passages)
		for i := range a.Passages {
			a.Passages[i].Line = 0
		}
		all[a.File] = a
	}
	const catalogue = "catalogue/"
	for _, o := range c.Catalogue.Organisations {
		o.Line = 0
		all[catalogue+o.ID] = o
	}
	for _, m := range c.Catalogue.Models {
		m.Line = 0
		all[catalogue+m.ID] = m
	}
	for _, o := range c.Catalogue.Others {
		o.Line = 0
		all[catalogue+o.ID] = o
	}
	return all
}

func withoutLines(questions []corpus.Smoke) []corpus.Smoke {
	all := slices.Clone(questions)
	for i := range all {
		all[i].Line = 0
	}
	return all
}
