package answer

import (
	"strconv"
	"strings"

	"dalil/corpus"
)

// compose makes a reply of facts, each with its citation, and of one sentence
// of an article that says the same where there is one.
func (a *Answerer) compose(in *intent, facts []fact, proof []quote) Reply {
	r := Reply{Status: Answered, Lang: in.lang}
	var lines []string
	for i, f := range facts {
		c := Citation{N: i + 1, Title: f.entity.Name, Quote: f.text, Lang: f.lang, Entity: f.entity.ID}
		a.cite(&c, f.source)
		r.Citations = append(r.Citations, c)
		lines = append(lines, f.text+" ["+strconv.Itoa(c.N)+"]")
	}
	if len(lines) > 0 {
		if p := a.premise(in, facts); p != "" {
			lines[0] = say(in.lang, p) + lines[0]
		}
		if len(facts[0].entity.Conflicts) > 0 && in.want == wantDate {
			conflict, _ := facts[0].entity.Conflicts[0].In(in.lang)
			lines = append(lines, say(in.lang, "conflict", conflict))
		}
	}
	r.Text = strings.Join(lines, "\n")
	a.quote(&r, in, proof)
	return r
}

// cite fills the source of a fact: an address, or an article by its id.
func (a *Answerer) cite(c *Citation, source string) {
	if strings.Contains(source, "://") {
		c.URL, c.Source = source, host(source)
		return
	}
	for i := range a.index.Corpus.Articles {
		if art := &a.index.Corpus.Articles[i]; art.ID == source && (c.Source == "" || art.Lang == c.Lang) {
			c.URL, c.Source = art.URL, art.Title
		}
	}
}

// host returns the host of a URL, to name a source by.
func host(url string) string {
	_, rest, ok := strings.Cut(url, "://")
	if !ok {
		return ""
	}
	h, _, _ := strings.Cut(rest, "/")
	return strings.TrimPrefix(h, "www.")
}

// quote adds quotes of articles to a reply: a line that says so, then each
// verbatim between quotation marks with its number.
func (a *Answerer) quote(r *Reply, in *intent, quotes []quote) {
	if len(quotes) == 0 {
		return
	}
	lines := []string{}
	if r.Text != "" {
		lines = append(lines, r.Text)
	}
	for _, q := range quotes {
		c := q.cite(len(r.Citations) + 1)
		r.Citations = append(r.Citations, c)
		open, end := "\u201C", "\u201D"
		if c.Lang == corpus.Arabic {
			open, end = "\u00AB", "\u00BB"
		}
		lines = append(lines, open+c.Quote+end+" ["+strconv.Itoa(c.N)+"]")
		if note, ok := relativeDate(c.Quote, q.passage.article.Published, in.lang); ok && in.want == wantDate {
			lines = append(lines, note)
		}
	}
	r.Text = strings.Join(lines, "\n")
}
