package eval

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
)

// choicesOf returns queries with ten candidates each, of two features: the
// relevant one tends to have the larger first; the second says nothing.
func choicesOf(set string, n int, seed uint64) []Choice {
	random := rand.New(rand.NewPCG(seed, 7))
	var out []Choice
	for range n {
		c := Choice{Set: set, Relevant: make([]bool, 10)}
		right := random.IntN(10)
		c.Relevant[right] = true
		for k := range 10 {
			x := random.Float64()
			if k == right {
				x += 0.6
			}
			c.Features = append(c.Features, []float64{x, random.Float64()})
		}
		out = append(out, c)
	}
	return out
}

func TestFitRank(t *testing.T) {
	learned := choicesOf("one", 300, 1)
	w := FitRank(learned, Ridge, nil)
	if w[0] <= 0 || w[1] > w[0]/4 || w[1] < -w[0]/4 {
		t.Errorf("weights %v: the first feature tells, the second does not", w)
	}
	fitted, by2 := Rank("two", choicesOf("two", 300, 2), w), Rank("two", choicesOf("two", 300, 2), []float64{0, 1})
	if fitted.MRR10 < by2.MRR10+0.2 || fitted.Recall10 != 1 {
		t.Errorf("fitted %+v, by the second feature %+v", fitted, by2)
	}
	// queries without a relevant candidate teach nothing and break nothing
	none := choicesOf("one", 5, 3)
	for i := range none {
		none[i].Relevant = make([]bool, 10)
	}
	for i, x := range FitRank(append(none, learned...), Ridge, nil) {
		if d := x - w[i]; d > 0.2*w[0] || d < -0.2*w[0] {
			t.Errorf("weight %d is %v, was %v", i, x, w[i])
		}
	}
}

func TestRankLeftOut(t *testing.T) {
	choices := append(choicesOf("a-1", 50, 1), append(choicesOf("a-2", 50, 2), choicesOf("b", 50, 3)...)...)
	got := RankLeftOut(choices)
	if len(got) != 3 || got[0].Set != "a-1" || got[2].Set != "b" || got[0].MRR10 < 0.5 {
		t.Errorf("got %+v", got)
	}
	if only := RankLeftOut(choices[:100]); len(only) != 0 { // one family: nothing is left to learn from
		t.Errorf("got %+v", only)
	}
}

func TestWriteRank(t *testing.T) {
	var b bytes.Buffer
	if err := WriteRank(&b, []float64{1.5, -2}, []string{"first", "second"}, []string{"arcd"}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"package search", "1.5000,  // first", "-2.0000, // second", "arcd"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in %s", want, &b)
		}
	}
}
