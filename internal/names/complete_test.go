package names

import (
	"slices"
	"strings"
	"testing"

	"dalil/corpus"
)

func completer(t testing.TB) (*Completer, *corpus.Corpus) {
	c, err := corpus.Load(corpus.Default())
	if err != nil {
		t.Fatal(err)
	}
	return NewCompleter(&c.Catalogue, func(string) bool { return true }), c
}

func TestComplete(t *testing.T) {
	c, _ := completer(t)
	for _, tc := range []struct{ typed, want string }{
		{"kimi k2", "kimi-k2"}, {"Kim", "kimi-k2"}, {"كيمي", "kimi-k2"}, {"ديب سي", "deepseek"}, {"deepsek", "deepseek"}, {"depseek r", "deepseek-r1"},
		{"الديب", "deepseek"}, {"علي بابا", "alibaba"}, {"علي", "alibaba"}, {"月之", "moonshot"}, {"seek r1", "deepseek-r1"}, {"moonshto", "moonshot"},
	} {
		if got := c.Complete(tc.typed, 25); !slices.Contains(got, tc.want) {
			t.Errorf("%q: no %s in %q", tc.typed, tc.want, got)
		}
	}
	if got := c.Complete("deepseek-r1", 25); len(got) == 0 || got[0] != "deepseek-r1" {
		t.Errorf("the whole name is not first: %q", got)
	}
	if got := c.Complete("", 25); len(got) != 25 {
		t.Errorf("%d for nothing typed", len(got))
	}
	for _, typed := range []string{"zzzzzzzz", "؟", "\xff\xfe", strings.Repeat("ك", 5000)} {
		c.Complete(typed, 25) // whatever is typed
	}
}

func BenchmarkComplete(b *testing.B) {
	c, _ := completer(b)
	for _, typed := range []string{"k", "deepsek", "ديب سيك ار", strings.Repeat("q", 60)} {
		b.Run(typed[:min(len(typed), 12)], func(b *testing.B) {
			for b.Loop() {
				c.Complete(typed, 25)
			}
		})
	}
}
