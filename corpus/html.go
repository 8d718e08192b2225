package corpus

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	cellGap  = " | "               // between the cells of a table's row
	lineAttr = "dalil-corpus-line" // names the line of a tag on the way through the parser
)

// parseHTML reads HTML. A paragraph is the text of p, li, blockquote, a row of
// a table and the like; a page that has none of these gives all its text.
func (s *source) parseHTML(body string, offset int) {
	numbered, err := numberTags(body, offset)
	if err != nil {
		s.fail("", "broken HTML: %v", err)
		return
	}
	tree, err := html.Parse(strings.NewReader(numbered))
	if err != nil {
		s.fail("", "broken HTML: %v", err)
		return
	}
	w := htmlWalker{source: s, line: offset + 1}
	w.walk(tree)
	w.flush()
	if len(s.paragraphs) == 0 {
		w = htmlWalker{source: s, line: offset + 1, depth: 1}
		w.walk(tree)
		w.flush()
	}
	if s.fallback.Title == "" {
		s.fallback.Title = w.heading
	}
	if s.fallback.Lang == "" {
		s.fallback.Lang = detect(s.paragraphs)
	}
}

// numberTags returns the page with the number of the line on which each start
// tag ends in an attribute of it, since the parser does not keep positions.
func numberTags(body string, offset int) (string, error) {
	var b strings.Builder
	line := offset + 1
	for z := html.NewTokenizer(strings.NewReader(body)); ; {
		kind := z.Next()
		raw := string(z.Raw())
		line += strings.Count(raw, "\n")
		switch kind {
		case html.ErrorToken:
			b.WriteString(raw)
			if errors.Is(z.Err(), io.EOF) {
				return b.String(), nil
			}
			return "", z.Err()
		case html.StartTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			cut := min(1+len(name), len(raw))
			fmt.Fprintf(&b, `%s %s="%d"%s`, raw[:cut], lineAttr, line, raw[cut:])
		default:
			b.WriteString(raw)
		}
	}
}

// htmlWalker collects the paragraphs of a page in order.
type htmlWalker struct {
	*source
	section string
	heading string // the first h1
	line    int    // of the file, where the walk is
	depth   int    // of elements that hold text
	text    strings.Builder
	begin   int // line where text begins
}

// flush ends the paragraph that is being collected.
func (w *htmlWalker) flush() {
	if strings.TrimSpace(w.text.String()) != "" {
		w.paragraphs = append(w.paragraphs, paragraph{section: w.section, text: w.text.String(), line: w.begin})
	}
	w.text.Reset()
}

func (w *htmlWalker) walk(n *html.Node) {
	switch n.Type {
	case html.TextNode:
		w.addText(n.Data)
		return
	case html.ElementNode:
		if at, err := strconv.Atoi(attr(n, lineAttr)); err == nil {
			w.line = at
		}
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Noscript, atom.Iframe, atom.Object, atom.Svg,
		atom.Nav, atom.Button, atom.Select, atom.Textarea:
		return
	case atom.Title:
		if w.fallback.Title == "" {
			w.fallback.Title = words(n)
		}
		return
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.flush()
		w.section = words(n)
		if n.DataAtom == atom.H1 && w.heading == "" {
			w.heading = w.section
		}
		return
	case atom.Html, atom.Body, atom.Main, atom.Article:
		w.setLanguage(attr(n, "lang"))
	case atom.Br:
		w.text.WriteByte(' ')
	case atom.Td, atom.Th:
		if strings.TrimSpace(w.text.String()) != "" {
			w.text.WriteString(cellGap)
		}
	}
	w.children(n)
}

// setLanguage takes the first lang attribute, "ar" of "ar-EG".
func (w *htmlWalker) setLanguage(tag string) {
	code, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(tag)), "-")
	if code == "" || w.fallback.Lang != "" {
		return
	}
	w.fallback.Lang = code
	if _, ok := w.at["lang"]; !ok {
		w.at["lang"] = w.line
	}
}

// children walks into an element; a block begins and ends a paragraph.
func (w *htmlWalker) children(n *html.Node) {
	inner := 0
	if holdsText[n.DataAtom] {
		inner = 1
	}
	edge := blocks[n.DataAtom]
	if edge {
		w.flush()
	}
	w.depth += inner
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.walk(c)
	}
	if edge {
		w.flush()
	}
	w.depth -= inner
}

func (w *htmlWalker) addText(text string) {
	if w.depth > 0 {
		if strings.TrimSpace(w.text.String()) == "" && strings.TrimSpace(text) != "" {
			lead := text[:len(text)-len(strings.TrimLeft(text, " \t\n\f"))]
			w.begin = w.line + strings.Count(lead, "\n")
		}
		w.text.WriteString(text)
	}
	w.line += strings.Count(text, "\n")
}

// holdsText names the elements whose text is the text of an article.
var holdsText = map[atom.Atom]bool{
	atom.P: true, atom.Li: true, atom.Blockquote: true, atom.Td: true, atom.Th: true,
	atom.Dt: true, atom.Dd: true, atom.Pre: true, atom.Figcaption: true, atom.Caption: true,
}

// blocks names the elements that stand on lines of their own. Cells are not
// among them: a row is one paragraph.
var blocks = map[atom.Atom]bool{
	atom.P: true, atom.Li: true, atom.Blockquote: true, atom.Tr: true, atom.Dt: true, atom.Dd: true,
	atom.Pre: true, atom.Figcaption: true, atom.Caption: true, atom.Div: true, atom.Section: true,
	atom.Article: true, atom.Ul: true, atom.Ol: true, atom.Dl: true, atom.Table: true, atom.Body: true,
	atom.Header: true, atom.Footer: true, atom.Main: true, atom.Aside: true, atom.Figure: true,
	atom.Hr: true, atom.Form: true, atom.Details: true, atom.Summary: true, atom.Address: true,
}

// words returns the text of an element and what is in it, on one line.
func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		} else if d.DataAtom == atom.Br {
			b.WriteByte(' ')
		}
	}
	return flat(b.String())
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
