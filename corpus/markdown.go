package corpus

import (
	"bufio"
	"html"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	render "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
)

var markdown = goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList)).Parser()

// parseMarkdown reads Markdown. A paragraph is a paragraph, list item, table
// row, block of code or of HTML; a heading of any level begins a section.
func (s *source) parseMarkdown(_, body string, offset int) error {
	m := markdownReader{source: s, body: []byte(body), offset: offset}
	return ast.Walk(markdown.Parse(text.NewReader(m.body)), m.visit)
}

type markdownReader struct {
	*source
	body    []byte
	offset  int // lines of the file above body
	section string
}

// visit collects the blocks that hold text.
func (m *markdownReader) visit(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering || n.Type() == ast.TypeInline {
		return ast.WalkContinue, nil
	}
	switch n := n.(type) {
	case *ast.Heading:
		m.section = strings.Join(strings.Fields(m.inline(n)), " ")
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
		return ast.WalkSkipChildren, m.addHTML(n)
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
func (m *markdownReader) addHTML(n *ast.HTMLBlock) error {
	raw := string(n.Lines().Value(m.body))
	if n.HasClosure() {
		raw += string(n.ClosureLine.Value(m.body))
	}
	inner := source{}
	if err := inner.parseHTML("", raw, m.start(n)-1); err != nil {
		return err
	}
	for _, p := range inner.paragraphs {
		m.add(p.text, p.line)
	}
	return nil
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
	return m.offset + lineAt(m.body, at)
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
