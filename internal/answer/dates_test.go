package answer

import (
	"strings"
	"testing"
	"testing/fstest"

	"dalil/corpus"
)

func TestFormatDate(t *testing.T) {
	for _, c := range []struct{ date, english, arabic string }{
		{"2025", "2025", "2025"},
		{"2025-03", "March 2025", "مارس 2025"},
		{"2025-03-05", "5 March 2025", "5 مارس 2025"},
		{"2025-12-31", "31 December 2025", "31 ديسمبر 2025"},
		{"2025-10-10", "10 October 2025", "10 أكتوبر 2025"},
		{"", "", ""},
	} {
		for lang, want := range map[corpus.Lang]string{corpus.English: c.english, corpus.Arabic: c.arabic} {
			if got := formatDate(c.date, lang); got != want {
				t.Errorf("%q in %s: %q, want %q", c.date, lang, got, want)
			}
		}
	}
}

// TestRelativeDate reads times of a text against the date of its article.
func TestRelativeDate(t *testing.T) {
	for _, c := range []struct {
		name, quote, published string
		lang                   corpus.Lang
		want                   string // "" for no note
	}{
		{"last month", "It came out last month.", "2025-03", corpus.English, "February 2025"},
		{"over the new year", "It came out last month.", "2025-01-20", corpus.English, "December 2024"},
		{"next month", "It will come next month.", "2025-12", corpus.English, "January 2026"},
		{"this month", "It came out this month.", "2025-12-01", corpus.English, "December 2025"},
		{"Arabic", "وقد طرحتها الشركة الشهر الماضي.", "2025-03", corpus.Arabic, "فبراير 2025"},
		{"Arabic, over the new year", "صدر الشهر الماضي", "2025-01", corpus.Arabic, "ديسمبر 2024"},
		{"Arabic quote, English reply", "صدر الشهر الماضي", "2025-03", corpus.English, "February 2025"},
		{"English quote, Arabic reply", "Released last month", "2025-03", corpus.Arabic, "فبراير 2025"},
		{"last year", "A survey of last year says so.", "2025-03", corpus.English, "2024"},
		{"last year, only the year known", "A survey of last year says so.", "2025", corpus.English, "2024"},
		{"next year, Arabic", "لن يبدأ الإنتاج قبل العام المقبل", "2026-03", corpus.Arabic, "2027"},
		{"start of the year", "في بداية العام", "2026-03", corpus.Arabic, "2026"},
		{"a capital letter", "Last month, it came out.", "2025-03", corpus.English, "February 2025"},
		{"a month that is not known", "It came out last month.", "2025", corpus.English, ""},
		{"an article without a date", "It came out last month.", "", corpus.English, ""},
		{"a broken date", "It came out last month.", "spring", corpus.English, ""},
		{"a date of its own", "It came out in May 2024.", "2025-03", corpus.English, ""},
		{"no word of its own", "It is a blast monthly.", "2025-03", corpus.English, ""},
		{"two times", "Announced last year, it came out last month.", "2025-03", corpus.English, "February 2025"},
	} {
		t.Run(c.name, func(t *testing.T) {
			note, ok := relativeDate(c.quote, c.published, c.lang)
			if ok != (c.want != "") || !strings.Contains(note, c.want) {
				Check(t, c.quote+" in "+c.published+": "+note+", want "+c.want)
				return
			}
			Check(t)
		})
	}
}

// zeta is a corpus of one article of March 2025 in each language.
var zeta = fstest.MapFS{
	"articles/zeta.en.md": {Data: []byte("---\ntitle: \"The ovens of Zeta Works\"\nlang: en\npublished: 2025-03\n---\n" +
		"Zeta Works released the oven Furnax last month. The oven heats up in four minutes, because its walls are thin.\n")},
	"articles/zeta.ar.md": {Data: []byte("---\ntitle: \"أفران زيتا\"\nlang: ar\npublished: 2025-03\n---\n" +
		"أطلقت شركة زيتا فرن فورناكس الشهر الماضي. ويسخن الفرن في أربع دقائق لأن جدرانه رقيقة.\n")},
	"catalogue/organisations.yaml": {Data: []byte("organisations:\n  - id: zeta\n    name: Zeta Works\n    aliases:\n      ar: [زيتا]\n")},
	"catalogue/models.yaml":        {Data: []byte("models:\n  - id: furnax\n    name: Furnax\n    aliases:\n      ar: [فورناكس]\n")},
}

// TestLastMonth asks when something was, of which an article says "last month":
// it is quoted as written, with the month that it means.
func TestLastMonth(t *testing.T) {
	small, cars := tiny(t, zeta), World(t, "cars")
	for _, c := range []struct {
		name, question string
		a              *Answerer
		written, meant string
	}{
		{"English", "When was Furnax released?", small, "last month", "February 2025"},
		{"Arabic", "متى أُطلق فورناكس؟", small, "الشهر الماضي", "فبراير 2025"},
		{"dialect", "امتى نزل فرن فورناكس؟", small, "الشهر الماضي", "فبراير 2025"},
		{"yes or no", "Was Furnax released in February 2025?", small, "last month", "February 2025"},
		{"cars, Arabic", "متى طُرحت Feiyu Mini؟", cars, "الشهر الماضي", "فبراير 2026"},
		{"cars, English", "When did the Feiyu Mini come out?", cars, "الشهر الماضي", "February 2026"},
		{"cars, next year", "متى يبدأ إنتاج Solida-2؟", cars, "العام المقبل", "2027"},
		{"cars, which month", "في أي شهر أطلقت Motiva مركبتيها؟", cars, "الشهر الماضي", "فبراير 2026"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := ask(t, c.a, c.question)
			if !strings.Contains(r.Text, c.written) || !strings.Contains(r.Text, c.meant) {
				Check(t, c.question+"\nwant "+c.written+" and "+c.meant+": "+r.Text)
				return
			}
			Check(t)
		})
	}
}
