package search

import (
	"strings"

	"dalil/internal/arabic"
)

// word is a token with all that its text alone tells.
type word struct {
	text     string
	script   arabic.Script
	stop     bool
	joined   bool     // a name in its joined spelling, beside its parts
	stems    []string // see arabic.Stems
	skeleton string
	grams    []string
}

// counted reports whether the word itself is a term: function words are none.
func (w *word) counted() bool { return w.joined || !w.stop }

// newWords returns the words of a text. Where a name is there in a joined
// spelling, that stands behind its parts.
func newWords(text string) []*word {
	tokens := arabic.Tokens(text)
	words := make([]*word, 0, len(tokens))
	for _, t := range tokens {
		w := &word{text: t.Text, script: t.Script, stop: t.Stop, stems: arabic.Stems(t), grams: gramsOf(t)}
		if !t.Stop {
			w.skeleton = arabic.Skeleton(t)
		}
		words = append(words, w)
	}
	for _, t := range arabic.Joined(tokens) {
		words = append(words, &word{text: t.Text, script: t.Script, joined: true, stems: []string{t.Text}})
	}
	return words
}

// piece is what stands between two separators of a text.
type piece struct {
	separator byte // before it: a space, a line break, a tab; 0 for none
	text      string
	begins    bool // a sentence
}

// pieces splits a text at spaces, line breaks, tabs and between its sentences,
// so that separators and texts together are the text.
func pieces(list []piece, text string) []piece {
	spans := arabic.Sentences(text)
	if len(spans) == 0 {
		spans = []arabic.Span{{}}
	}
	p := piece{begins: true}
	for i := range spans {
		start, end := spans[i].Start, len(text)
		if i == 0 {
			start = 0
		}
		if i+1 < len(spans) {
			end = spans[i+1].Start
		}
		rest := text[start:end]
		for p.begins = true; rest != "" || p.begins && i == 0; p.begins = false {
			cut := strings.IndexAny(rest, " \n\t")
			if cut < 0 {
				p.text = rest
				list = append(list, p)
				p.separator = 0
				break
			}
			p.text = rest[:cut]
			list = append(list, p)
			p.separator, rest = rest[cut], rest[cut+1:]
		}
	}
	if p.separator != 0 { // at the end
		list = append(list, piece{separator: p.separator})
	}
	return list
}
