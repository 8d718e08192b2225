package search

import (
	"testing"

	"dalil/internal/arabic"
)

func TestSameWord(t *testing.T) {
	for _, test := range []struct {
		reason, a, b string
		want         bool
	}{
		{"equal", "river", "river", true},
		{"plural", "rivers", "river", true},
		{"plural of y", "city", "cities", true},
		{"past and present", "founded", "founding", true},
		{"silent e", "make", "making", true},
		{"doubled letter", "stop", "stopped", true},
		{"another word of the stem", "university", "universal", false},
		{"the same for verbs", "publish", "public", false},
		{"article", "النهر", "نهر", true},
		{"clitics", "وبالنهر", "نهر", true},
		{"plural, feminine", "جامعة", "جامعات", true},
		{"plural, masculine", "مهندس", "مهندسون", true},
		{"possessive", "جامعتها", "جامعة", true},
		{"feminine that is another word", "جامعة", "جامع", false},
	} {
		a, b := arabic.Tokens(test.a)[0], arabic.Tokens(test.b)[0]
		if sameWord(a, b) != test.want || sameWord(b, a) != test.want {
			t.Errorf("%s: %q and %q: not %v", test.reason, test.a, test.b, test.want)
		}
	}
}
