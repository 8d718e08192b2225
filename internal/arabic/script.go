package arabic

import "unicode/utf8"

// Mostly returns the script, Arabic or Latin, that most words of s are in, and
// ok=false when it holds neither. Names in Latin letters are common in Arabic
// sentences: two Arabic function words decide for Arabic.
func Mostly(s string) (script Script, ok bool) {
	var arabicWords, latinWords, arabicStops int
	for _, t := range Tokens(s) {
		switch t.Script {
		case Arabic:
			arabicWords++
			if t.Stop {
				arabicStops++
			}
		case Latin:
			if utf8.RuneCountInString(t.Text) > 1 {
				latinWords++
			}
		}
	}
	switch {
	case arabicWords == 0 && latinWords == 0:
		return Other, false
	case arabicWords >= latinWords, arabicStops >= 2:
		return Arabic, true
	}
	return Latin, true
}
