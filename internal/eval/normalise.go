package eval

import (
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// normalise returns text in the form in which gold and answers are compared:
// NFKC, case folded, without diacritics, tatweel, bidi or zero-width controls,
// and with one form for alef and hamza, ya, ta marbuta, digits, quotes, dashes
// and spaces. It is "" where nothing is left.
func normalise(text string) string {
	text = norm.NFKC.String(strings.ToValidUTF8(text, "\uFFFD"))
	text = strings.Map(dropControl, text)
	text = cases.Fold().String(text)
	text = strings.Map(oneForm, text)
	return strings.Join(strings.FieldsFunc(text, isSpace), " ")
}

// tokens returns the words of normalised text: runs of letters, numbers and
// underscores. A combining mark ends a word.
func tokens(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !isWord(r) })
}

func isWord(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r)
}

// isSpace is unicode.IsSpace and the four ASCII separators.
func isSpace(r rune) bool {
	return unicode.IsSpace(r) || between(r, 0x1C, 0x1F)
}

func between(r, low, high rune) bool { return low <= r && r <= high }

// dropControl maps characters without a shape of their own to -1.
func dropControl(r rune) rune {
	switch {
	case r == 0x00AD, // soft hyphen
		r == 0x061C, // Arabic letter mark
		r == 0x180E,
		r == 0xFEFF, // byte order mark
		between(r, 0x200B, 0x200F),
		between(r, 0x202A, 0x202E),
		between(r, 0x2060, 0x206F):
		return -1
	}
	return r
}

// oneForm maps the variants of a letter, digit or sign to one of them, and
// Arabic diacritics to -1.
func oneForm(r rune) rune {
	switch {
	case r < 0x80:
		return r
	case isDiacritic(r):
		return -1
	case between(r, 0x0660, 0x0669): // Arabic-Indic digits
		return r - 0x0660 + '0'
	case between(r, 0x06F0, 0x06F9): // Persian digits
		return r - 0x06F0 + '0'
	case between(r, 0x2010, 0x2015): // hyphens and dashes
		return '-'
	case between(r, 0xAB70, 0xABBF): // Cherokee folds to capitals; package cases has it the other way
		return r - 0xAB70 + 0x13A0
	case between(r, 0x13F8, 0x13FD):
		return r - 0x13F8 + 0x13F0
	}
	switch r {
	case 0x0622, 0x0623, 0x0625, 0x0671: // alef with madda, hamza or wasla
		return 0x0627
	case 0x0624: // waw with hamza
		return 0x0648
	case 0x0626, 0x0649, 0x06CC: // yeh with hamza, alef maksura, Persian yeh
		return 0x064A
	case 0x0629: // teh marbuta -> heh
		return 0x0647
	case 0x06A9: // Persian kaf
		return 0x0643
	case 0x066A:
		return '%'
	case 0x066B:
		return '.'
	case 0x2018, 0x2019, 0x201A, 0x201B, 0x2032: // single quotes, prime
		return '\''
	case 0x201C, 0x201D, 0x201E, 0x201F, 0x2033, 0x00AB, 0x00BB: // double quotes
		return '"'
	}
	return r
}

// isDiacritic tells the Arabic vowel and recitation marks, and tatweel.
func isDiacritic(r rune) bool {
	return between(r, 0x0610, 0x061A) ||
		r == 0x0640 || // tatweel
		between(r, 0x064B, 0x065F) ||
		r == 0x0670 || // dagger alef
		between(r, 0x06D6, 0x06DC) ||
		between(r, 0x06DF, 0x06E4) ||
		between(r, 0x06E7, 0x06E8) ||
		between(r, 0x06EA, 0x06ED)
}
