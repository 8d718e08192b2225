package corpus

import (
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	maxTitle = 300 // runes

	wantArticle = "not an article: want .md, .txt or .html"
)

// source is an article's file, read but not yet put together: what the
// format's reader found and what the front matter says.
type source struct {
	frontMatter
	fallback   frontMatter // title and language that the text itself gives
	paragraphs []paragraph
	at         lines // of the front matter's fields
}

// paragraph is a run of plain text without line breaks.
type paragraph struct {
	section string
	text    string
	line    int
}

// readArticles reads the folder of articles.
func (r *reader) readArticles() []Article {
	before := len(r.problems)
	type version struct {
		id   string
		lang Lang
	}
	var articles []Article
	first := map[version]string{}
	for _, e := range r.list(articlesDir) {
		a, ok := r.readArticle(e)
		if !ok {
			continue
		}
		key := version{a.ID, a.Lang}
		if other, ok := first[key]; ok {
			r.problems.add(a.File, 0, "article %q in language %q is also in %s", a.ID, a.Lang, other)
			continue
		}
		first[key] = a.File
		articles = append(articles, a)
	}
	if len(articles) == 0 && len(r.problems) == before {
		r.problems.add(articlesDir, 0, "no articles: add .md, .txt or .html files to the folder %s", articlesDir)
	}
	return articles
}

// readArticle reads one file and reports whether it is a sound article.
func (r *reader) readArticle(e fs.DirEntry) (Article, bool) {
	name := path.Join(articlesDir, e.Name())
	base, ext := stem(name)
	parse, ok := map[string]func(*source, string, string, int) error{
		".md": (*source).parseMarkdown, ".txt": (*source).parseText, ".html": (*source).parseHTML,
	}[ext]
	if !ok {
		r.problems.add(name, 0, wantArticle)
		return Article{}, false
	}
	f, ok := r.read(articlesDir, e)
	if !ok {
		return Article{}, false
	}
	before := len(r.problems)
	src := &source{at: lines{}}
	body, offset, ok := r.readFrontMatter(f, src)
	if !ok {
		return Article{}, false
	}
	if err := parse(src, name, body, offset); err != nil {
		r.problems.add(name, offset+1, "cannot read the text: %v", err)
		return Article{}, false
	}
	a := r.assemble(name, base, src)
	return a, len(r.problems) == before
}

// assemble makes an article of its parts and checks them.
func (r *reader) assemble(name, base string, src *source) Article {
	a := Article{
		ID: base, File: name, Title: src.Title, Published: src.Published, URL: src.URL,
		Source: src.Source, Licence: src.Licence, References: src.References,
	}
	a.ID, a.Lang = r.language(name, base, src)
	a.Text, a.Passages = layOut(src.paragraphs)
	if a.Title == "" {
		a.Title = src.fallback.Title
	}
	c := checker{problems: &r.problems, file: name, at: src.at, line: 1}
	switch {
	case a.Title == "":
		c.fail("title", `missing title: add title: "…" between two lines --- at the top of the file`)
	case utf8.RuneCountInString(a.Title) > maxTitle:
		c.fail("title", "title too long: at most %d characters", maxTitle)
	}
	c.date("published", a.Published)
	c.url("url", a.URL)
	for i, ref := range a.References {
		c.url(fmt.Sprintf("references[%d]", i), ref)
		if ref == "" {
			c.fail(fmt.Sprintf("references[%d]", i), "empty reference: write a URL or remove the line")
		}
	}
	if len(a.Passages) == 0 {
		r.problems.add(name, 0, "empty article: no paragraph of text")
	}
	return a
}

// language splits the language off a file name, or else takes it from the
// front matter or the text itself.
func (r *reader) language(name, base string, src *source) (string, Lang) {
	said := Lang(src.Lang)
	if said != "" && said != Arabic && said != English {
		r.problems.add(name, src.at["lang"], "unknown language %q: want ar or en", src.Lang)
		return base, ""
	}
	id, suffix, dotted := cutLast(base, ".")
	switch lang := Lang(suffix); {
	case dotted && id != "" && (lang == Arabic || lang == English):
		if said != "" && said != lang {
			r.problems.add(name, src.at["lang"], "lang: %s, but the file name says %s", said, lang)
		}
		return id, lang
	case said != "":
		return base, said
	case dotted && isLanguageCode(suffix):
		r.problems.add(name, 0, "unknown language %q in the file name: want .ar or .en", suffix)
		return id, ""
	case src.fallback.Lang == "":
		r.problems.add(name, 1, "missing lang: add lang: ar or lang: en at the top, or name the file %s.ar%s or %[2]s.en%[3]s", base, base, path.Ext(name))
	case src.fallback.Lang != string(Arabic) && src.fallback.Lang != string(English):
		r.problems.add(name, 1, "unknown language %q: want ar or en", src.fallback.Lang)
	}
	return base, Lang(src.fallback.Lang)
}

// isLanguageCode reports whether a part of a file name is meant as a language:
// two small letters.
func isLanguageCode(s string) bool {
	return len(s) == 2 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") == ""
}

// detect returns the language of most letters of a text, "" if it has none.
func detect(text string) string {
	var arabic, latin int
	for _, c := range text {
		switch {
		case unicode.Is(unicode.Arabic, c) && unicode.IsLetter(c):
			arabic++
		case unicode.Is(unicode.Latin, c):
			latin++
		}
	}
	switch {
	case arabic == 0 && latin == 0:
		return ""
	case arabic >= latin:
		return string(Arabic)
	}
	return string(English)
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// frontMatter is what may stand between two lines --- at the top of a file.
type frontMatter struct {
	Title      string   `yaml:"title"`
	Lang       string   `yaml:"lang"`
	Published  string   `yaml:"published"`
	URL        string   `yaml:"url"`
	Source     string   `yaml:"source"`
	Licence    string   `yaml:"licence"`
	References []string `yaml:"references"`
}

// readFrontMatter reads the front matter, if the file begins with any, and
// returns the text below it and the number of lines above that text.
func (r *reader) readFrontMatter(f file, src *source) (body string, offset int, ok bool) {
	const fence = "---"
	head, rest, _ := strings.Cut(f.text, "\n")
	if strings.TrimRight(head, " \t") != fence {
		return f.text, 0, true
	}
	offset = 1
	var yaml strings.Builder
	for rest != "" {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		offset++
		if strings.TrimRight(line, " \t") == fence {
			b := block{file: f.path, offset: 1, Problems: &r.problems}
			before := len(r.problems)
			if top := b.parse(yaml.String()); top != nil {
				b.decode(top, reflect.ValueOf(&src.frontMatter).Elem(), "", src.at)
			}
			return rest, offset, len(r.problems) == before
		}
		yaml.WriteString(line + "\n")
	}
	r.problems.add(f.path, 1, "front matter without end: add a second line ---")
	return "", 0, false
}
