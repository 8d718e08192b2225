package answer

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dalil/corpus"
)

// modelTest tells of a model whether it belongs into a list.
type modelTest func(a *Answerer, m *corpus.Model) bool

func allOf(tests ...modelTest) modelTest {
	return func(a *Answerer, m *corpus.Model) bool {
		return !slices.ContainsFunc(tests, func(ok modelTest) bool { return !ok(a, m) })
	}
}

func byMaker(id string) modelTest {
	return func(_ *Answerer, m *corpus.Model) bool { return m.Maker == id }
}

func inYear(year string) modelTest {
	return func(_ *Answerer, m *corpus.Model) bool { return strings.HasPrefix(m.Released, year) }
}

func ofKind(kinds ...string) modelTest {
	return func(_ *Answerer, m *corpus.Model) bool {
		return slices.ContainsFunc(kinds, func(k string) bool { return slices.Contains(m.Kind, k) })
	}
}

func fromCountry(country string) modelTest {
	return func(a *Answerer, m *corpus.Model) bool {
		o, ok := a.cat.Organisation(m.Maker)
		return ok && strings.Contains(o.Country.EN, country)
	}
}

func licensed(word string) modelTest {
	return func(_ *Answerer, m *corpus.Model) bool { return strings.Contains(m.Licence, word) }
}

func isOpen(_ *Answerer, m *corpus.Model) bool   { return m.OpenWeights == "true" }
func isClosed(_ *Answerer, m *corpus.Model) bool { return m.OpenWeights == "false" }

// single reports whether a model is one: no family, no data set.
func single(_ *Answerer, m *corpus.Model) bool {
	return !slices.Contains(m.Kind, "family") && !slices.Contains(m.Kind, "dataset")
}

var videoKinds = ofKind("text-to-video", "image-to-video", "video-editing")

// listCases are lists and counts, with what the catalogue holds of them.
var listCases = []struct {
	name, question string
	gold           modelTest
}{
	{"maker", "What models has Moonshot AI released?", allOf(single, byMaker("moonshot"))},
	{"maker, Arabic", "ما النماذج التي أصدرتها بايدو؟", allOf(single, byMaker("baidu"))},
	{"maker, dialect", "شو النماذج اللي عملتها ستيب فن؟", allOf(single, byMaker("stepfun"))},
	{"count", "How many models has Zhipu AI released?", allOf(single, byMaker("zhipu"))},
	{"count, Arabic", "كم نموذجًا أصدرت تينسنت؟", allOf(single, byMaker("tencent"))},
	{"count, dialect", "كام موديل عند علي بابا؟", allOf(single, byMaker("alibaba"))},
	{"year", "Which models were released in 2026?", allOf(single, inYear("2026"))},
	{"year and maker", "Which DeepSeek models were released in 2024?", allOf(single, byMaker("deepseek"), inYear("2024"))},
	{"year and maker, Arabic", "ما نماذج ديب سيك الصادرة في 2025؟", allOf(single, byMaker("deepseek"), inYear("2025"))},
	{"before", "Which models were released before 2024?", allOf(single, func(_ *Answerer, m *corpus.Model) bool { return m.Released != "" && m.Released < "2024" })},
	{"since and kind", "List video models released since 2025", allOf(videoKinds, func(_ *Answerer, m *corpus.Model) bool { return m.Released >= "2025" })},
	{"kind", "Which models generate video?", videoKinds},
	{"kind, Arabic", "ما نماذج الموسيقى؟", ofKind("music")},
	{"kind, dialect", "شو في موديلات روبوتات؟", ofKind("robotics", "vision-language-action")},
	{"kind and country", "List open video models by Chinese companies", allOf(videoKinds, fromCountry("China"), isOpen)},
	{"country", "Which models are American?", allOf(single, fromCountry("United States"))},
	{"country, Arabic", "ما النماذج الأمريكية؟", allOf(single, fromCountry("United States"))},
	{"licence and maker", "Which of Xiaomi's models are MIT licensed?", allOf(single, byMaker("xiaomi"), licensed("MIT"))},
	{"licence, Arabic", "ما نماذج بايت دانس المرخصة برخصة Apache؟", allOf(single, byMaker("bytedance"), licensed("Apache"))},
	{"closed", "Which models are closed?", allOf(single, isClosed)},
	{"closed, Arabic", "ما نماذج بايدو المغلقة؟", allOf(single, byMaker("baidu"), isClosed)},
	{"open and maker", "Which Baidu models are open?", allOf(single, byMaker("baidu"), isOpen)},
	{"open and year", "open models of Tencent from 2025", allOf(single, byMaker("tencent"), isOpen, inYear("2025"))},
	{"two kinds", "How many music models and translation models are there?", ofKind("music", "translation")},
	{"two makers", "List the models of MiniMax and Moonshot AI", allOf(single, func(_ *Answerer, m *corpus.Model) bool { return m.Maker == "minimax" || m.Maker == "moonshot" })},
	{"families", "Which model families are there?", ofKind("family")},
	{"permissive", "Which Baidu models are permissive?", allOf(single, byMaker("baidu"), func(_ *Answerer, m *corpus.Model) bool { return m.LicenceClass == "permissive" })},
	{"non-commercial", "Which models are non-commercial?", allOf(single, func(_ *Answerer, m *corpus.Model) bool { return m.LicenceClass == "non-commercial" })},
	{"not open", "Which models of Alibaba are not open?", allOf(single, byMaker("alibaba"), isClosed)},
	{"month", "Which models were released in January 2025?", allOf(single, inYear("2025-01"))},
}

