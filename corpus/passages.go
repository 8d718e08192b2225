package corpus

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"
)

// maxPassage is the length in characters over which a paragraph is split into
// runs of sentences. One sentence is never split.
const maxPassage = 900

// layOut joins paragraphs to the text of an article and says where its
// passages are. Paragraphs without a letter or digit are left out.
func layOut(paragraphs []paragraph) (string, []Passage) {
	var text strings.Builder
	var passages []Passage
	for _, p := range paragraphs {
		line := flat(p.text)
		if !strings.ContainsFunc(line, isWord) {
			continue
		}
		if text.Len() > 0 {
			text.WriteString("\n\n")
		}
		for _, run := range runs(line) {
			passages = append(passages, Passage{
				Section: p.section,
				Start:   text.Len() + run.start,
				End:     text.Len() + run.end,
				Line:    p.line,
			})
		}
		text.WriteString(line)
	}
	return text.String(), passages
}

func isWord(c rune) bool {
	return unicode.IsLetter(c) || unicode.IsNumber(c)
}

// span is a part of a text by byte offsets.
type span struct{ start, end int }

// runs splits a paragraph that is longer than maxPassage at ends of sentences.
func runs(text string) []span {
	if utf8.RuneCountInString(text) <= maxPassage {
		return []span{{0, len(text)}}
	}
	var out []span
	var current span
	length := 0 // of current in runes, with its trailing space
	flush := func() {
		part := text[current.start:current.end]
		current.end -= len(part) - len(strings.TrimRight(part, " "))
		if current.end > current.start {
			out = append(out, current)
		}
	}
	for it := sentences.FromString(text); it.Next(); {
		sentence := it.Value()
		n := utf8.RuneCountInString(sentence)
		bare := utf8.RuneCountInString(strings.TrimRight(sentence, " "))
		if length > 0 && length+bare > maxPassage {
			flush()
			current.start, length = current.end, 0
		}
		if length == 0 {
			current.start = it.Start()
		}
		current.end = it.End()
		length += n
	}
	flush()
	return out
}
