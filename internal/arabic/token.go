package arabic

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Script is the kind of letters that a token is made of.
type Script uint8

// The scripts that are told apart; a token has exactly one.
const (
	Other Script = iota // letters of any other script
	Arabic
	Latin
	Number
	Han // one character a token
)

// Token is a word, a run of digits or a Chinese character.
type Token struct {
	Text       string // folded
	Start, End int    // byte offsets in the text that was split
	Script     Script
	Stop       bool // a function word: found everywhere, says nothing of the subject
	Glued      bool // follows the token before without a space ("QwQ-32B")
}

// maxTokenBytes bounds a token: what is longer is cut, the rest is dropped.
const maxTokenBytes = 200

// Tokens splits s at spaces, punctuation and every change between Arabic,
// Latin and digits. A decimal point stays inside a number, a thousands
// separator is dropped.
func Tokens(s string) []Token {
	tokens := make([]Token, 0, len(s)/6+1)
	glue := false // nothing but a joint since the last token
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		script, ok := scriptOf(r)
		if !ok {
			glue = glue && (invisible(r) || isJoint(r) && i > 0 && !isJointAt(s, i-1))
			i += size
			continue
		}
		end := tokenEnd(s, i, script)
		t := Token{Start: i, End: end, Script: script, Glued: glue && len(tokens) > 0}
		if raw := s[i:end]; len(raw) > maxTokenBytes {
			raw = strings.ToValidUTF8(raw[:maxTokenBytes], "")
			t.Text = foldWord(raw, script)
		} else {
			t.Text = foldWord(raw, script)
			t.Stop = IsStop(raw)
		}
		if t.Text != "" {
			tokens = append(tokens, t)
			glue = true
		}
		i = end
	}
	return tokens
}

// foldWord folds one token. The separators inside a number and the kinds of
// apostrophe inside a word are settled here, and the spaces of a ligature that
// stands for a phrase.
func foldWord(raw string, script Script) string {
	w := Fold(raw)
	switch script {
	case Number:
		return strings.ReplaceAll(w, ",", "")
	case Latin:
		return strings.ReplaceAll(w, "\u2019", "'")
	}
	return strings.ReplaceAll(w, " ", "")
}

// tokenEnd returns where the token that begins at i ends.
func tokenEnd(s string, i int, script Script) int {
	_, size := utf8.DecodeRuneInString(s[i:])
	end := i + size
	if script == Han {
		return end
	}
	for end < len(s) {
		r, size := utf8.DecodeRuneInString(s[end:])
		next, ok := scriptOf(r)
		switch {
		case ok && next == script:
		case !ok && (invisible(r) || unicode.Is(unicode.Mn, r)):
		case script == Number && numberGoesOn(s, end, r, size):
		case script == Latin && (r == '\'' || r == '\u2019') && letterAt(s, end+size) && !possessive(s, end+size):
		default:
			return end
		}
		end += size
	}
	return end
}

// numberGoesOn reports whether the separator r at s[at:] stands inside a
// number: a decimal point before any digit, a comma before exactly three.
func numberGoesOn(s string, at int, r rune, size int) bool {
	digits := 0
	for i := at + size; i < len(s); {
		d, n := utf8.DecodeRuneInString(s[i:])
		if _, ok := digit(d); !ok {
			break
		}
		digits++
		i += n
	}
	switch r {
	case '.', decimalSep:
		return digits > 0
	case ',', thousandsSep:
		return digits == 3
	}
	return false
}

// possessive reports whether s[i:] is the s of a possessive, which is a token
// of its own.
func possessive(s string, i int) bool {
	return (s[i] == 's' || s[i] == 'S') && !letterAt(s, i+1)
}

func letterAt(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	script, ok := scriptOf(r)
	return ok && script == Latin
}

// isJoint reports whether r may hold the parts of a name together.
func isJoint(r rune) bool {
	switch r {
	case '-', '.', '_', '/', '+', '\u2010', '\u2011':
		return true
	}
	return false
}

func isJointAt(s string, i int) bool {
	return i >= 0 && s[i] < 0x80 && isJoint(rune(s[i]))
}

// scriptOf returns the script of a letter or digit; ok is false for anything
// else.
func scriptOf(r rune) (Script, bool) {
	switch {
	case r < 0x80:
		switch {
		case '0' <= r && r <= '9':
			return Number, true
		case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z':
			return Latin, true
		}
		return Other, false
	case invisible(r):
		return Other, false
	}
	if _, ok := digit(r); ok {
		return Number, true
	}
	if !unicode.IsLetter(r) {
		return Other, false
	}
	switch {
	case unicode.Is(unicode.Arabic, r):
		return Arabic, true
	case unicode.Is(unicode.Latin, r), r >= 0x1D400 && r <= 0x1D6A3: // mathematical letters are of no script
		return Latin, true
	case unicode.Is(unicode.Han, r):
		return Han, true
	}
	return Other, true
}

// Joined returns the joined spellings of the names in tokens that mix letters
// and digits or hold a joint: "QwQ-32B" gives qwq32b and 32b, "Step-Video-T2V"
// gives stepvideot2v and t2v. Every spelling of such a name meets in them.
func Joined(tokens []Token) []Token {
	var joined []Token
	for i := 0; i < len(tokens); {
		end := i + 1
		for end < len(tokens) && tokens[end].Glued && joins(tokens[end]) && joins(tokens[end-1]) {
			end++
		}
		if end-i > 1 {
			joined = appendJoined(joined, tokens[i:end])
		}
		i = end
	}
	return joined
}

func joins(t Token) bool { return t.Script == Latin || t.Script == Number }

// appendJoined adds the whole run and its parts between joints.
func appendJoined(joined []Token, run []Token) []Token {
	add := func(part []Token) {
		if len(part) < 2 {
			return
		}
		t := Token{Start: part[0].Start, End: part[len(part)-1].End, Script: Latin}
		for _, p := range part {
			t.Text += p.Text
		}
		if len(t.Text) <= maxTokenBytes {
			joined = append(joined, t)
		}
	}
	add(run)
	from := 0
	for i := 1; i <= len(run); i++ {
		if i == len(run) || run[i].Start != run[i-1].End {
			if i-from < len(run) {
				add(run[from:i])
			}
			from = i
		}
	}
	return joined
}
