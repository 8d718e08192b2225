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
			open = open && !endsLine(raw)
			continue
		}
		if open && goesOn(text[out[len(out)-1].Start:out[len(out)-1].End], trimmed) {
			out[len(out)-1].End = start + len(trimmed)
		} else {
			out = append(out, Span{start, start + len(trimmed)})
		}
		open = !endsLine(raw)
	}
	return out
}

// endsLine reports whether a sentence was split off at the end of a line.
func endsLine(raw string) bool {
	last, _ := utf8.DecodeLastRuneInString(raw)
	switch last {
	case '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029':
		return true
	}
	return false
}

// abbreviations are written with a full stop inside a sentence; those that are
// true stand before a number only and are words of their own elsewhere.
var abbreviations = map[string]bool{
	"dr": false, "mr": false, "mrs": false, "ms": false, "st": false, "prof": false, "jr": false, "sr": false,
	"vs": false, "inc": false, "ltd": false, "co": false, "gen": false, "lt": false, "col": false, "gov": false,
	"sen": false, "rep": false, "e.g": false, "i.e": false,
	"no": true, "nos": true, "vol": true, "fig": true, "ca": true, "ver": true, "v": true, "p": true, "pp": true,
}

// goesOn reports whether the full stop that ends s belongs to an abbreviation
// or an initial, so that next is of the same sentence.
func goesOn(s, next string) bool {
	body, ok := strings.CutSuffix(s, ".")
	if !ok {
		return false
	}
	word := body[strings.LastIndexFunc(body, unicode.IsSpace)+1:]
	if numbered, ok := abbreviations[strings.ToLower(strings.TrimLeft(word, "("))]; ok {
		first, _ := utf8.DecodeRuneInString(next)
		_, isDigit := digit(first)
		return isDigit || !numbered
	}
	last, size := utf8.DecodeLastRuneInString(body)
	before, _ := utf8.DecodeLastRuneInString(body[:len(body)-size])
	return unicode.IsUpper(last) && (len(body) == size || before == '.' || unicode.IsSpace(before))
}

// Clauses splits a sentence after the commas, semicolons and colons that a
// space follows. The parts cover the sentence.
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
