package answer

import (
	"context"
	"strings"
	"testing"

	"dalil/corpus"
)

// seeds are questions to begin from: plain ones, and pieces that other tests
// found hard.
var seeds = []string{
	"", "Who made Kimi K2?", "من طوّر DeepSeek-R1؟", "When was it released?", "and Wan 2.1?", "وما ترخيصه؟",
	"Which models has Baidu released?", "Compare DeepSeek-R1 and QwQ-32B", "كم نموذجًا أصدرت تينسنت؟", "newest Qwen",
	"Is DeepSeek-R1 open?", "meen 3amal goku?", "<@1> **x** `y` [z](http://e.org) @everyone", "7", "\u202Eabc\u202C", "K2\xff",
	"من\u0640\u064B\u0651\u200B", "Qwen 9", "V3 2 1.5B 30% 1e9", strings.Repeat("DeepSeek and ", 40), "模型 是 谁", "?!؟",
}

// FuzzAnswer asks anything, on its own and after another question: no error, no
// panic, and replies that are what every reply must be.
func FuzzAnswer(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, "Who made Kimi K2?")
		f.Add("and Wan 2.1?", s)
	}
	a := World(f, "default")
	f.Fuzz(func(t *testing.T, text, before string) {
		var turn *Context
		for _, question := range []string{before, text} {
			r, err := a.Answer(context.Background(), Question{Text: question, Turn: turn})
			if err != nil {
				t.Fatalf("%q: %v", question, err)
			}
			for _, fault := range Broken(a, question, r) {
				t.Errorf("%q after %q: %s\n%s", question, before, fault, r.Text)
			}
			turn = r.Turn
		}
	})
}

// FuzzUnderstand reads anything as a question: what it marks lies within it.
func FuzzUnderstand(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	a := World(f, "cars")
	f.Fuzz(func(t *testing.T, text string) {
		in, err := a.parse(context.Background(), Question{Text: text})
		if err != nil {
			t.Fatal(err)
		}
		n := len(in.query.Tokens)
		for c, spans := range in.found {
			for _, s := range spans {
				if s.from < 0 || s.to < s.from || s.to > n {
					t.Errorf("%q: class %s at %v of %d tokens", text, c, s, n)
				}
			}
		}
		if in.focus.from < 0 || in.focus.to < in.focus.from || in.focus.to > n {
			t.Errorf("%q: the focus is %v of %d tokens", text, in.focus, n)
		}
		if in.lang != corpus.Arabic && in.lang != corpus.English {
			t.Errorf("%q: the language is %q", text, in.lang)
		}
		if len(in.skip) != n || len(in.weight) != len(in.query.Concepts) || len(in.means) != len(in.query.Concepts) {
			t.Errorf("%q: %d skipped, %d weights of %d tokens", text, len(in.skip), len(in.weight), n)
		}
		for i, w := range in.weight {
			if !(w >= 0 && w < 100) {
				t.Errorf("%q: concept %d weighs %v", text, i, w)
			}
		}
		in.refersBack(a)
		in.filters()
	})
}
