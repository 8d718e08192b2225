package eval

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestNormalise(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"diacritics, tatweel, hamza, ta marbuta", "مُؤَسَّسـة", "موسسه"},
		{"alef, ya, digits, percent", "إلى ٤١٪", "الي 41%"},
		{"Persian letters, digits, decimal sign", "کی ۴٫۵", "كي 4.5"},
		{"controls and quotes", "\u202eZor\u200bbix\u202c  “x” «y» ‘z’", `zorbix "x" "y" 'z'`},
		{"compatibility forms", "Ｚｏｒｂｉｘ ﻻ ﬁ ²", "zorbix لا fi 2"},
		{"case folding is more than lower case", "Straße ΣΑΣ İ", "strasse σασ i\u0307"},
		{"dashes", "a–b—c‑d", "a-b-c-d"},
		{"double prime is decomposed first", "5″", "5''"},
		{"spaces, ASCII separators too", "\x1c a\u00a0\u2028\tb\x1f", "a b"},
		{"dagger alif and recitation marks", "الرحمٰنۖ", "الرحمن"},
		{"the order of marks does not matter", "ا\u064e\u0654", "ا"},
		{"not UTF-8", "a\xffb", "a\ufffdb"},
		{"nothing", "\u200b \u0640\u064b", ""},
	} {
		if got := normalise(test.in); got != test.want {
			t.Errorf("%s: normalise(%q) = %q, want %q", test.name, test.in, got, test.want)
		}
	}
}

func TestTokens(t *testing.T) {
	for text, want := range map[string][]string{
		"":                    nil,
		"R1, و٤٫٥٪":           {"r1", "و4", "5"},
		"snake_case x½ 千":     {"snake_case", "x1", "2", "千"},
		"İn a\u0302b\u0310c!": {"i", "n", "âb", "c"}, // a mark that composes is none
	} {
		if got := tokens(normalise(text)); !slices.Equal(got, want) {
			t.Errorf("tokens of %q = %q, want %q", text, got, want)
		}
	}
}

func TestContains(t *testing.T) {
	for _, test := range []struct {
		name, alt, text string
		want            bool
	}{
		{"before a comma", "R1", "the R1, and", true},
		{"a longer number", "R1", "R12", false},
		{"a longer number, then the right one", "R1", "R12 R1", true},
		{"a Latin name after an Arabic prefix", "R1", "بـR1", true},
		{"a version", "R1", "R1.5", false},
		{"a full stop", "R1", "It is R1.", true},
		{"percent", "5%", "بنسبة 5٪ فقط", true},
		{"a decimal", "5%", "4.5%", false},
		{"a thousand", "500", "1,500", false},
		{"a comma that ends a word", "500", "so, 500,", true},
		{"number edges", "41", "2041 or 41.5", false},
		{"the edges of the text", "41", "41", true},
		{"a point without a digit before it", "41", ".41", true},
		{"short Arabic inside a word", "لا", "الاصطناعي", false},
		{"short Arabic alone", "لا", "لا، بل", true},
		{"lam and the article", "صور", "للصور", true},
		{"a conjunction and the article", "صور", "للنصوص والصور", true},
		{"the longest prefix", "صور", "وبالصور", true},
		{"one letter more than a prefix", "صور", "وسبالصور", false},
		{"no such prefix", "صور", "تصور", false},
		{"the order of a prefix", "صور", "بوصور", false},
		{"an ending", "صور", "صورة", false},
		{"found again within itself", "لال", "xلالال لال", true},
		{"the start of a word", "Rama", "a dramatic change", false},
		{"the end of a word is free", "cost", "lower costs", true},
		{"but not of a short one", "May", "Mayor", false},
		{"longer Arabic inside a word", "يابان", "باليابان", true},
		{"other scripts have no edges", "千问", "通义千问大", true},
		{"a short one that ends in another script", "a千", "a千b", true},
		{"nothing is nowhere", "\u200b", "a", false},
		{"nothing is not in nothing", "", "", false},
	} {
		if got := contains(normalise(test.text), test.alt); got != test.want {
			t.Errorf("%s: %q in %q = %v, want %v", test.name, test.alt, test.text, got, test.want)
		}
	}
}

