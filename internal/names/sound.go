package names

import (
	_ "embed"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"dalil/internal/arabic"
)

//go:embed transliteration.tsv
var transliterationText string

// Bounds of a segment in letters.
const (
	maxLatin  = 3
	maxArabic = 2
)

// sounds is the model of how names are written in the other script.
type sounds struct {
	segments map[string]float64 // probability of LATIN|ARABIC
	latin    map[rune]float64   // frequency of letters
	arabic   map[rune]float64
	heard    map[string][]string // consonants of one script by those of the other
}

var model = sync.OnceValue(func() *sounds { return parseSounds(transliterationText) })

func parseSounds(text string) *sounds {
	s := &sounds{
		segments: make(map[string]float64), latin: make(map[rune]float64), arabic: make(map[rune]float64),
		heard: make(map[string][]string),
	}
	for line := range strings.Lines(text) {
		fields := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if len(fields) != 3 {
			continue
		}
		p, err := strconv.ParseFloat(fields[2], 64)
		if err != nil {
			continue
		}
		letter, _ := utf8.DecodeRuneInString(fields[1])
		switch fields[0] {
		case "latin":
			s.latin[letter] = p
		case "arabic":
			s.arabic[letter] = p
		case "segment":
			latin, ar, _ := strings.Cut(fields[1], "|")
			s.segments[latin+"|"+arabic.Fold(ar)] += p
		}
	}
	s.hear()
	return s
}

// minHeard is the share of a consonant's segments from which another is one
// that it may be written as.
const minHeard = 0.02

// hear fills which consonants stand for which.
func (s *sounds) hear() {
	weights, all := make(map[string]map[string]float64), make(map[string]float64)
	count := func(from, to string, p float64) {
		if weights[from] == nil {
			weights[from] = make(map[string]float64)
		}
		weights[from][to] += p
		all[from] += p
	}
	for k, p := range s.segments {
		latin, ar, _ := strings.Cut(k, "|")
		x, y := consonants(latin), consonants(ar)
		if x == "" || y == "" || strings.Contains(ar, article) && !strings.Contains(latin, "l") {
			continue
		}
		if latin == x && len(x) == 1 || latin == x+"h" || latin == "ck" { // one sound
			count(latin, y, p)
		}
		if y == ar && (utf8.RuneCountInString(y) == 1 || latin == "x" || latin == x+"h") {
			count(ar, x, p)
		}
	}
	for from, to := range weights {
		for c, p := range to {
			if p >= minHeard*all[from] {
				s.heard[from] = append(s.heard[from], c)
			}
		}
		slices.Sort(s.heard[from])
	}
	for plain, emphatic := range emphatics {
		if !slices.Contains(s.heard[plain], emphatic) {
			s.heard[plain] = append(s.heard[plain], emphatic)
		}
	}
}

// emphatics are the Arabic consonants that Latin letters do not tell from plain
// ones. The names of the model are mostly Western and have few of them.
var emphatics = map[string]string{"s": "\u0635", "d": "\u0636", "z": "\u0638", "t": "\u0637"}

// weak are the letters that names are written with or without.
const weak = "aeiouyhw'\u0627\u0648\u064A\u0639\u0647\u062D"

// consonants returns what is left of letters without the weak ones.
func consonants(letters string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(weak, r) {
			return -1
		}
		return r
	}, letters)
}

// Pattern returns a regular expression of the words in the other script that a
// folded name may be written as, by its consonants; ok is false for a word
// that is too short to tell.
func Pattern(t arabic.Token) (pattern string, ok bool) {
	s := model()
	letters := slices.Compact([]rune(t.Text))
	between := "[\u0627\u0648\u064A\u0639\u0647\u062D]*"
	var b strings.Builder
	if t.Script == arabic.Arabic {
		between = "[aeiouyhw']*"
	} else {
		b.WriteString(before)
	}
	b.WriteString(between)
	sure := 0
	for i := 0; i < len(letters); {
		n, options := s.next(letters[i:], between)
		switch {
		case n > 0:
			b.WriteString("(" + strings.Join(options, "|") + ")" + between)
			sure++
			i += n
		case t.Script == arabic.Latin && consonantAt(letters, i) != "":
			b.WriteString("(" + consonantAt(letters, i) + ")" + between)
			sure++
			i++
		case strings.ContainsRune(weak, letters[i]):
			i++
		default:
			return "", false
		}
	}
	return b.String(), sure >= minSounds
}

// consonantAt returns what a w that begins a word, or an h between vowels or there, is
// written as in Arabic; "" for other letters: elsewhere they may be vowels or part
// of another sound.
func consonantAt(letters []rune, i int) string {
	begins := i == 0 || strings.ContainsRune(vowels, letters[i-1])
	switch {
	case letters[i] == 'w' && i == 0:
		return "\u0648"
	case letters[i] == 'h' && begins && i+1 < len(letters) && strings.ContainsRune(vowels, letters[i+1]):
		return "\u0647|\u062D"
	}
	return ""
}

const vowels = "aeiou"

// next returns how many letters make up the sound that a word goes on with, and
// what it may be written as; n is 0 where it goes on with none. Two letters may
// be one sound or two.
func (s *sounds) next(letters []rune, between string) (n int, options []string) {
	for n = min(maxLatin, len(letters)); n > 0; n-- {
		if options = s.options(letters[:n]); len(options) == 0 {
			continue
		}
		if n == 2 {
			first, second := s.options(letters[:1]), s.options(letters[1:2])
			if len(first) > 0 && len(second) > 0 {
				options = append(options, "("+strings.Join(first, "|")+")"+between+"("+strings.Join(second, "|")+")")
			}
		}
		break
	}
	return n, options
}

// before are the clitics that most often stand before an Arabic name; all would
// make the expression three times as slow to compile.
const before = "(\u0627\u0644|\u0648|\u0628|\u0644)?"

// minSounds is how many consonants a name must have to be looked for by them.
const minSounds = 2

// options returns what letters may be written as.
func (s *sounds) options(letters []rune) []string {
	out := slices.Clone(s.heard[string(letters)])
	for i, o := range out {
		if len(o) == 1 {
			out[i] = o + o + "?" // English doubles letters
		}
	}
	return out
}

// Likeness says how much likelier it is that two folded words are one name in
// Latin and Arabic letters than that they are not: the logarithm of the ratio
// of the probabilities, by letter.
func Likeness(latin, ar string) float64 {
	s := model()
	x, y := []rune(latin), []rune(ar)
	width := len(y) + 1
	sum := make([]float64, (len(x)+1)*width)
	sum[0] = 1
	for i := 0; i <= len(x); i++ {
		for j := 0; j <= len(y); j++ {
			p := sum[i*width+j]
			if p == 0 {
				continue
			}
			for n := 0; n <= maxLatin && i+n <= len(x); n++ {
				for m := 0; m <= maxArabic && j+m <= len(y); m++ {
					if n+m > 0 {
						sum[(i+n)*width+j+m] += p * s.segments[string(x[i:i+n])+"|"+string(y[j:j+m])]
					}
				}
			}
		}
	}
	ratio := math.Log(sum[len(sum)-1])
	for _, r := range x {
		ratio -= math.Log(s.latin[r])
	}
	for _, r := range y {
		ratio -= math.Log(s.arabic[r])
	}
	if math.IsNaN(ratio) {
		return math.Inf(-1)
	}
	return 2 * ratio / float64(len(x)+len(y))
}
