package arabic

import (
	"math/rand"
	"strings"
	"testing"
	"testing/quick"
)

func TestDistance(t *testing.T) {
	for _, test := range []struct {
		reason, a, b string
		limit, want  int
	}{
		{"same", "كيمي", "كيمي", 2, 0},
		{"both empty", "", "", 2, 0},
		{"letter too many", "kimmi", "kimi", 2, 1},
		{"letter left out", "deepsek", "deepseek", 2, 1},
		{"wrong letter", "moonshat", "moonshot", 2, 1},
		{"swapped letters are one error", "alibbaa", "alibaba", 2, 1},
		{"swapped Arabic letters", "ديبيسك", "ديبسيك", 2, 1},
		{"two swaps", "edpeseek", "deepseek", 2, 2},
		{"each place is edited once", "ca", "abc", 3, 3},
		{"all letters", "abc", "", 3, 3},
		{"over the limit by length", "abcdef", "abc", 2, 3},
		{"over the limit by letters", "abcdef", "uvwxyz", 2, 3},
		{"over the limit at the last letter", "abcd", "abxy", 1, 2},
		{"limit of nothing, same", "abc", "abc", 0, 0},
		{"limit of nothing", "abc", "abd", 0, 1},
		{"longer than the array of short words", strings.Repeat("a", 100), strings.Repeat("a", 99) + "b", 2, 1},
	} {
		if got := Distance([]rune(test.a), []rune(test.b), test.limit); got != test.want {
			t.Errorf("%s: Distance(%q, %q, %d) = %d, want %d", test.reason, test.a, test.b, test.limit, got, test.want)
		}
	}
}

// bruteDistance is the definition: the least over the last edit.
func bruteDistance(a, b []rune) int {
	switch {
	case len(a) == 0:
		return len(b)
	case len(b) == 0:
		return len(a)
	}
	cost := 1
	if a[len(a)-1] == b[len(b)-1] {
		cost = 0
	}
	d := min(
		bruteDistance(a[:len(a)-1], b)+1,
		bruteDistance(a, b[:len(b)-1])+1,
		bruteDistance(a[:len(a)-1], b[:len(b)-1])+cost,
	)
	if len(a) > 1 && len(b) > 1 && a[len(a)-1] == b[len(b)-2] && a[len(a)-2] == b[len(b)-1] {
		d = min(d, bruteDistance(a[:len(a)-2], b[:len(b)-2])+1)
	}
	return d
}

// TestDistanceIsExact compares short words of few letters, where errors are
// many, with the definition.
func TestDistanceIsExact(t *testing.T) {
	word := func(r *rand.Rand) []rune {
		w := make([]rune, r.Intn(7))
		for i := range w {
			w[i] = []rune{'a', 'b', alef}[r.Intn(3)]
		}
		return w
	}
	right := func(seed int64) bool {
		r := rand.New(rand.NewSource(seed))
		a, b, limit := word(r), word(r), r.Intn(6)
		want := min(bruteDistance(a, b), limit+1)
		got, back := Distance(a, b, limit), Distance(b, a, limit)
		if got != want || back != want {
			t.Logf("Distance(%q, %q, %d) = %d and back %d, want %d", string(a), string(b), limit, got, back, want)
		}
		return got == want && back == want
	}
	if err := quick.Check(right, &quick.Config{MaxCount: 2000}); err != nil {
		t.Error(err)
	}
}

func BenchmarkDistance(b *testing.B) {
	x, y := []rune("deepseek"), []rune("deapseak")
	b.ReportAllocs()
	for b.Loop() {
		Distance(x, y, 2)
	}
}
