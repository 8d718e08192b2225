package answer

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dalil/corpus"
)

// Broken returns what is wrong with the reply to a question whatever was asked,
// one line a fault.
func Broken(a *Answerer, question string, r Reply) (faults []string) {
	fail := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	if strings.TrimSpace(r.Text) == "" {
		fail("the text is empty")
	}
	if !utf8.ValidString(r.Text) {
		fail("the text is not UTF-8: %q", r.Text)
	}
	if r.Lang != corpus.Arabic && r.Lang != corpus.English {
		fail("the language is %q", r.Lang)
	}
	switch {
	case r.Status == Abstained && len(r.Citations) > 0:
		fail("a refusal with %d citations", len(r.Citations))
	case r.Status == Answered && len(r.Citations) == 0:
		fail("an answer without a citation")
	case r.Status != Answered && r.Status != Abstained:
		fail("the status is %q", r.Status)
	}
	for i, c := range r.Citations {
		if c.N != i+1 {
			fail("citation %d has the number %d", i+1, c.N)
		}
		for _, fault := range brokenCitation(a, r, c) {
			fail("citation %d %s: %q", i+1, fault, c.Quote)
		}
	}
	faults = append(faults, brokenReferences(r)...)
	for _, mark := range echoed(question, r) {
		fail("the reply repeats %q of the question", mark)
	}
	for _, id := range r.Entities {
		if _, ok := a.cat.Entry(id); !ok {
			fail("no entity has the id %q", id)
		}
	}
	return faults
}

// brokenCitation holds a citation to its source: an article says it to the
// letter, or the catalogue's statements are all that it holds.
func brokenCitation(a *Answerer, r Reply, c Citation) (faults []string) {
	if c.Quote == "" || !utf8.ValidString(c.Quote) {
		return []string{"is empty or not UTF-8"}
	}
	if c.Article == "" {
		if c.Start != 0 || c.End != 0 {
			faults = append(faults, "is of the catalogue but has a place in a text")
		}
		if !strings.Contains(r.Text, c.Quote) && !isRendered(a, c) {
			faults = append(faults, "is neither in the reply nor a statement of the catalogue")
		}
		return faults
	}
	i := slices.IndexFunc(a.index.Corpus.Articles, func(x corpus.Article) bool { return x.ID == c.Article && x.Lang == c.Lang })
	if i < 0 {
		return append(faults, fmt.Sprintf("is of an article %s.%s that is not there", c.Article, c.Lang))
	}
	article := &a.index.Corpus.Articles[i]
	if c.Start < 0 || c.End > len(article.Text) || c.Start >= c.End || article.Text[c.Start:c.End] != c.Quote {
		return append(faults, fmt.Sprintf("is not %s.%s[%d:%d]", c.Article, c.Lang, c.Start, c.End))
	}
	if c.Title != article.Title || c.URL != article.URL || c.Source != article.Source {
		faults = append(faults, "has another title, address or source than its article")
	}
	if !strings.Contains(r.Text, c.Quote) {
		faults = append(faults, "is not in the reply")
	}
	return faults
}

// isRendered reports whether a quote consists of statements about the entity
// that the citation names, and of nothing else.
func isRendered(a *Answerer, c Citation) bool {
	for e := range a.cat.All() {
		if e.Name != c.Title {
			continue
		}
		left := c.Quote
		for _, statement := range statementsAbout(a, e.ID, c.Lang) {
			left = strings.ReplaceAll(left, statement, "")
		}
		if strings.TrimSpace(left) == "" {
			return true
		}
	}
	return false
}

// statementsAbout renders all that the catalogue says about an entity, the
// longest first.
func statementsAbout(a *Answerer, id string, lang corpus.Lang) (texts []string) {
	for _, attr := range attributes {
		for _, f := range attr.facts(a, id, lang) {
			texts = append(texts, f.text)
		}
	}
	slices.SortFunc(texts, func(x, y string) int { return len(y) - len(x) })
	return texts
}

// reference is the number of a citation in a text.
var reference = regexp.MustCompile(`\[(\d+)\]`)

// brokenReferences compares the numbers in the text with the citations. What
// stands in a quotation of an article is not ours.
func brokenReferences(r Reply) (faults []string) {
	text := r.Text
	for _, c := range r.Citations {
		text = strings.ReplaceAll(text, c.Quote, "")
	}
	used := make(map[int]bool)
	for _, m := range reference.FindAllStringSubmatch(text, -1) {
		n, err := strconv.Atoi(m[1])
		if err != nil || n < 1 || n > len(r.Citations) {
			faults = append(faults, "there is no citation "+m[0])
		}
		used[n] = true
	}
	for _, c := range r.Citations {
		if !used[c.N] {
			faults = append(faults, fmt.Sprintf("the text does not refer to citation %d", c.N))
		}
	}
	return faults
}

// marks are what a chat would act upon.
var marks = []string{"@everyone", "@here", "<@", "<#", "```", "`", "](http", "**", "||", "\u202E", "\u2066"}

// echoed returns the marks of the question that the reply holds beside what it
// quotes.
func echoed(question string, r Reply) (found []string) {
	text := r.Text
	for _, c := range r.Citations {
		text = strings.ReplaceAll(text, c.Quote, "")
	}
	for _, m := range marks {
		if strings.Contains(question, m) && strings.Contains(text, m) {
			found = append(found, m)
		}
	}
	return found
}
