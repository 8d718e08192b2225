package main

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/clipperhouse/displaywidth"
	"github.com/fatih/color"

	"dalil/internal/answer"
	"dalil/internal/arabic"
)

// style says how text is shown.
type style struct {
	width   int  // columns
	colour  bool // with colours and bold
	isolate bool // Latin names in Arabic lines between directional isolates
}

// indent stands before what belongs to a source.
const indent = "    "

// render returns a reply as text: the answer, then its sources by number, or
// for a refusal the nearest articles. It ends with a line break.
func render(r answer.Reply, s style) string {
	var b strings.Builder
	for _, line := range wrap(r.Text, s.width) {
		b.WriteString(s.marks(s.line(line)) + "\n")
	}
	for _, c := range r.Citations {
		b.WriteString("\n")
		s.source(&b, c)
	}
	if r.Status == answer.Abstained {
		s.nearest(&b, r)
	}
	return b.String()
}

// maxEcho is how many columns of a question are repeated above its reply.
const maxEcho = 400

// renderQuestion returns a question as it stands above its reply.
func renderQuestion(question string, s style) string {
	question = displaywidth.TruncateString(question, maxEcho, "…")
	var b strings.Builder
	for _, line := range wrap(question, s.width-2) {
		b.WriteString(s.paint(color.Bold, "> "+s.line(line)) + "\n")
	}
	return b.String()
}

// source writes a citation: where it is from, the quote, the link.
func (s style) source(b *strings.Builder, c answer.Citation) {
	number := fmt.Sprintf("[%d]", c.N)
	for i, line := range wrap(number+" "+heading(c), s.width) {
		line = s.line(line)
		if rest, ok := strings.CutPrefix(line, number); i == 0 && ok {
			b.WriteString(s.paint(color.FgCyan, number) + s.paint(color.Bold, rest) + "\n")
			continue
		}
		b.WriteString(s.paint(color.Bold, line) + "\n")
	}
	for _, line := range wrap(c.Quote, s.width-len(indent)) {
		b.WriteString(indent + s.line(line) + "\n")
	}
	if from := firstOf(c.URL, c.Source); from != "" {
		for _, line := range wrap(from, s.width-len(indent)) {
			b.WriteString(indent + s.paint(color.Faint, s.line(line)) + "\n")
		}
	}
}

// heading returns "Title › Section (ar)".
func heading(c answer.Citation) string {
	h := c.Title
	if c.Section != "" {
		h += " › " + c.Section
	}
	if c.Lang != "" {
		h += " (" + string(c.Lang) + ")"
	}
	return h
}

// nearest writes the articles that come closest, those that the text does not
// name already.
func (s style) nearest(b *strings.Builder, r answer.Reply) {
	label := answer.Label(r.Lang, "nearest")
	for _, t := range r.Titles {
		if strings.Contains(r.Text, t.Title) {
			continue
		}
		if label != "" {
			b.WriteString("\n" + label + "\n")
			label = ""
		}
		for _, line := range wrap(fmt.Sprintf("- %s (%s)", t.Title, t.Lang), s.width) {
			b.WriteString(s.line(line) + "\n")
		}
	}
}

// line makes a wrapped line ready for the terminal.
func (s style) line(line string) string {
	if s.isolate {
		return arabic.Isolate(line)
	}
	return line
}

// marks colours the numbers of sources in a line of the answer.
func (s style) marks(line string) string {
	if !s.colour {
		return line
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(line, "[")
		number, after, closed := strings.Cut(rest, "]")
		if !found || !closed {
			return b.String() + line
		}
		b.WriteString(before)
		mark := "[" + number + "]"
		if strings.Trim(number, "0123456789") == "" && number != "" {
			mark = s.paint(color.FgCyan, mark)
		}
		b.WriteString(mark)
		line = after
	}
}

// paint returns the text in a colour, or bold, where colours are wanted.
func (s style) paint(attr color.Attribute, text string) string {
	if !s.colour || text == "" {
		return text
	}
	c := color.New(attr)
	c.EnableColor() // the style has decided, not the library
	return c.Sprint(text)
}

// wrap breaks a text into lines of at most width columns. Words are never cut:
// one that is longer stands on a line of its own. Line breaks of the text
// stay; control characters, which could steer a terminal, do not.
func wrap(text string, width int) []string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, text)
	var lines []string
	for part := range strings.SplitSeq(strings.TrimRight(text, " \n\t"), "\n") {
		line, columns := "", 0
		for _, word := range strings.FieldsFunc(part, func(r rune) bool { return r == ' ' || r == '\t' }) {
			w := displaywidth.String(word)
			if line != "" && columns+1+w > width {
				lines = append(lines, line)
				line, columns = "", 0
			}
			if line != "" {
				line += " "
				columns++
			}
			line += word
			columns += w
		}
		lines = append(lines, line)
	}
	return lines
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
