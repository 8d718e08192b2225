package corpus

import (
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"
)

// fuzzArticle loads one article and checks whatever comes of it: problems with
// a file and a message, or passages within the text.
func fuzzArticle(t *testing.T, name, data string) {
	c, err := Load(fstest.MapFS{name: {Data: []byte(data)}})
	if err != nil {
		for _, p := range err.(Problems) {
			if p.File == "" || p.Message == "" || p.Line < 0 || p.Line > 1+strings.Count(data, "\n")+strings.Count(data, "\r") {
				t.Errorf("problem %+v", p)
			}
		}
		return
	}
	for i := range c.Articles {
		a := &c.Articles[i]
		checkPassages(t, a)
		if len(a.Passages) == 0 || a.Title == "" || !utf8.ValidString(a.Title) {
			t.Errorf("an article without text or title: %+v", a)
		}
	}
}

func FuzzFrontMatter(f *testing.F) {
	for _, seed := range []string{
		sound,
		"---\ntitle: 'x'\npublished: 2025-03\nreferences: [https://example.org, a]\n---\n# H\n\n- a\n- b\n\n> q\n",
		"---\ntitle: {a: b}\nlang: !!str en\n? x\n: y\n---\n| a | b |\n|---|---|\n| c | d |\n",
		"---\r\ntitle: &a b\r\nurl: *a\r\n<<: *a\r\n---\r\n<div>\r\n<p>a</div>\r\n",
		"---\ntitle: \"\\x00\\uD83D\\uDE00\"\n---\n\ttab\n```\ncode\n",
		"---\n---\n---\n",
		"---\ntitle: |\n  a\n  b\n...\n---\n![a](b) \\* &#0; &amp;\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data string) { fuzzArticle(t, "articles/a.en.md", data) })
}

func FuzzHTML(f *testing.F) {
	for _, seed := range []string{
		"<title>T</title><p>One<p>Two",
		"<html lang=ar><h1>\u0639</h1><ul><li>a<li>b<ol><li>c</ol>d</ul>",
		"<table><tr><td>a<td><p>b</table>loose<br>text",
		"<p>a<!-- b --><script>c</script>&#0;&#x1b;&nbsp;<svg><title>x</title></svg>",
		"<textarea><p>x</textarea><plaintext><p>y",
		"<p dalil-corpus-line=\"99999999999\">a</p",
		"<a\n\n b=\"\n\">x</a><h2/><title/>\r\n<frameset>",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data string) { fuzzArticle(t, "articles/a.html", data) })
}

func FuzzLexicon(f *testing.F) {
	for _, seed := range []string{"model\t\u0646\u0645\u0648\u0630\u062c\n", "# c\n\n\t\na\t\n", "a\tb\tc", "a b\r\n", "\ufeffa\tb\r"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data string) {
		c, err := Load(fstest.MapFS{"articles/a.md": {Data: []byte(sound)}, "lexicon/x.tsv": {Data: []byte(data)}})
		if err != nil {
			return
		}
		for _, p := range c.Lexicon.Pairs {
			for _, side := range []string{p.English, p.Arabic} {
				if side == "" || strings.ContainsAny(side, "\t\n") || !utf8.ValidString(side) || utf8.RuneCountInString(side) > maxLexiconSide {
					t.Errorf("pair %+v", p)
				}
			}
		}
	})
}

func FuzzCatalogue(f *testing.F) {
	for _, seed := range []string{
		"models:\n  - id: a\n    name: A\n    based_on: [b]\n  - {id: b, name: B, based_on: [a]}\n",
		"models:\n- id: a\n  name: >-\n    x\n  aliases: {en: [x, 'y', \"z\"]}\n  open_weights: null\n  claims:\n  -\n    score: 1.50\n",
		"models: &a\n- *a\n- !!map {}\n- ? id\n  : x\n- - - a\n---\nmodels: []\n",
		"models: |\n  x\n# c\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data string) {
		files := fstest.MapFS{"articles/a.md": {Data: []byte(sound)}, "catalogue/models.yaml": {Data: []byte(data)}}
		c, err := Load(files)
		if err != nil {
			return
		}
		for e := range c.Catalogue.All() {
			if got, ok := c.Catalogue.Entry(e.ID); !ok || got != e || e.Name == "" || e.Line < 1 {
				t.Errorf("entry %+v", e)
			}
		}
	})
}
