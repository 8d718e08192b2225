package corpus

import "strings"

// parseText reads plain text: the first line is the title, unless the front
// matter has one, and blank lines stand between paragraphs.
func (s *source) parseText(body string, offset int) {
	var current paragraph
	flush := func() {
		if current.text != "" {
			s.paragraphs = append(s.paragraphs, current)
		}
		current = paragraph{}
	}
	for line := range strings.Lines(body) {
		offset++
		line = strings.TrimSpace(line)
		switch {
		case line == "":
			flush()
		case s.Title == "" && s.fallback.Title == "":
			s.fallback.Title = line
		case current.text == "":
			current = paragraph{text: line, line: offset}
		default:
			current.text += " " + line
		}
	}
	flush()
	s.fallback.Lang = detect(s.paragraphs)
}
