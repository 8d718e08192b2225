package names_test

import (
	"regexp"
	"testing"

	"dalil/internal/arabic"
	"dalil/internal/names"
)

func TestSound(t *testing.T) {
	for _, test := range []struct {
		latin, arabic string
		same          bool
	}{
		{"Kublai", "قوبلاي", true}, {"Kuechly", "كوتشلي", true}, {"Jared", "جاريد", true}, {"Panthers", "بانثرز", true},
		{"Broncos", "برونكوس", true}, {"Goldman", "غولدمان", true}, {"Sachs", "ساكس", true}, {"Mitchell", "ميتشل", true},
		{"Chopin", "شوبان", true}, {"Schneider", "شنايدر", true}, {"Phillips", "فيليبس", true}, {"Muhammad", "محمد", true},
		{"Qassar", "قصار", true}, {"Zafir", "ظافر", true}, {"Ramadan", "رمضان", true}, {"Batouta", "بطوطة", true},
		{"Kublai", "كتاب", false}, {"Broncos", "برنامج", false}, {"Jared", "جديد", false}, {"Luther", "لتر", false},
	} {
		x, y := arabic.Tokens(test.latin)[0], arabic.Tokens(test.arabic)[0]
		if got := names.Likeness(x.Text, y.Text); got > 1.2 != test.same {
			t.Errorf("%s and %s: %.2f", test.latin, test.arabic, got)
		}
		for _, pair := range [][2]arabic.Token{{x, y}, {y, x}} {
			pattern, ok := names.Pattern(pair[0])
			if !ok {
				t.Errorf("no pattern of %s", pair[0].Text)
			} else if test.same && !regexp.MustCompile("^("+pattern+")$").MatchString(pair[1].Text) {
				t.Errorf("%s: %s does not match %s", pair[0].Text, pattern, pair[1].Text)
			}
		}
	}
	for _, word := range []string{"aoi", "واو", "2.5", "深"} {
		if pattern, ok := names.Pattern(arabic.Tokens(word)[0]); ok {
			t.Errorf("%s: %s", word, pattern)
		}
	}
}

func FuzzPattern(f *testing.F) {
	for _, s := range []string{"Kuechly", "كوتشلي", "ck", "xh", "schtch", "كسكس", "'", "ء"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, w := range arabic.Tokens(s) {
			if pattern, ok := names.Pattern(w); ok {
				if _, err := regexp.Compile(pattern); err != nil {
					t.Errorf("%q: %v", w.Text, err)
				}
			}
			names.Likeness(w.Text, "كتاب")
			names.Likeness("book", w.Text)
		}
	})
}
