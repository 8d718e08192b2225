package corpus

import (
	"bufio"
	"html"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	render "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
)

// maxLinks bounds the links of one Markdown file, closed or not.
const maxLinks = 10_000

var markdown = goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList)).Parser()

// parseMarkdown reads Markdown. A paragraph is a paragraph, list item, table
// row, block of code or of HTML; a heading of any level begins a section.
func (s *source) parseMarkdown(body string, offset int) {
	if strings.Count(body, "](") > maxLinks {
		s.fail("", "too many links: at most %d", maxLinks)
		return
	}
	if n := tooDeepMarkdown(body); n > 0 {
		s.problems.add(s.file, offset+n, "more than %d quotations or lists within each other", maxNesting)
		return
	}
	m := markdownReader{source: s, body: []byte(body), offset: offset, starts: lineStarts(body)}
	ast.Walk(markdown.Parse(text.NewReader(m.body)), m.visit)
}

// tooDeepMarkdown returns the first line that begins with more than maxNesting
// marks of quotations and lists, 0 if there is none.
func tooDeepMarkdown(body string) int {
	n := 0
	for line := range strings.Lines(body) {
		n++
		marks := line[:len(line)-len(strings.TrimLeft(line, "> \t-+*.)0123456789"))]
		if strings.Count(marks, ">")+len(strings.Fields(marks)) > maxNesting {
			return n
		}
	}
	return 0
}

type markdownReader struct {
	*source
	body    []byte
	offset  int   // lines of the file above body
	starts  []int // where the lines of body begin
	section string
}

// visit collects the blocks that hold text.
func (m *markdownReader) visit(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering || n.Type() == ast.TypeInline {
		return ast.WalkContinue, nil
	}
	switch n := n.(type) {
	case *ast.Heading:
		m.section = flat(m.inline(n))
		return ast.WalkSkipChildren, nil
	case *ast.Paragraph, *ast.TextBlock:
		m.add(m.inline(n), m.start(n))
		return ast.WalkSkipChildren, nil
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		m.add(string(n.Lines().Value(m.body)), m.start(n))
		return ast.WalkSkipChildren, nil
	case *extast.TableHeader, *extast.TableRow:
		m.addRow(n)
		return ast.WalkSkipChildren, nil
	case *ast.HTMLBlock:
		m.addHTML(n)
		return ast.WalkSkipChildren, nil
	}
	return ast.WalkContinue, nil
}

func (m *markdownReader) add(text string, line int) {
	m.paragraphs = append(m.paragraphs, paragraph{section: m.section, text: text, line: line})
}

// addRow makes one paragraph of a table's row.
func (m *markdownReader) addRow(row ast.Node) {
	var cells []string
	line := 0
	for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
		if text := strings.TrimSpace(m.inline(cell)); text != "" {
			cells = append(cells, text)
		}
		if line == 0 {
			line = m.start(cell)
		}
	}
	m.add(strings.Join(cells, cellGap), line)
}

// addHTML adds the text of a block of HTML.
func (m *markdownReader) addHTML(n *ast.HTMLBlock) {
	raw := string(n.Lines().Value(m.body))
	if n.HasClosure() {
		raw += string(n.ClosureLine.Value(m.body))
	}
	inner := source{checker: m.checker}
	inner.at = lines{}
	inner.parseHTML(raw, m.start(n)-1)
	for _, p := range inner.paragraphs {
		m.add(p.text, p.line)
	}
}

// start returns the line of the file where a block begins.
func (m *markdownReader) start(n ast.Node) int {
	at := n.Pos()
	if n.Lines() != nil && n.Lines().Len() > 0 {
		at = n.Lines().At(0).Start
	}
	if at < 0 || at > len(m.body) {
		return m.offset + 1
	}
	line, _ := slices.BinarySearch(m.starts, at+1)
	return m.offset + line
}

// lineStarts returns the offset at which each line begins.
func lineStarts(text string) []int {
	starts := []int{0}
	for i := range len(text) {
		if text[i] == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// inline returns the text of a block without its mark-up. Pictures are left
// out.
func (m *markdownReader) inline(n ast.Node) string {
	var b strings.Builder
	var walk func(ast.Node)
	walk = func(n ast.Node) {
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			switch c := c.(type) {
			case *ast.Text:
				b.WriteString(m.unescape(c))
				if c.SoftLineBreak() || c.HardLineBreak() {
					b.WriteByte(' ')
				}
			case *ast.String:
				b.Write(c.Value)
			case *ast.AutoLink:
				b.Write(c.Label(m.body))
			case *ast.RawHTML:
				if strings.HasPrefix(strings.ToLower(string(c.Segments.Value(m.body))), "<br") {
					b.WriteByte(' ')
				}
			case *ast.Image:
			default:
				walk(c)
			}
		}
	}
	walk(n)
	return b.String()
}

// unescape returns a run of text with backslashes and entities resolved.
func (m *markdownReader) unescape(n *ast.Text) string {
	raw := n.Value(m.body)
	if n.IsRaw() || n.Parent().Kind() == ast.KindCodeSpan {
		return string(raw)
	}
	var b strings.Builder
	w := bufio.NewWriter(&b)
	render.DefaultWriter.Write(w, raw)
	w.Flush()
	return html.UnescapeString(b.String())
}
