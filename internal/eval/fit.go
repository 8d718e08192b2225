package eval

import (
	"context"
	"fmt"
	"go/format"
	"io"
	"math"
	"slices"
	"strings"

	"dalil/corpus"
	"dalil/internal/arabic"
)

// Example is one question put to one corpus, described by features.
type Example struct {
	Set      string // the corpus
	Kind     string // own, foreign or removed
	Features []float64
}

// Answerable reports whether the corpus answers the question: it is the
// corpus's own, and its passages were not removed.
func (e *Example) Answerable() bool { return e.Kind == "own" }

// Explainer describes the evidence that a corpus has for a question, leaving
// out the passages that skip names; nil where it has none.
type Explainer func(ctx context.Context, text string, skip func(passage int) bool) ([]float64, error)

// Examples puts to one set its own questions, the same with the passages that
// hold the answer removed (near misses: all else on the subject is still
// there), and every second question of the foreign sets.
func (s *Set) Examples(ctx context.Context, explain Explainer, foreign []*Set) ([]Example, error) {
	var out []Example
	add := func(kind, text string, skip func(int) bool) error {
		f, err := explain(ctx, text, skip)
		if err == nil && f != nil {
			out = append(out, Example{s.Name, kind, f})
		}
		return err
	}
	for _, q := range s.Queries {
		if err := add("own", q.Text, nil); err != nil {
			return nil, err
		}
		if err := add("removed", q.Text, s.holding(q)); err != nil {
			return nil, err
		}
	}
	for _, f := range foreign {
		for i := 0; i < len(f.Queries); i += 2 {
			if err := add("foreign", f.Queries[i].Text, nil); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// Foreign returns the sets whose questions are of the language of set's and of
// other texts: sets of one family, the name up to the first hyphen, share them.
func Foreign(set *Set, all []*Set) []*Set {
	var out []*Set
	for _, s := range all {
		if s.family() != set.family() && s.askedIn() == set.askedIn() {
			out = append(out, s)
		}
	}
	return out
}

func (s *Set) family() string {
	family, _, _ := strings.Cut(s.Name, "-")
	return family
}

// askedIn returns the language of the set's questions, by the first.
func (s *Set) askedIn() corpus.Lang {
	if len(s.Queries) == 0 {
		return corpus.Arabic
	}
	return language(s.Queries[0].Text)
}

// holding returns a function that reports whether a passage answers a query.
func (s *Set) holding(q SetQuery) func(passage int) bool {
	answers := make([]string, len(q.Answers))
	for i, a := range q.Answers {
		answers[i] = arabic.Fold(a)
	}
	texts := s.texts()
	return func(n int) bool {
		return s.Relevant[q.ID][s.IDs[n]] > 0 ||
			slices.ContainsFunc(answers, func(a string) bool { return strings.Contains(texts[n], a) })
	}
}

// texts returns the folded passages in the order of their numbers.
func (s *Set) texts() []string {
	if s.folded == nil {
		for i := range s.Corpus.Articles {
			a := &s.Corpus.Articles[i]
			for n := range a.Passages {
				s.folded = append(s.folded, arabic.Fold(a.PassageText(n)))
			}
		}
	}
	return s.folded
}

// Model is a logistic regression: the probability of an answer is
// 1/(1+exp(-(Bias+Weights·features))).
type Model struct {
	Bias    float64
	Weights []float64
}

// Probability returns the probability that the model gives to features.
func (m *Model) Probability(features []float64) float64 {
	z := m.Bias
	for i, x := range features {
		z += m.Weights[i] * x
	}
	return 1 / (1 + math.Exp(-z))
}

// Ridge is the usual penalty on the squared weights of standardised features.
const Ridge = 1.0

// Weights says how much a set counts beside the others in a fit: 1 where it is not
// there.
type Weights map[string]float64

func (w Weights) of(set string) float64 {
	if weight, ok := w[set]; ok {
		return weight
	}
	return 1
}

// Fit learns a model by Newton's method with a ridge. Each set and kind counts by the
// weight of the set, however many questions it has; answerable ones count twice, as
// there are two kinds of the others.
func Fit(examples []Example, ridge float64, weights Weights) Model {
	n := len(examples[0].Features)
	mean, dev := moments(examples, n)
	count := make(map[string]float64)
	for _, e := range examples {
		count[e.Set+e.Kind]++
	}
	w := make([]float64, n+1) // the bias last
	for range 25 {
		gradient := make([]float64, n+1)
		hessian := make([][]float64, n+1)
		for i := range hessian {
			hessian[i] = make([]float64, n+1)
		}
		for _, e := range examples {
			weight := 1000 / count[e.Set+e.Kind] * weights.of(e.Set)
			y := 0.0
			if e.Answerable() {
				weight, y = 2*weight, 1
			}
			x := standardised(e.Features, mean, dev)
			p := 1 / (1 + math.Exp(-dot(w, x)))
			for i := range x {
				gradient[i] += weight * (y - p) * x[i]
				for j := range x {
					hessian[i][j] += weight * p * (1 - p) * x[i] * x[j]
				}
			}
		}
		for i := range n {
			gradient[i] -= ridge * w[i]
			hessian[i][i] += ridge
		}
		step := solve(hessian, gradient)
		for i := range w {
			w[i] += step[i]
		}
	}
	m := Model{Bias: w[n], Weights: make([]float64, n)}
	for i := range n {
		m.Weights[i] = w[i] / dev[i]
		m.Bias -= m.Weights[i] * mean[i]
	}
	return m
}

func dot(a, b []float64) (sum float64) {
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

// standardised returns features of mean 0 and deviation 1, and a 1 for the bias.
func standardised(f, mean, dev []float64) []float64 {
	x := make([]float64, len(f)+1)
	for i := range f {
		x[i] = (f[i] - mean[i]) / dev[i]
	}
	x[len(f)] = 1
	return x
}

// moments returns mean and deviation of each feature; a constant one gets 1.
func moments(examples []Example, n int) (mean, dev []float64) {
	mean, dev = make([]float64, n), make([]float64, n)
	for _, e := range examples {
		for i, x := range e.Features {
			mean[i] += x / float64(len(examples))
		}
	}
	for _, e := range examples {
		for i, x := range e.Features {
			dev[i] += (x - mean[i]) * (x - mean[i]) / float64(len(examples))
		}
	}
	for i := range dev {
		if dev[i] = math.Sqrt(dev[i]); dev[i] < 1e-9 {
			dev[i] = 1
		}
	}
	return mean, dev
}

// solve solves a·x = b by Gaussian elimination with pivoting; a is destroyed.
func solve(a [][]float64, b []float64) []float64 {
	n := len(b)
	for col := range n {
		pivot := col
		for row := col + 1; row < n; row++ {
			if math.Abs(a[row][col]) > math.Abs(a[pivot][col]) {
				pivot = row
			}
		}
		a[col], a[pivot] = a[pivot], a[col]
		b[col], b[pivot] = b[pivot], b[col]
		for row := col + 1; row < n; row++ {
			factor := a[row][col] / a[col][col]
			for k := col; k < n; k++ {
				a[row][k] -= factor * a[col][k]
			}
			b[row] -= factor * b[col]
		}
	}
	x := make([]float64, n)
	for row := n - 1; row >= 0; row-- {
		x[row] = b[row]
		for k := row + 1; k < n; k++ {
			x[row] -= a[row][k] * x[k]
		}
		x[row] /= a[row][row]
	}
	return x
}

// HeldOut says how a model that did not see a set does on it at a threshold:
// the share of its own questions answered and of the others refused.
type HeldOut struct {
	Set                        string
	Answered, Foreign, Removed float64
}

// LeaveOneOut fits on all sets but one and judges on that one, for each. Sets
// of one family (the name up to the first hyphen) are left out together.
func LeaveOneOut(examples []Example, threshold float64) []HeldOut {
	var out []HeldOut
	for _, set := range setsOf(examples, func(e Example) string { return e.Set }) {
		family, _, _ := strings.Cut(set, "-")
		rest := slices.DeleteFunc(slices.Clone(examples), func(e Example) bool { return strings.HasPrefix(e.Set, family) })
		if len(rest) == 0 {
			continue
		}
		m := Fit(rest, Ridge, nil)
		out = append(out, judge(set, examples, &m, threshold))
	}
	return out
}

// setsOf returns the names of the sets that rows are of, once each, in order.
func setsOf[T any](rows []T, set func(T) string) (sets []string) {
	for _, r := range rows {
		if !slices.Contains(sets, set(r)) {
			sets = append(sets, set(r))
		}
	}
	return sets
}

func judge(set string, examples []Example, m *Model, threshold float64) HeldOut {
	right, all := map[string]float64{}, map[string]float64{}
	for _, e := range examples {
		if e.Set == set {
			all[e.Kind]++
			if (m.Probability(e.Features) >= threshold) == e.Answerable() {
				right[e.Kind]++
			}
		}
	}
	share := func(kind string) float64 { return right[kind] / math.Max(1, all[kind]) }
	return HeldOut{set, share("own"), share("foreign"), share("removed")}
}

// WriteModel writes the model as the Go source of package answer.
func WriteModel(w io.Writer, m Model, names, sets []string, threshold float64) error {
	var b strings.Builder
	fmt.Fprintf(&b, "package answer\n\n// Fitted by \"bot eval --fit\" on the development questions of %s.\n", strings.Join(sets, ", "))
	fmt.Fprintf(&b, "\n// minConfidence is the threshold below which a question without names is\n// refused.\nconst minConfidence = %g\n", threshold)
	fmt.Fprintf(&b, "\nconst bias = %.4f\n\n// weights of the features, in the order of FeatureNames.\nvar weights = [...]float64{\n", m.Bias)
	for i, weight := range m.Weights {
		fmt.Fprintf(&b, "\t%.4f, // %s\n", weight, names[i])
	}
	b.WriteString("}\n")
	return writeSource(w, b.String())
}

// writeSource writes Go source in its usual format.
func writeSource(w io.Writer, text string) error {
	source, err := format.Source([]byte(text))
	if err != nil {
		return err
	}
	_, err = w.Write(source)
	return err
}
