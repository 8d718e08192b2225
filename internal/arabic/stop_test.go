package arabic

import (
	"strings"
	"testing"
)

func TestIsStop(t *testing.T) {
	for _, test := range []struct {
		reason, word string
		want         bool
	}{
		{"on", "على", true},
		{"the name Ali", "علي", false},
		{"to", "إلى", true},
		{"to, without hamza", "الى", true},
		{"to, hamza as a mark of its own", "ا\u0655لى", true},
		{"from, with diacritics", "مِنْ", true},
		{"who, in dialect", "مين", true},
		{"what, in dialect", "إيش", true},
		{"with tatweel", "لـ", true},
		{"with direction marks", "\u200Fمن\u200E", true},
		{"Persian kaf", "کم", true},
		{"presentation forms", "ﻣﻦ", true},
		{"capitals", "The", true},
		{"contraction", "don't", true},
		{"contraction, curly", "Don’t", true},
		{"content word", "شركة", false},
		{"content word", "model", false},
		{"name", "Kimi", false},
		{"number", "3", false},
		{"empty", "", false},
		{"long", strings.Repeat("من", 1000), false},
	} {
		if got := IsStop(test.word); got != test.want {
			t.Errorf("%s: IsStop(%q) = %v", test.reason, test.word, got)
		}
	}
}

// TestStopWordsReachable checks that each line of the list can come out of a
// question: a word that Tokens splits would never be looked up.
func TestStopWordsReachable(t *testing.T) {
	for line := range strings.Lines(stopWords) {
		text, _, _ := strings.Cut(line, "#")
		for _, w := range strings.Fields(text) {
			for _, token := range Tokens(w) {
				if !token.Stop {
					t.Errorf("%q holds %q, which is no function word", w, token.Text)
				}
			}
		}
	}
}

func TestMostly(t *testing.T) {
	for _, test := range []struct {
		reason, in string
		want       Script
		ok         bool
	}{
		{"Arabic", "من صنع كيمي؟", Arabic, true},
		{"English", "who made Kimi?", Latin, true},
		{"Latin names in an Arabic sentence", "ما الفرق بين DeepSeek R1 وQwen QwQ 32B Preview؟", Arabic, true},
		{"one Arabic name in an English question", "what does كيمي do", Latin, true},
		{"as many of each", "Kimi كيمي", Arabic, true},
		{"single Latin letters are no words", "نموذج R 1 B", Arabic, true},
		{"Chinese", "深度求索", Other, false},
		{"numbers and signs", "2.5 + 3 = ?", Other, false},
		{"empty", "", Other, false},
	} {
		if got, ok := Mostly(test.in); got != test.want || ok != test.ok {
			t.Errorf("%s: Mostly(%q) = %d, %v, want %d, %v", test.reason, test.in, got, ok, test.want, test.ok)
		}
	}
}
