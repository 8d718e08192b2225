package eval

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// Choice is one query of a set with the candidates of its search: what each is
// like, and which are relevant.
type Choice struct {
	Set      string
	Features [][]float64 // by candidate
	Relevant []bool
}

// Candidates returns the passages that are ranked for a query, and their
// features.
type Candidates func(ctx context.Context, text string) (passages []int, features [][]float64, err error)

// Choices collects the candidates of every query of the set. A query none of
// whose candidates is relevant teaches nothing, but counts in the figures.
func (s *Set) Choices(ctx context.Context, candidates Candidates) ([]Choice, error) {
	var out []Choice
	for _, q := range s.Queries {
		passages, features, err := candidates(ctx, q.Text)
		if err != nil {
			return nil, err
		}
		c := Choice{Set: s.Name, Features: features, Relevant: make([]bool, len(passages))}
		for i, p := range passages {
			c.Relevant[i] = s.Relevant[q.ID][s.IDs[p]] > 0
		}
		out = append(out, c)
	}
	return out, nil
}

// maxStep keeps a step of Newton's method from going far beyond the optimum.
const maxStep = 0.5

// FitRank learns the weights by which relevant candidates come first: a
// conditional logit over the candidates of each query (McFadden, 1974), by
// Newton's method with a ridge. Each set counts by its weight.
func FitRank(choices []Choice, ridge float64, weights Weights) []float64 {
	n := 0
	count := make(map[string]float64)
	var mean, dev []float64
	var rows []Example
	for _, c := range choices {
		count[c.Set]++
		for _, f := range c.Features {
			rows = append(rows, Example{Features: f})
			n = len(f)
		}
	}
	mean, dev = moments(rows, n)
	w := make([]float64, n)
	for range 30 {
		gradient, hessian := make([]float64, n), make([][]float64, n)
		for i := range hessian {
			hessian[i] = make([]float64, n)
			hessian[i][i] = ridge
			gradient[i] = -ridge * w[i]
		}
		for _, c := range choices {
			c.learn(w, mean, dev, 1000/count[c.Set]*weights.of(c.Set), gradient, hessian)
		}
		for i := range hessian {
			for j := range i {
				hessian[j][i] = hessian[i][j]
			}
		}
		step, longest := solve(hessian, gradient), 0.0
		for _, s := range step {
			longest = max(longest, math.Abs(s))
		}
		for i := range w {
			w[i] += step[i] * min(1, maxStep/longest)
		}
		if longest < 1e-4 {
			break
		}
	}
	for i := range w {
		w[i] /= dev[i]
	}
	return w
}

// learn adds the gradient and the lower half of the negative Hessian of the
// log-likelihood that a relevant candidate is chosen.
func (c *Choice) learn(w, mean, dev []float64, weight float64, gradient []float64, hessian [][]float64) {
	if !slices.Contains(c.Relevant, true) {
		return
	}
	n := len(w)
	var sum, good float64
	expected, wanted := make([]float64, n), make([]float64, n)
	xs, ps := make([][]float64, len(c.Features)), make([]float64, len(c.Features))
	top := math.Inf(-1)
	for k, f := range c.Features {
		xs[k] = standardised(f, mean, dev)[:n]
		ps[k] = dot(w, xs[k])
		top = max(top, ps[k])
	}
	for k := range ps {
		ps[k] = math.Exp(ps[k]-top) + 1e-30 // never none at all
		sum += ps[k]
		if c.Relevant[k] {
			good += ps[k]
		}
	}
	for k, x := range xs {
		p := ps[k] / sum
		for i := range x {
			expected[i] += p * x[i]
			if c.Relevant[k] {
				wanted[i] += ps[k] / good * x[i]
			}
		}
	}
	for k, x := range xs {
		p := weight * ps[k] / sum
		for i := range x {
			x[i] -= expected[i]
			row, px := hessian[i], p*x[i]
			for j := range i + 1 {
				row[j] += px * x[j]
			}
		}
	}
	for i := range n {
		gradient[i] += weight * (wanted[i] - expected[i])
	}
}

// Ranked says how weights rank the candidates of a set.
type Ranked struct {
	Set                      string
	MRR10, Recall1, Recall10 float64
}

// Rank returns how weights rank the candidates of one set.
func Rank(set string, choices []Choice, w []float64) Ranked {
	r := Retrieval{}
	n := 0.0
	for _, c := range choices {
		if c.Set != set {
			continue
		}
		n++
		order := c.order(w)
		grades := make([]int, len(order))
		for i, k := range order {
			if c.Relevant[k] {
				grades[i] = 1
			}
		}
		r.add(grades, 1)
	}
	return Ranked{set, r.MRR10 / n, r.Recall1 / n, r.Recall10 / n}
}

// order returns the places of the candidates, best first.
func (c *Choice) order(w []float64) []int {
	places := make([]int, len(c.Features))
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(a, b int) int { return cmp.Compare(dot(w, c.Features[b]), dot(w, c.Features[a])) })
	return places
}

// RankLeftOut fits on all sets but those of one family and ranks each of that
// family, for every family.
func RankLeftOut(choices []Choice) []Ranked {
	var out []Ranked
	for _, set := range setsOf(choices, func(c Choice) string { return c.Set }) {
		family, _, _ := strings.Cut(set, "-")
		rest := slices.DeleteFunc(slices.Clone(choices), func(c Choice) bool { return strings.HasPrefix(c.Set, family) })
		if len(rest) > 0 {
			out = append(out, Rank(set, choices, FitRank(rest, Ridge, nil)))
		}
	}
	return out
}

// WriteRank writes the weights as the Go source of package search.
func WriteRank(w io.Writer, weights []float64, names, sets []string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "package search\n\n// rankWeights weigh the features of a candidate, in the order of RankFeatures.\n"+
		"// Fitted by \"bot eval --fit-rank\" on the development questions of %s.\nvar rankWeights = [...]float64{\n", strings.Join(sets, ", "))
	for i, x := range weights {
		fmt.Fprintf(&b, "\t%.4f, // %s\n", x, names[i])
	}
	b.WriteString("}\n")
	return writeSource(w, b.String())
}