// TestLists compares lists and counts with the catalogue: the number, the first
// page newest first, and how many more there are.
func TestLists(t *testing.T) {
	a := World(t, "default")
	for _, c := range listCases {
		t.Run(c.name, func(t *testing.T) {
			var gold []*corpus.Model
			for i := range a.cat.Models {
				if m := &a.cat.Models[i]; c.gold(a, m) {
					gold = append(gold, m)
				}
			}
			if len(gold) == 0 {
				t.Fatal("the catalogue holds none: ask for something else")
			}
			var faults []string
			for _, fault := range listFaults(gold, ask(t, a, c.question)) {
				faults = append(faults, c.question+": "+fault)
			}
			Check(t, faults...)
		})
	}
}

func listFaults(gold []*corpus.Model, r Reply) (faults []string) {
	fail := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	if begin := say(r.Lang, "found", len(gold), "\x00"); !strings.HasPrefix(r.Text, begin[:strings.Index(begin, "\x00")]) {
		fail("want %d: %.200s", len(gold), r.Text)
		return faults
	}
	shown := min(len(gold), listPage)
	if len(r.Citations) != shown || len(r.Entities) < shown {
		fail("%d citations, want %d", len(r.Citations), shown)
	}
	last := "9999"
	for _, c := range r.Citations {
		i := slices.IndexFunc(gold, func(m *corpus.Model) bool { return m.Name == c.Title })
		if i < 0 {
			fail("%s does not belong there", c.Title)
			continue
		}
		if gold[i].Released > last {
			fail("%s is out of order", c.Title)
		}
		last = gold[i].Released
		if !strings.Contains(r.Text, c.Title+" (") && !strings.Contains(r.Text, c.Title+" [") {
			fail("%s is not named", c.Title)
		}
	}
	more := say(r.Lang, "more", strconv.Itoa(len(gold)-shown))
	if (len(gold) > shown) != strings.Contains(r.Text, more) {
		fail("does not end in %q: %s", more, r.Text)
	}
	return faults
}

// TestListNone asks for models of which there are none.
func TestListNone(t *testing.T) {
	a := World(t, "default")
	for _, question := range []string{"Which music models does Baidu have?", "ما نماذج الموسيقى من بايدو؟", "Which models were released in 2009?"} {
		t.Run(question, func(t *testing.T) {
			if r := ask(t, a, question); r.Status != Abstained {
				Check(t, question+": "+r.Text)
				return
			}
			Check(t)
		})
	}
}

// TestCounted says a number of models in the plural forms of both languages.
func TestCounted(t *testing.T) {
	for _, c := range []struct {
		n               int
		english, arabic string
	}{
		{1, "1 model", "نموذج واحد"},
		{2, "2 models", "نموذجان"},
		{3, "3 models", "3 نماذج"},
		{10, "10 models", "10 نماذج"},
		{11, "11 models", "11 نموذجًا"},
		{99, "99 models", "99 نموذجًا"},
		{100, "100 models", "100 نموذج"},
		{101, "101 models", "101 نموذج"},
		{103, "103 models", "103 نماذج"},
		{111, "111 models", "111 نموذجًا"},
	} {
		for lang, want := range map[corpus.Lang]string{corpus.English: c.english, corpus.Arabic: c.arabic} {
			if got := say(lang, "models", c.n); got != want {
				t.Errorf("models, %s, %d: %q, want %q", lang, c.n, got, want)
			}
			if got := say(lang, "found", c.n, "X"); !strings.HasPrefix(got, want) || !strings.HasSuffix(got, ": X.") {
				t.Errorf("found, %s, %d: %q, want %q at its begin", lang, c.n, got, want)
			}
		}
	}
}
