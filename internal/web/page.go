package web

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"html/template"

	"dalil/corpus"
)

var (
	//go:embed page.html
	pageFile string
	//go:embed style.css
	styleFile string

	// templates escape every text for the place where it stands.
	templates = template.Must(template.New("").Funcs(template.FuncMap{
		"style": func() template.CSS { return template.CSS(styleFile) },
	}).Parse(pageFile))

	// policy lets a page do nothing but use its style, which it names by digest.
	policy = "default-src 'none'; style-src '" + digest(styleFile) + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

// digest names a text in a content security policy.
func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// page is what the page of an article shows.
type page struct {
	tongue
	Title      string
	Heading    []run
	Source     []run
	Licence    []run
	Date       string // as in the article
	Published  string // the same in words
	URL        string
	Other      *version // in the other language
	Cited      bool     // a sentence is marked
	Passages   []passage
	References []string
}

// version is a link to the article in another language.
type version struct {
	tongue
	Link, Label string
}

// passage is a paragraph; of Before, Quoted and After any may be empty.
type passage struct {
	N                     int
	Section               []run // the heading above, where it begins
	Before, Quoted, After []run
}

// pageOf returns the page of an article. other is the same article in the other
// language, nil where there is none; q is the quote to mark, the zero value
// marks nothing.
func pageOf(a, other *corpus.Article, q quote) page {
	t := tongue{a.Lang}
	p := page{
		tongue: t, Title: a.Title, Heading: runs(a.Title, a.Lang), Source: runs(a.Source, a.Lang), Licence: runs(a.Licence, a.Lang),
		Date: a.Published, Published: t.date(a.Published), URL: a.URL, References: a.References,
	}
	if other != nil {
		// the link is read by who reads the other language
		label := labels["in-"+string(other.Lang)][other.Lang]
		p.Other = &version{tongue{other.Lang}, "./" + fileName(other.ID, other.Lang), label}
	}
	section := ""
	for i, at := range a.Passages {
		item := passage{N: i + 1, Before: runs(a.Text[at.Start:at.End], a.Lang)}
		if at.Section != section {
			section = at.Section
			item.Section = runs(section, a.Lang)
		}
		if q.start < q.end && at.Start <= q.start && q.end <= at.End {
			item.Before = runs(a.Text[at.Start:q.start], a.Lang)
			item.Quoted = runs(a.Text[q.start:q.end], a.Lang)
			item.After = runs(a.Text[q.end:at.End], a.Lang)
			p.Cited = true
		}
		p.Passages = append(p.Passages, item)
	}
	return p
}

// html returns the page as HTML.
func (p page) html() ([]byte, error) {
	var b bytes.Buffer
	err := templates.ExecuteTemplate(&b, "article", p)
	return b.Bytes(), err
}

// missing is the page for an address that leads nowhere. It says nothing of the
// address.
var missing = func() []byte {
	var b bytes.Buffer
	if err := templates.ExecuteTemplate(&b, "missing", []tongue{{corpus.English}, {corpus.Arabic}}); err != nil {
		panic(err)
	}
	return b.Bytes()
}()
