package corpus

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

const maxTitle = 300 // characters

// source is an article's file on its way to an Article: what the front matter
// says and what the reader of the format finds.
type source struct {
	checker
	frontMatter
	fallback   frontMatter // title and language that the text itself gives
	paragraphs []paragraph
}

// paragraph is a run of text; white space in it means no more than a space.
type paragraph struct {
	section string
	text    string
	line    int
}

// formats holds the reader of each kind of article. It gets the text below the
// front matter and the number of lines above that.
var formats = map[string]func(s *source, body string, offset int){
	".md": (*source).parseMarkdown, ".txt": (*source).parseText, ".html": (*source).parseHTML,
}

// readArticles reads the folder of articles and returns the sound ones.
func (r *reader) readArticles() []Article {
	type version struct {
		id   string
		lang Lang
	}
	first := map[version]string{}
	var articles []Article
	files := r.list(articlesDir)
	for _, e := range files {
		before := len(r.problems)
		a := r.readArticle(e)
		r.articleIDs = append(r.articleIDs, a.ID)
		key := version{a.ID, a.Lang}
		if other, ok := first[key]; ok {
			r.problems.add(a.File, 0, "article %q in language %q is also in %s", a.ID, a.Lang, other)
		} else if a.Lang != "" {
			first[key] = a.File
		}
		if len(r.problems) == before {
			articles = append(articles, a)
		}
	}
	if len(files) == 0 && !r.problems.about(articlesDir) {
		r.problems.add(articlesDir, 0, "no articles: add .md, .txt or .html files to the folder %s", articlesDir)
	}
	return articles
}

// readArticle reads one file. What is wrong with it is recorded; the result
// has the file's name and id at least.
func (r *reader) readArticle(e fs.DirEntry) Article {
	name := path.Join(articlesDir, e.Name())
	base, ext := stem(name)
	id, _ := cutLanguage(base)
	broken := Article{ID: id, File: name}
	parse, ok := formats[ext]
	if !ok {
		r.problems.add(name, 0, "not an article: want .md, .txt or .html")
		return broken
	}
	f, ok := r.read(articlesDir, e)
	if !ok {
		return broken
	}
	s := &source{checker: checker{problems: &r.problems, file: name, at: lines{}, line: 1}}
	body, offset, ok := s.readFrontMatter(f.text)
	if !ok {
		return broken
	}
	before := len(r.problems)
	parse(s, body, offset)
	unread := len(r.problems) > before
	a := s.article(base)
	if len(a.Passages) == 0 && !unread {
		r.problems.add(name, 0, "empty article: no paragraph of text")
	}
	return a
}

// article puts the parts together and checks them.
func (s *source) article(base string) Article {
	a := Article{
		File: s.file, Title: flat(s.Title), Published: s.Published, URL: s.URL,
		Source: flat(s.Source), Licence: flat(s.Licence), References: s.References,
	}
	a.ID, a.Lang = s.language(base)
	a.Text, a.Passages = layOut(s.paragraphs)
	if a.Title == "" {
		a.Title = flat(s.fallback.Title)
	}
	switch {
	case a.Title == "" && path.Ext(s.file) == ".html":
		s.fail("title", "missing title: add <title>…</title>")
	case a.Title == "":
		s.fail("title", `missing title: add title: "…" between two lines --- at the top of the file`)
	case utf8.RuneCountInString(a.Title) > maxTitle:
		s.fail("title", "title too long: at most %d characters", maxTitle)
	}
	s.date("published", a.Published)
	s.url("url", a.URL)
	for i, ref := range a.References {
		field := fmt.Sprintf("references[%d]", i)
		s.url(field, ref)
		if ref == "" {
			s.fail(field, "empty reference: write a URL or remove the line")
		}
	}
	return a
}

// language splits the language off a file name, or else takes it from the
// front matter or the text itself. It returns "" for the language if there is
// none that is right, and records why.
func (s *source) language(base string) (string, Lang) {
	id, named := cutLanguage(base)
	code := strings.ToLower(s.Lang)
	switch {
	case code != "" && !isLanguage(code):
		s.fail("lang", "unknown language %q: want ar or en", s.Lang)
		return id, named
	case named != "" && code != "" && code != string(named):
		s.fail("lang", "lang: %s, but the file name says %s", code, named)
		return id, named
	case named != "":
		return id, named
	case code != "":
		return base, Lang(code)
	}
	suffix := strings.TrimPrefix(path.Ext(base), ".")
	if len(suffix) == 2 && strings.Trim(suffix, "abcdefghijklmnopqrstuvwxyz") == "" {
		s.fail("", "unknown language %q in the file name: want .ar or .en", suffix)
		return strings.TrimSuffix(base, "."+suffix), ""
	}
	switch code := s.fallback.Lang; {
	case code == "":
		s.fail("", "missing lang: add lang: ar or lang: en at the top, or name the file %s.ar%s or %[1]s.en%[2]s", base, path.Ext(s.file))
	case isLanguage(code):
		return base, Lang(code)
	default:
		s.fail("lang", "unknown language %q of the text: want ar or en", code)
	}
	return base, ""
}

// cutLanguage splits "x.ar" into "x" and the language, which is "" if the name
// has none.
func cutLanguage(base string) (id string, lang Lang) {
	ext := path.Ext(base)
	if code := strings.TrimPrefix(ext, "."); isLanguage(code) && ext != base {
		return strings.TrimSuffix(base, ext), Lang(code)
	}
	return base, ""
}

func isLanguage(code string) bool { return code == string(Arabic) || code == string(English) }

// detect returns the language in whose letters most of a text is written, or
// "" if it has no letters of either.
func detect(paragraphs []paragraph) string {
	var arabic, latin int
	for _, p := range paragraphs {
		for _, c := range p.text {
			switch {
			case unicode.Is(unicode.Arabic, c) && unicode.IsLetter(c):
				arabic++
			case unicode.Is(unicode.Latin, c):
				latin++
			}
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

// flat returns a text on one line: white space and control characters become
// single spaces.
func flat(text string) string {
	return strings.Join(strings.FieldsFunc(text, func(c rune) bool {
		return unicode.IsSpace(c) || unicode.IsControl(c)
	}), " ")
}
