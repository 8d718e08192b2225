package answer

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// studio is an article that names things once and then calls them "the studio",
// "the club" or "it", in the same passage and in the next.
var studio = fstest.MapFS{
	"articles/studio.en.md": {Data: []byte(`---
title: "A season of new games"
lang: en
---
Copper Camel, a small studio in Cairo, drew a board game for the spring. The studio works with the publisher Spielhafen in Germany. It pays its artists in shares. The club Vale Verde lent a hall.

Last week the studio opened an office in Turkey together with Mavi Oyun. The club expects 900 guests there.
`)},
	"articles/studio.ar.md": {Data: []byte(`---
title: "موسم الألعاب"
lang: ar
---
رسم استوديو Copper Camel القاهري لعبة جديدة في الربيع. ويعمل الاستوديو مع الناشر Spielhafen في ألمانيا. وهو يدفع أجور الرسامين أسهمًا.
`)},
}

// What the sentences of the English article mean without naming it.
func TestRefer(t *testing.T) {
	a := tiny(t, studio)
	var got []string
	for n := range a.index.Passages() {
		article, number := a.index.Passage(n)
		for _, s := range a.parsedPassage(n, article.PassageText(number)) {
			var means []string
			for _, id := range s.meant {
				means = append(means, a.name(id, "en"))
			}
			got = append(got, string(article.Lang)+": "+strings.Join(means, ", "))
		}
	}
	want := []string{
		"ar: ", "ar: Copper Camel", "ar: Copper Camel",
		"en: ", "en: Copper Camel", "en: Copper Camel", "en: ",
		"en: Copper Camel", "en: Vale Verde",
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("sentences mean\n%q, want\n%q", got, want)
	}
}

// A question finds a sentence that only means what it names, and the reply quotes
// where it is named.
func TestReferAnswers(t *testing.T) {
	a := tiny(t, studio)
	if r := ask(t, a, "In which year did Copper Camel open an office in Turkey?"); r.Status != Abstained {
		t.Errorf("last week is no year: %s", r.Text)
	}
	for question, want := range map[string][]string{
		"Who does Copper Camel work with in Germany?": {"Spielhafen", "Copper Camel"},
		"Who is Copper Camel's partner in Turkey?":    {"Mavi Oyun", "Copper Camel"},
		"مع أي ناشر يعمل استوديو Copper Camel؟":       {"Spielhafen", "Copper Camel"},
		"How many guests does Vale Verde expect?":     {"900"},
	} {
		r := ask(t, a, question)
		for _, w := range want {
			if !strings.Contains(r.Text, w) {
				t.Errorf("%s\nwant %s: %s", question, w, r.Text)
			}
		}
	}
}

func TestDefinite(t *testing.T) {
	for word, want := range map[string]bool{
		"\u0627\u0644\u0646\u0627\u062F\u064A":       true,  // the club
		"\u0648\u0627\u0644\u0646\u0627\u062F\u064A": true,  // and the club
		"\u0644\u0644\u0646\u0627\u062F\u064A":       true,  // to the club
		"\u0646\u0627\u062F\u064A":                   false, // a club
		"\u0648\u0646\u0627\u062F":                   false, // and a club
	} {
		if got := isDefinite(word); got != want {
			t.Errorf("%s: %v", word, got)
		}
	}
}
