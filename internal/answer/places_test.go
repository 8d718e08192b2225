package answer

import (
	"strings"
	"testing"
	"testing/fstest"

	"dalil/internal/arabic"
)

// survey is an article with countries, a seat, a hall, a month and an owner.
var survey = fstest.MapFS{
	"articles/survey.ar.md": {Data: []byte(`---
title: "مصانع الزجاج"
lang: ar
---
وفقًا لمسح أجرته شركة Delmar Media البريطانية العام الماضي، تمثل الصين 41 من أفضل 100 مصنع للزجاج في العالم، في المرتبة الثانية بعد الولايات المتحدة. وتتسع قاعة Lorvane لـ 1140 متفرجًا في كل عرض.

حتى شركة Vitrelle، وهي شركة أفران، نشرت تصاميمها للجميع. أما Nasmat، ومقرها لشبونة، فكشفت عن مصباح زجاجي في يناير.
`)},
}

// A number is another country's, a seat and an owner must be said, a month tells
// which thing is meant.
func TestPlaces(t *testing.T) {
	a := tiny(t, survey)
	for question, want := range map[string]string{
		"كم مصنعًا للصين ضمن أفضل 100 مصنع للزجاج؟":                            "41",
		"كم مصنعًا للولايات المتحدة ضمن أفضل 100 مصنع للزجاج؟":                 "",
		"How many of the top 100 glass factories belong to the United States?": "",
		"كم متفرجًا تتسع له قاعة Lorvane؟":                                     "1140",
		"أين يقع مقر شركة Nasmat؟":                                             "لشبونة",
		"أين يقع مقر شركة Vitrelle؟":                                           "",
		"من أي بلد شركة Delmar Media؟":                                         "البريطانية",
		"من أي بلد شركة Vitrelle؟":                                             "",
		"من يملك شركة Vitrelle؟":                                               "",
		"ما المنتج الذي كُشف عنه في يناير؟":                                    "مصباح",
	} {
		r := ask(t, a, question)
		if (r.Status == Answered) != (want != "") || !strings.Contains(r.Text, want) {
			t.Errorf("%s\nwant %q: %s", question, want, r.Text)
		}
	}
}

// Countries are known by their people too, in both languages and with clitics;
// "us" is a pronoun.
func TestCountryWords(t *testing.T) {
	for text, want := range map[string]string{
		"شركة نرويجية": "Norway", "والكينية": "Kenya", "the Norwegians": "Norway", "للولايات المتحدة": "United States",
		"South Korean firms": "South Korea", "show us": "", "دعم مالي": "",
	} {
		tokens := arabic.Tokens(text)
		found := findIn(countryWords(), tokens, make([]bool, len(tokens)))
		if len(found) > 0 != (want != "") || want != "" && len(found[class(want)]) == 0 {
			t.Errorf("%q names %v, want %q", text, found, want)
		}
	}
}

// What looks like a year counts where a counted noun follows it.
func TestCounts(t *testing.T) {
	for text, year := range map[string]bool{
		"تتسع لـ 1140 متفرجا": false, "في 1950 شارعا": true, "عام 1140 هربا": true, "تأسست في 1990": true, "1990 والصيف": true,
	} {
		tokens := arabic.Tokens(text)
		if got := len(typesIn(tokens, make([]bool, len(tokens)))[wantDate]) > 0; got != year {
			t.Errorf("%q holds a date: %v", text, got)
		}
	}
}

// "The number of" that something is said of asks for no number, "the start" of a
// year founds nothing, and neither a show nor a subscription is a measure.
func TestNoMeasure(t *testing.T) {
	a := tiny(t, survey)
	for question, want := range map[string]want{
		"What does the number of factories show?":          wantAny,
		"What is the large number of factories a sign of?": wantAny,
		"What is the number of factories?":                 wantNumber,
		"ما عرض الزجاج الذي عُرفت به Nasmat؟":              wantAny,
		"ايش اسم الاشتراك الجديد؟":                         wantAny,
		"شو نزّلت Nasmat وسوم؟":                            wantAny,
		"كم سعر الاشتراك؟":                                 wantNumber,
	} {
		if in := understood(t, a, question); in.want != want {
			t.Errorf("%s wants %q, not %q", question, in.want, want)
		}
	}
	for question, found := range map[string]bool{
		"Which lamp was shown at the start of the year?": false, "When did Nasmat start?": true,
	} {
		if got := understood(t, a, question).has("found"); got != found {
			t.Errorf("%s founds: %v", question, got)
		}
	}
	if m := understood(t, a, "كم إنتاجًا كان نصيب الصين؟").measures(); len(m) != 1 { // the noun itself, not the share
		t.Errorf("a count of productions asks for %v", m)
	}
}

// A role within a name says nothing of its kind, what is asked how many of has no
// article, and of two names that a question has, one that stands far off is not enough.
func TestNearby(t *testing.T) {
	a := tiny(t, fstest.MapFS{"articles/x.ar.md": {Data: []byte(`---
title: "ألعاب"
lang: ar
---
طرح استوديو Lorvane لعبة “Desert King” في يناير. وتبعد القاعة ساعتين بالقطار عن البحر. ولا يزال السوق صغيرًا. أما Pelmark فأغلقت مكتبها.
`)}})
	if k := a.kinds["found:desertking"]; k == wantPerson {
		t.Error("a game is a person")
	}
	for question, answered := range map[string]bool{
		"كم ساعة تبعد القاعة عن البحر؟":                         true,
		"كم الساعة الآن في القاعة؟":                             false,
		"متى طرح Lorvane لعبة Desert King؟":                     true,
		"متى طرح Pelmark لعبة Desert King؟":                     false,
		"Which game did Pelmark and Lorvane launch in January?": false,
	} {
		if r := ask(t, a, question); (r.Status == Answered) != answered {
			t.Errorf("%s: %s", question, r.Text)
		}
	}
}
