package names

import (
	"slices"
	"strings"
	"unicode/utf8"

	"dalil/internal/arabic"
)

// Typing errors are looked for from this many letters on, two of them from
// that many, or from one more where both have the same three consonants or
// more; below that a name is too easily another word.
const (
	minFuzzy1 = 5
	minFuzzy2 = 12
)

// fuzzyKey is an alias key prepared for comparison.
type fuzzyKey struct {
	key      []rune
	single   []rune // see single
	skeleton string
	digits   string
}

func newFuzzyKey(k string) fuzzyKey {
	r := []rune(k)
	return fuzzyKey{key: r, single: single(r), skeleton: skeleton(k), digits: digitsOf(k)}
}

// How unlikely a typing error is; far is a word that is none.
const (
	perError = 10
	far      = 100
)

// typingErrors returns how unlikely it is that a word misspells an alias, or
// far: perError for each error, one for each doubled letter. The shorter the
// name, the more a word must resemble it.
func typingErrors(word, alias *fuzzyKey) int {
	n := min(len(word.key), len(alias.key))
	if n < minFuzzy1-1 || word.digits != alias.digits || hasArticle(word.key) && !hasArticle(alias.key) {
		return far
	}
	consonants := 0 // that both have
	if word.skeleton == alias.skeleton {
		consonants = utf8.RuneCountInString(word.skeleton)
	}
	sameStart := word.key[0] == alias.key[0]
	allowed := 0
	switch {
	case sameStart && (n > minFuzzy1 && consonants > 2 || n >= minFuzzy2):
		allowed = 2
	case n >= minFuzzy1, consonants > 1:
		allowed = 1
	}
	if consonants < 2 && word.key[0] != alias.key[0] {
		allowed-- // the first letter is seldom wrong
	}
	if allowed <= 0 {
		return far
	}
	raw := arabic.Distance(withI(word.key), withI(alias.key), allowed+1)
	d := raw
	if consonants > 0 {
		d = min(d, arabic.Distance(word.single, alias.single, allowed))
	}
	if d > allowed || raw > allowed+1 || d > 0 && anotherWord(word, alias, n, raw) {
		return far
	}
	return perError*d + raw
}

// anotherWord reports whether a word that resembles an alias is rather one of
// its own. n is the length of the shorter, raw how many letters differ.
func anotherWord(word, alias *fuzzyKey, n, raw int) bool {
	short := minFuzzy1
	if word.key[0] < utf8.RuneSelf {
		short++ // more English words have this length
	}
	switch {
	case n <= minFuzzy1 && raw > 1,
		len(alias.key) < minFuzzy1 && !swapped(word.key, alias.key),
		n <= short && word.skeleton != alias.skeleton && replaced(word.key, alias.key):
		return true
	}
	typed, listed := string(word.key), string(alias.key)
	// the beginning of the name, or its plural
	return raw > 1 && strings.HasPrefix(listed, typed) || typed == listed+"s"
}

// hasArticle reports whether a word begins with the Arabic article: it is cut
// off before it is compared with a name that has none.
func hasArticle(w []rune) bool { return len(w) > 2 && w[0] == '\u0627' && w[1] == '\u0644' }

// replaced reports whether two words of the same length differ in one letter:
// short ones are often two words.
func replaced(a, b []rune) bool { return len(a) == len(b) && differing(a, b) == 1 }

// swapped reports whether two letters that stand together changed places.
func swapped(a, b []rune) bool {
	return len(a) == len(b) && differing(a, b) == 2 && arabic.Distance(a, b, 1) == 1
}

// differing returns the number of places at which words of one length differ.
func differing(a, b []rune) (n int) {
	for i := range a {
		if a[i] != b[i] {
			n++
		}
	}
	return n
}

// skeleton returns the consonants of a folded name in either script, doubled
// ones once.
func skeleton(k string) string {
	var b strings.Builder
	last := rune(-1)
	for i, r := range k {
		if r == '\u0647' && i+utf8.RuneLen(r) == len(k) {
			b.WriteRune(r) // an ending is no weak letter
			break
		}
		switch r {
		case 'a', 'e', 'i', 'o', 'u', 'y', 'w', 'h', '\u0627', '\u0648', '\u064A', '\u0647':
			last = -1
			continue
		case 'c', 'q':
			if r == 'c' && i+1 < len(k) && strings.ContainsRune("eiyh", rune(k[i+1])) {
				r = 's'
			} else {
				r = 'k'
			}
		case 'z':
			r = 's'
		// letters that writers of names in Arabic choose between
		case '\u0642', '\u063A':
			r = '\u062C'
		case '\u0632', '\u0635':
			r = '\u0633'
		case '\u0637':
			r = '\u062A'
		case 'x':
			if i > 0 && last != 'k' {
				b.WriteByte('k')
			}
			r = 's'
		}
		if r != last {
			b.WriteRune(r)
		}
		last = r
	}
	return b.String()
}

// single returns a word with doubled letters once and with one letter for those
// that writers of names choose between.
func single(k []rune) []rune {
	out := make([]rune, 0, len(k)+1)
	for i, r := range k {
		switch r {
		case 'y':
			r = 'i'
		case 'x': // in Chinese names
			if i == 0 {
				out = append(out, 's')
				r = 'h'
			}
		case '\u0642', '\u063A':
			r = '\u062C'
		case '\u0635':
			r = '\u0633'
		case '\u0637':
			r = '\u062A'
		}
		out = append(out, r)
	}
	return slices.Compact(out)
}

// withI returns a word with i for y, which is no error.
func withI(k []rune) []rune {
	if !slices.Contains(k, 'y') {
		return k
	}
	out := slices.Clone(k)
	for i, r := range out {
		if r == 'y' {
			out[i] = 'i'
		}
	}
	return out
}

func digitsOf(k string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '.' {
			return r
		}
		return -1
	}, k)
}
