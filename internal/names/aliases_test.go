package names_test

import (
	"iter"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dalil/corpus"
	"dalil/internal/arabic"
	"dalil/internal/names"
)

// aliasesOf yields an entity's name and every alias, of whichever script.
func aliasesOf(e *corpus.Entry) iter.Seq[string] {
	all := slices.Concat([]string{e.Name}, e.Aliases.EN, e.Aliases.AR, e.Aliases.ZH, e.Aliases.Article)
	return slices.Values(all)
}

// named yields the entities that have names: concepts have words.
func named(cat *corpus.Catalogue) iter.Seq[*corpus.Entry] {
	return func(yield func(*corpus.Entry) bool) {
		for e := range cat.All() {
			if o, ok := cat.Other(e.ID); ok && o.Kind == "concept" {
				continue
			}
			if !yield(e) {
				return
			}
		}
	}
}

// leading reports whether an entity is an organisation, a product or a model of
// the first rank: what the corpus is about.
func leading(cat *corpus.Catalogue, e *corpus.Entry) bool {
	if _, ok := cat.Organisation(e.ID); ok {
		return true
	}
	o, ok := cat.Other(e.ID)
	return e.Tier == "A" || ok && o.Kind == "product"
}

// links reports whether a text links an entity by an alias as listed.
func links(l *names.Linker, text, id string) bool {
	return slices.ContainsFunc(l.Link(text, arabic.Tokens(text)), func(link names.Link) bool {
		return link.Exact && slices.Contains(link.IDs, id)
	})
}

// TestAliases links every entity by its name and all of its aliases, in
// sentences of both languages.
func TestAliases(t *testing.T) {
	cat, l := embedded(t)
	n := 0
	for e := range named(cat) {
		for alias := range aliasesOf(e) {
			n++
			for _, text := range []string{alias, "what is " + alias + "?", "ما هو " + alias + "؟", alias + "'s price", "«" + alias + "»"} {
				if !links(l, text, e.ID) {
					t.Errorf("%q does not link %s but %q", text, e.ID, show(l, text))
				}
			}
		}
	}
	t.Logf("%d names", n)
}

// digitsMeet matches a name in which two numbers would run together without
// the space between them.
var digitsMeet = regexp.MustCompile(`\p{Nd}[ -]+\p{Nd}`)

// TestAliasSpellings links the leading entities by their aliases joined, split
// and hyphenated, in capitals only, and behind an Arabic article.
func TestAliasSpellings(t *testing.T) {
	cat, l := embedded(t)
	split := strings.NewReplacer("-", " ", "_", " ")
	for e := range named(cat) {
		if !leading(cat, e) {
			continue
		}
		for alias := range aliasesOf(e) {
			spellings := []string{
				split.Replace(alias), strings.ReplaceAll(alias, " ", "-"), strings.ReplaceAll(alias, " ", "_"),
				strings.ToUpper(alias), "الـ" + alias, "لـ" + alias, strings.Join(strings.Fields(alias), "  "),
			}
			if !digitsMeet.MatchString(alias) && !strings.Contains(alias, "'") {
				spellings = append(spellings, strings.ReplaceAll(alias, " ", ""), split.Replace(strings.ReplaceAll(alias, " ", "")))
			}
			if alias != "MS" { // initials: "ms" is a unit of time
				spellings = append(spellings, strings.ToLower(alias))
			}
			for _, s := range spellings {
				if text := "what about " + s + "?"; !links(l, text, e.ID) && !unreachable[s] {
					t.Errorf("%q, for %q, does not link %s but %q", text, alias, e.ID, show(l, text))
				}
			}
		}
	}
}

// unreachable are the spellings that are given up: a name of three Arabic
// function words ("M A P") behind a clitic is another function word.
var unreachable = map[string]bool{"الإم إيه بي": true, "الـإم إيه بي": true, "كإم إيه بي": true}

// TestClitics links the leading entities by their Arabic names with every
// clitic before them.
func TestClitics(t *testing.T) {
	cat, l := embedded(t)
	for e := range named(cat) {
		if !leading(cat, e) {
			continue
		}
		for alias := range aliasesOf(e) {
			if arabic.Tokens(alias)[0].Script != arabic.Arabic {
				continue
			}
			for _, clitic := range []string{"و", "ب", "ل", "ك", "ف", "لل", "ال", "وال", "بال", "ول", "وب", "فل"} {
				text := "سمعت " + clitic + alias + " اليوم"
				if !links(l, text, e.ID) && !unreachable[clitic+alias] {
					t.Errorf("%q, for %q, does not link %s but %q", text, alias, e.ID, show(l, text))
				}
			}
		}
	}
}

// A firm goes without "AI", in both scripts, unless a word or another firm is called
// so.
func TestWithoutSuffix(t *testing.T) {
	cat := &corpus.Catalogue{Organisations: []corpus.Organisation{
		{Entry: corpus.Entry{ID: "lumavex", Name: "Lumavex AI", Aliases: corpus.Aliases{AR: []string{"لومافكس إيه آي"}}}},
		{Entry: corpus.Entry{ID: "reka", Name: "Rekanta AI"}}, {Entry: corpus.Entry{ID: "rekalab", Name: "Rekanta Labs", Aliases: corpus.Aliases{EN: []string{"Rekanta"}}}},
		{Entry: corpus.Entry{ID: "open", Name: "Open AI"}},
	}}
	l := names.New(cat, func(t arabic.Token) bool { return t.Text == "open" })
	for in, want := range map[string]string{"who runs Lumavex": "lumavex", "مين عمل لومافكس": "lumavex", "is Rekanta big": "rekalab", "is it open now": ""} {
		var got []string
		for _, link := range l.Link(in, arabic.Tokens(in)) {
			got = append(got, link.IDs...)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%q names %v, want %q", in, got, want)
		}
	}
}
