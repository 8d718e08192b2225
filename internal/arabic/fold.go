package arabic

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold returns s in the form in which words are compared: NFKC, without
// diacritics, tatweel and invisible controls, one form for the variants of a
// letter, ASCII digits, lower-case Latin without accents. It keeps spaces and
// punctuation. Fold is idempotent and returns valid UTF-8.
func Fold(s string) string {
	if isPlainASCII(s) {
		return s
	}
	if isBasic(s) {
		return foldRunes(s)
	}
	// NFKC expands presentation forms, NFKD splits accents off Latin letters.
	s = norm.NFKD.String(strings.ToValidUTF8(norm.NFKC.String(s), "\uFFFD"))
	return norm.NFC.String(foldRunes(s))
}

func foldRunes(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		if r = foldRune(r); r >= 0 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isBasic reports whether s holds nothing but ASCII and letters and marks of
// the basic Arabic block without compatibility forms: normalisation would
// change nothing that folding does not.
func isBasic(s string) bool {
	for _, r := range s {
		if r >= 0x80 && (r < 0x060C || r > 0x06D3 || r >= 0x0675 && r <= 0x0678 || r == 0x06C0 || r == 0x06C2 || r == 0x06D3) {
			return false
		}
	}
	return true
}

// isPlainASCII reports whether folding would return s unchanged.
func isPlainASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 || 'A' <= s[i] && s[i] <= 'Z' {
			return false
		}
	}
	return true
}

// foldRune maps one rune to its folded form, or to -1 where it is dropped.
func foldRune(r rune) rune {
	switch {
	case r < 0x80:
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	case invisible(r):
		return -1
	}
	if to, ok := variants[r]; ok {
		return to
	}
	if d, ok := digit(r); ok {
		return d
	}
	if unicode.Is(unicode.Mn, r) {
		return -1
	}
	return unicode.ToLower(r)
}

// variants maps the spellings of one letter to one of them; -1 drops it.
// Letters of Persian and Urdu keyboards meet the Arabic ones, and the letters
// for p, v, g, ch and zh meet those that Arabic writers use in their place.
var variants = map[rune]rune{
	alefHamza: alef, alefHamzaLow: alef, alefMadda: alef, alefWasla: alef,
	alefMaksura: yeh, farsiYeh: yeh, eYeh: yeh, yehBarree: yeh, yehHamza: yeh,
	tehMarbuta: heh, ae: heh, hehGoal: heh, hehDoachash: heh, tehMarbutaGl: heh,
	keheh: kaf, swashKaf: kaf, wawHamza: waw, hamza: -1,
	gaf: ghain, veh: feh, peh: beh, tcheh: jeem, jeh: jeem,
	decimalSep: '.', thousandsSep: -1,
}

// invisible reports whether r never shows: marks of Arabic vocalisation,
// tatweel, zero-width and bidirectional controls.
func invisible(r rune) bool {
	switch {
	case r == tatweel, r == 0x00AD, r == 0x061C, r == 0x180E, r == 0xFEFF,
		r >= 0x0610 && r <= 0x061A, r >= 0x064B && r <= 0x065F, r == 0x0670,
		r >= 0x06D6 && r <= 0x06ED && r != 0x06DD && r != 0x06DE && r != 0x06E9,
		r >= 0x200B && r <= 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2060 && r <= 0x206F,
		r >= 0xFE00 && r <= 0xFE0F:
		return true
	}
	return false
}

// digit returns the ASCII form of a decimal digit: ASCII, Arabic, Persian,
// full-width or mathematical.
func digit(r rune) (rune, bool) {
	switch {
	case r >= '0' && r <= '9':
		return r, true
	case r >= 0x0660 && r <= 0x0669:
		return r - 0x0660 + '0', true
	case r >= 0x06F0 && r <= 0x06F9:
		return r - 0x06F0 + '0', true
	case r >= 0xFF10 && r <= 0xFF19:
		return r - 0xFF10 + '0', true
	case r >= 0x1D7CE && r <= 0x1D7FF:
		return (r-0x1D7CE)%10 + '0', true
	}
	return 0, false
}
