package answer

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dalil/corpus"
)

// superlativeCases ask for the one model that comes first. The catalogue tells
// which: of those with a value, the one with the highest rank.
var superlativeCases = []struct {
	name, question string
	gold           modelTest
	rank           func(*corpus.Model) (float64, bool)
}{
	{"newest", "What is the newest Kimi model?", allOf(single, byFamily("kimi")), later},
	{"newest, Arabic", "ما أحدث نموذج من ديب سيك؟", allOf(single, byMaker("deepseek")), later},
	{"newest, dialect", "شو آخر موديل نزلته تينسنت؟", allOf(single, byMaker("tencent")), later},
	{"oldest", "What is the oldest GLM model?", allOf(single, byFamily("glm")), earlier},
	{"oldest, Arabic", "ما أقدم نموذج من بايدو؟", allOf(single, byMaker("baidu")), earlier},
	{"largest", "What is the largest model of DeepSeek?", allOf(single, byMaker("deepseek")), larger},
	{"largest, Arabic", "ما أكبر نموذج من علي بابا؟", allOf(single, byMaker("alibaba")), larger},
	{"largest of all", "Which is the largest model?", single, larger},
	{"smallest", "Which is the smallest model of Tencent?", allOf(single, byMaker("tencent")), smaller},
	{"smallest, dialect", "ايه أصغر موديل عند مونشوت؟", allOf(single, byMaker("moonshot")), smaller},
	{"largest, several sizes", "What is the largest Qwen model?", allOf(single, byFamily("qwen")), larger},
	{"smallest, several sizes", "What is the smallest open video model?", allOf(videoKinds, isOpen), smaller},
	{"smallest, several sizes, Arabic", "ما أصغر نموذج من علي بابا؟", allOf(single, byMaker("alibaba")), smaller},
	{"newest of a kind", "What is the newest open video model?", allOf(videoKinds, isOpen), later},
	{"newest of a kind, Arabic", "ما أحدث نموذج موسيقى؟", ofKind("music"), later},
	{"largest of a year", "What is the largest model released in 2024?", allOf(single, inYear("2024")), larger},
}

func byFamily(family string) modelTest {
	return func(_ *Answerer, m *corpus.Model) bool { return m.Family == family }
}

// day writes a date as a number; an unknown day counts as none.
func day(m *corpus.Model) (float64, bool) {
	n, err := strconv.Atoi(strings.ReplaceAll((m.Released + "-00-00")[:min(len(m.Released)+6, 10)], "-", ""))
	return float64(n), err == nil && m.Released != ""
}

func later(m *corpus.Model) (float64, bool) { return day(m) }

func earlier(m *corpus.Model) (float64, bool) {
	n, ok := day(m)
	return -n, ok
}

// sizes reads all sizes that are written: 671B, "8B, 70B".
func sizes(m *corpus.Model) (all []float64) {
	for _, g := range sizePattern.FindAllStringSubmatch(m.ParamsTotal, -1) {
		if n, err := strconv.ParseFloat(g[1], 64); err == nil {
			all = append(all, n*map[string]float64{"M": 1e6, "B": 1e9, "T": 1e12}[g[2]])
		}
	}
	return all
}

// larger and smaller rank a model of several sizes by the one that counts.
func larger(m *corpus.Model) (float64, bool) {
	if all := sizes(m); len(all) > 0 {
		return slices.Max(all), true
	}
	return 0, false
}

func smaller(m *corpus.Model) (float64, bool) {
	if all := sizes(m); len(all) > 0 {
		return -slices.Min(all), true
	}
	return 0, false
}

