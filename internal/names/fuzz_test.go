package names_test

import (
	"math/rand"
	"slices"
	"strings"
	"testing"
	"time"

	"dalil/internal/arabic"
	"dalil/internal/names"
)

// checkLinks checks that links lie in the tokens, in order, without overlap,
// and name entities.
func checkLinks(t *testing.T, text string, links []names.Link, tokens int) {
	t.Helper()
	cat, _ := embedded(t)
	end := 0
	for _, link := range links {
		if link.From < end || link.To <= link.From || link.To > tokens {
			t.Fatalf("%q: link %+v after %d of %d tokens", text, link, end, tokens)
		}
		if len(link.IDs) == 0 {
			t.Errorf("%q: link %+v means nothing", text, link)
		}
		for i, id := range link.IDs {
			if _, ok := cat.Entry(id); !ok || slices.Contains(link.IDs[:i], id) {
				t.Errorf("%q: link %+v", text, link)
			}
		}
		end = link.To
	}
}

func FuzzLink(f *testing.F) {
	for _, s := range []string{
		"", "who made deep seak r1 and agibot wrold?", "ولعلي باابا نماذج كيممي 1.5", "V3 2 R1 0528", "الـKimi's QwQ-32B-32B",
		"step video deep step audio", "ديب سييك في 3 0324 في", "deepseek deepsek r1 r1 1", "qwen qwen2.5 vl 72b 2.5", "\xffkimi\xfe深度求索",
	} {
		f.Add(s)
	}
	_, l := embedded(f)
	f.Fuzz(func(t *testing.T, s string) {
		tokens := arabic.Tokens(s)
		checkLinks(t, s, l.Link(s, tokens), len(tokens))
		mentions := l.Mentions(s, tokens)
		checkLinks(t, s, mentions, len(tokens))
		for _, m := range mentions {
			if !m.Exact {
				t.Errorf("%q: mention %+v is no exact name", s, m)
			}
		}
	})
}

// TestLinkMixed links names, words and pieces of both at random: where names
// meet, links must not overlap.
func TestLinkMixed(t *testing.T) {
	cat, l := embedded(t)
	var pool []string
	for e := range named(cat) {
		for alias := range aliasesOf(e) {
			words := strings.Fields(alias)
			pool = append(pool, alias, words[0], words[len(words)-1])
		}
	}
	pool = append(pool, "في", "the", "3", "2.5", "-", ",", "deapseek", "wrold", "كيممي")
	r := rand.New(rand.NewSource(1))
	for range 3000 {
		var b strings.Builder
		for range 1 + r.Intn(8) {
			b.WriteString(pool[r.Intn(len(pool))])
			b.WriteString([]string{" ", " ", " ", "", "-", "ـ"}[r.Intn(6)])
		}
		tokens := arabic.Tokens(b.String())
		checkLinks(t, b.String(), l.Link(b.String(), tokens), len(tokens))
	}
}

// TestLinkHostile links texts that no person writes; each must end quickly.
func TestLinkHostile(t *testing.T) {
	_, l := embedded(t)
	r := rand.New(rand.NewSource(1))
	var nonsense strings.Builder
	for range 400 {
		for range 8 {
			nonsense.WriteRune('a' + rune(r.Intn(26)))
		}
		nonsense.WriteByte(' ')
	}
	for _, text := range []string{
		nonsense.String(), strings.Repeat("deap ", 400), strings.Repeat("step video ", 200), strings.Repeat("ديب سييك ", 200),
		strings.Repeat("a-", 400), strings.Repeat("1 ", 400), strings.Repeat("x", 1<<20), strings.Repeat("و", 400),
	} {
		start := time.Now()
		tokens := arabic.Tokens(text)
		checkLinks(t, text[:20], l.Link(text, tokens), len(tokens))
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%q… took %v", text[:20], took)
		}
	}
}

func BenchmarkLink(b *testing.B) {
	_, l := embedded(b)
	for name, text := range map[string]string{
		"exact": "what is the difference between DeepSeek R1 and QwQ-32B?",
		"none":  "كم عدد النماذج المفتوحة التي أصدرتها الشركات الصينية؟",
		"typo":  "who made deapseek and agibot wrold?",
	} {
		b.Run(name, func(b *testing.B) {
			tokens := arabic.Tokens(text)
			b.ReportAllocs()
			for b.Loop() {
				l.Link(text, tokens)
			}
		})
	}
}
