package arabic

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"
)

// Span is a part of a text by byte offsets.
type Span struct{ Start, End int }

// Sentences splits a text at the ends of sentences (UAX #29) and of lines,
// without the spaces around them. Initials and common abbreviations do not end
// a sentence.
func Sentences(text string) []Span {
	var out []Span
	open := false // the last span goes on
	for it := sentences.FromString(text); it.Next(); {
		raw := it.Value()
		start := it.Start() + len(raw) - len(strings.TrimLeftFunc(raw, unicode.IsSpace))
		trimmed := strings.TrimSpace(raw)
		if trimmed == "" {
			continue
		}
		if open && len(out) > 0 {
			out[len(out)-1].End = start + len(trimmed)
		} else {
			out = append(out, Span{start, start + len(trimmed)})
		}
		open = abbreviated(trimmed) && !strings.HasSuffix(raw, "\n")
	}
	return out
}

// abbreviations are written with a full stop inside a sentence.
var abbreviations = map[string]bool{
	"dr": true, "mr": true, "mrs": true, "ms": true, "st": true, "prof": true, "jr": true, "sr": true,
	"vs": true, "etc": true, "no": true, "vol": true, "fig": true, "inc": true, "ltd": true, "co": true,
	"gen": true, "lt": true, "col": true, "gov": true, "sen": true, "rep": true, "e.g": true, "i.e": true, "ca": true,
}

// abbreviated reports whether the full stop that ends s belongs to an
// abbreviation or an initial.
func abbreviated(s string) bool {
	body, ok := strings.CutSuffix(s, ".")
	if !ok {
		return false
	}
	word := body[strings.LastIndexFunc(body, unicode.IsSpace)+1:]
	if abbreviations[strings.ToLower(strings.TrimLeft(word, "("))] {
		return true
	}
	last, size := utf8.DecodeLastRuneInString(body)
	before, _ := utf8.DecodeLastRuneInString(body[:len(body)-size])
	return unicode.IsUpper(last) && (before == '.' || unicode.IsSpace(before))
}

// Clauses splits a sentence after commas, semicolons and colons, and before
// opening brackets. The parts cover the sentence.
func Clauses(sentence string) []Span {
	var out []Span
	start := 0
	for i, r := range sentence {
		size := utf8.RuneLen(r)
		switch r {
		case ',', ';', ':', '\u060C', '\u061B':
			next, _ := utf8.DecodeRuneInString(sentence[i+size:])
			if unicode.IsSpace(next) {
				out = append(out, Span{start, i + size})
				start = i + size
			}
		}
	}
	return append(out, Span{start, len(sentence)})
}