func TestSatisfied(t *testing.T) {
	for _, test := range []struct {
		groups [][]string
		text   string
		want   bool
	}{
		{[][]string{{"a1"}, {"b2"}}, "only a1", false},
		{[][]string{{"a1"}, {"x", "b2"}}, "b2 and a1", true},
		{nil, "", true},
		{[][]string{{}}, "anything", false},
	} {
		if got := satisfied(test.groups, normalise(test.text)); got != test.want {
			t.Errorf("satisfied(%q, %q) = %v, want %v", test.groups, test.text, got, test.want)
		}
	}
}

// support is the seed of the tests of quotes and verdicts.
const support = "أطلقت شركة زوربكس نموذج بلمب في مايو بدعم من جامعة كواك"

func TestSupports(t *testing.T) {
	for _, test := range []struct {
		name, quote, support string
		want                 bool
	}{
		{"the quote contains the support", support + " ثم توسعت.", support, true},
		{"the quote is a part", "نموذج بلمب في مايو", support, true},
		{"three words", "نموذج بلمب في", support, true},
		{"two words", "نموذج بلمب", support, false},
		{"one word", "في", support, false},
		{"two words of two", "two words", "Two, words", true},
		{"half of two words", "two", "two words", false},
		{"empty quote", "", support, false},
		{"empty support", support, "\u200b", false},
		{"unrelated", "نموذج آخر تمامًا من شركة أخرى", support, false},
		{"60% of the words", "شركة زوربكس نموذج بلمب في مايو، وجامعة كواك", support, true},
		{"3 of 5", "e x c x a", "a b c d e", true},
		{"2 of 5", "e x c x", "a b c d e", false},
		{"a word counts as often as both have it", "a a a a", "a b c d e", false},
		{"no words at all", "?", "!", false},
	} {
		if got := supports(test.quote, test.support); got != test.want {
			t.Errorf("%s: supports(%q) = %v, want %v", test.name, test.quote, got, test.want)
		}
	}
}

// oracle says what contains says, by a regular expression that takes in the
// characters beside the alternative.
func oracle(text, alt string) bool {
	const letter = "\u0621-\u064a"
	alt = normalise(alt)
	if alt == "" {
		return false
	}
	before, after := "", ""
	short := utf8.RuneCountInString(alt) <= 3
	first, last := alt[0], alt[len(alt)-1]
	switch {
	case regexp.MustCompile(`^[` + letter + `]{1,3}$`).MatchString(alt):
		before = "(?:^|[^" + letter + "])(?:[وف]?(?:لل|[بلك]?(?:ال)?))?"
		after = "(?:$|[^" + letter + "])"
	default:
		if strings.IndexByte("0123456789", first) >= 0 {
			before = `(?:^|^[.,]|[^0-9][.,]|[^0-9a-z.,])`
		} else if first >= 'a' && first <= 'z' {
			before = `(?:^|[^0-9a-z])`
		}
		if strings.IndexByte("0123456789", last) >= 0 {
			after = `(?:$|[.,]$|[.,][^0-9]|[^0-9a-z.,])`
		} else if short && last >= 'a' && last <= 'z' {
			after = `(?:$|[^0-9a-z])`
		}
	}
	return regexp.MustCompile(before + regexp.QuoteMeta(alt) + after).MatchString(text)
}

func FuzzContains(f *testing.F) {
	for _, seed := range [][2]string{
		{"the R1, and R12", "R1"}, {"4.5% 5%", "5%"}, {"a dramatic change", "Rama"}, {"1,41.5 41.", "41"},
		{"وللصور وبالصور تصور", "صور"}, {"لالالا", "لا"}, {"aaab", "aa"}, {"\xff", "\xff"}, {"İ", "i"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, text, alt string) {
		if len(text)+len(alt) > 1<<10 {
			t.Skip("the regular expression would take its time")
		}
		norm := normalise(text)
		if !utf8.ValidString(norm) || strings.Contains(norm, "  ") || norm != strings.TrimSpace(norm) {
			t.Errorf("normalise(%q) = %q", text, norm)
		}
		if got, want := contains(norm, alt), oracle(norm, alt); got != want {
			t.Errorf("contains(%q, %q) = %v, want %v", norm, alt, got, want)
		}
		if wanted := normalise(alt); contains(wanted, alt) != (wanted != "") {
			t.Errorf("%q is not found in itself", alt)
		}
	})
}
