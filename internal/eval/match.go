package eval

import (
	"strings"
	"unicode/utf8"
)

// shortAlt is the length, in code points, up to which an alternative must be
// a whole word.
const shortAlt = 3

// contains reports whether normalised text holds alt, itself normalised here,
// within the edges that alt asks for. An alternative of nothing is nowhere.
func contains(text, alt string) bool {
	alt = normalise(alt)
	if alt == "" {
		return false
	}
	e := edgesOf(alt)
	_, step := utf8.DecodeRuneInString(alt)
	for at := 0; ; at += step {
		i := strings.Index(text[at:], alt)
		if i < 0 {
			return false
		}
		at += i
		if e.fit(text[:at], text[at+len(alt):]) {
			return true
		}
	}
}

// edges are what must hold around an alternative: so that "R1" is not found in
// "R12", "5%" not in "4.5%", "Rama" not in "drama", and a short Arabic word not
// inside another one.
type edges struct {
	arabic    bool // a whole word, but for the usual prefixes; the others are then false
	startWord bool // no ASCII letter or digit before
	startNum  bool // nor a digit with a point or comma
	endWord   bool // no ASCII letter or digit after
	endNum    bool // nor a point or comma with a digit
}

func edgesOf(alt string) edges {
	length := utf8.RuneCountInString(alt)
	if length <= shortAlt && strings.IndexFunc(alt, notArabic) < 0 {
		return edges{arabic: true}
	}
	first, last := alt[0], alt[len(alt)-1] // bytes of a longer code point are neither
	return edges{
		startWord: isAlnum(first),
		startNum:  isDigit(first),
		endWord:   isDigit(last) || isAlnum(last) && length <= shortAlt,
		endNum:    isDigit(last),
	}
}

// fit reports whether an occurrence with these texts around it counts.
func (e edges) fit(before, after string) bool {
	if e.arabic {
		next, _ := utf8.DecodeRuneInString(after)
		return notArabic(next) && afterPrefix(before)
	}
	b, a := len(before), len(after)
	switch {
	case e.startWord && b > 0 && isAlnum(before[b-1]),
		e.startNum && b > 1 && isPoint(before[b-1]) && isDigit(before[b-2]),
		e.endWord && a > 0 && isAlnum(after[0]),
		e.endNum && a > 1 && isPoint(after[0]) && isDigit(after[1]):
		return false
	}
	return true
}

const (
	conjunctions = "\u0648\u0641"       // waw, feh
	particles    = "\u0628\u0644\u0643" // beh, lam, kaf
	article      = "\u0627\u0644"       // alef lam
	toThe        = "\u0644\u0644"       // lam lam, for lam and the article
	maxPrefix    = 4                    // letters: conjunction, particle, article
)

// afterPrefix reports whether the Arabic letters that text ends with are none,
// or a prefix that is written onto a word: a conjunction, then a particle and
// the article, each or none.
func afterPrefix(text string) bool {
	start := len(text)
	for n := 0; ; n++ {
		r, size := utf8.DecodeLastRuneInString(text[:start])
		if notArabic(r) {
			break
		}
		if n == maxPrefix {
			return false
		}
		start -= size
	}
	prefix := dropOne(text[start:], conjunctions)
	if prefix == toThe {
		return true
	}
	prefix = dropOne(prefix, particles)
	return prefix == "" || prefix == article
}

// dropOne returns s without its first letter where that is one of letters.
func dropOne(s, letters string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size > 0 && strings.ContainsRune(letters, r) {
		return s[size:]
	}
	return s
}

// notArabic tells all but the letters of Arabic itself; it is true of the
// rune that stands for the end of a text.
func notArabic(r rune) bool { return !between(r, 0x0621, 0x064A) }

func isDigit(b byte) bool { return '0' <= b && b <= '9' }
func isAlnum(b byte) bool { return isDigit(b) || 'a' <= b && b <= 'z' }
func isPoint(b byte) bool { return b == '.' || b == ',' }