func TestSuperlatives(t *testing.T) {
	a := World(t, "default")
	for _, c := range superlativeCases {
		t.Run(c.name, func(t *testing.T) {
			var best []string
			var top float64
			count := 0
			for i := range a.cat.Models {
				m := &a.cat.Models[i]
				rank, ok := c.rank(m)
				if !c.gold(a, m) || !ok {
					continue
				}
				count++
				if len(best) == 0 || rank > top {
					best, top = nil, rank
				}
				if rank == top {
					best = append(best, m.Name)
				}
			}
			if count < 2 {
				t.Fatal("the catalogue holds too few: ask for something else")
			}
			r := ask(t, a, c.question)
			var faults []string
			if !beginsWithOne(r.Text, best) {
				faults = append(faults, fmt.Sprintf("%s\nwant one of %q: %s", c.question, best, r.Text))
			} else if !strings.Contains(r.Text, say(r.Lang, "models", count)) {
				faults = append(faults, fmt.Sprintf("%s\nwant it to be of %d: %s", c.question, count, r.Text))
			}
			if len(best) > 1 && !allIn(r.Text, best) {
				faults = append(faults, fmt.Sprintf("%s\n%q are level: %s", c.question, best, r.Text))
			}
			Check(t, faults...)
		})
	}
}

func beginsWithOne(text string, names []string) bool {
	for _, n := range names {
		if strings.HasPrefix(text, n+" ") || strings.HasPrefix(text, n+",") {
			return true
		}
	}
	return false
}

func allIn(text string, names []string) bool {
	for _, n := range names {
		if !strings.Contains(text, n) {
			return false
		}
	}
	return true
}

// TestComparisons compares entities: a line an attribute, with the value of each
// that has one.
func TestComparisons(t *testing.T) {
	a := World(t, "default")
	size := func(m *corpus.Model) string { n, _, _ := strings.Cut(m.ParamsTotal, "B"); return n }
	for _, c := range []struct {
		name, question string
		ids            []string
		values         []func(*corpus.Model) string
	}{
		{"all", "Compare DeepSeek-R1 and QwQ-32B", []string{"deepseek-r1", "qwq-32b"}, []func(*corpus.Model) string{size, func(m *corpus.Model) string { return m.Licence }}},
		{"all, Arabic", "قارن بين DeepSeek-R1 وQwQ-32B", []string{"deepseek-r1", "qwq-32b"}, []func(*corpus.Model) string{size, func(m *corpus.Model) string { return m.Licence }}},
		{"dialect", "شو الفرق بين كيمي K2 و DeepSeek-V3؟", []string{"kimi-k2", "deepseek-v3"}, []func(*corpus.Model) string{size}},
		{"one attribute", "Which has more parameters, DeepSeek-V3 or GLM-4.5?", []string{"deepseek-v3", "glm-4.5"}, []func(*corpus.Model) string{size}},
		{"licence", "Compare the licences of DeepSeek-R1 and QwQ-32B", []string{"deepseek-r1", "qwq-32b"}, []func(*corpus.Model) string{func(m *corpus.Model) string { return m.Licence }}},
		{"three", "Compare DeepSeek-R1, QwQ-32B and Kimi K2", []string{"deepseek-r1", "qwq-32b", "kimi-k2"}, []func(*corpus.Model) string{size}},
		{"versus", "HunyuanVideo vs Wan 2.1", []string{"hunyuanvideo", "wan-2.1"}, []func(*corpus.Model) string{size}},
		{"spans of time", "Which was released earlier, DeepSeek-V3 or DeepSeek-R1?", []string{"deepseek-v3", "deepseek-r1"}, []func(*corpus.Model) string{func(m *corpus.Model) string { return formatDate(m.Released, corpus.English) }}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := ask(t, a, c.question)
			var faults []string
			if len(r.Citations) < len(c.ids) {
				faults = append(faults, fmt.Sprintf("%s\n%d citations of %d entities: %s", c.question, len(r.Citations), len(c.ids), r.Text))
			}
			for _, id := range c.ids {
				for _, get := range c.values {
					if want := get(modelOf(a, id)); want == "" || !strings.Contains(r.Text, want) {
						faults = append(faults, fmt.Sprintf("%s\ndoes not say %q of %s: %s", c.question, want, id, r.Text))
					}
				}
			}
			Check(t, faults...)
		})
	}
}
