package eval

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// Case is one question with the sentences from which its answer is chosen.
type Case struct {
	Choice     // which sentences answer it; none where the corpus does not
	Answerable bool
}

// Sentence is a sentence from which the answer to a question may be chosen: by itself,
// as it would be quoted, which may be with what stands before it, and its clues.
type Sentence struct {
	Text, Quote string
	Clues       []float64
}

// Quotable returns the sentences from which the answer to a question is chosen.
type Quotable func(ctx context.Context, text string) ([]Sentence, error)

// Cases collects the sentences for questions put to one corpus. A question for
// which there are none is left out: it is answered otherwise. Those answer it that do
// by themselves, or else those that do as they would be quoted.
func Cases(ctx context.Context, set string, conversations []Conversation, quotable Quotable) ([]Case, error) {
	var out []Case
	for _, q := range slices.Concat(conversations...) {
		sentences, err := quotable(ctx, q.Question)
		if err != nil {
			return nil, err
		}
		if len(sentences) == 0 {
			continue
		}
		c := Case{Choice{Set: set, Relevant: make([]bool, len(sentences))}, q.Answerable}
		supports := append([]string{q.Support}, q.SupportExtra...)
		answers := func(text string) bool {
			return q.Answerable && rank([]string{text}, supports) > 0 && satisfied(q.Gold, normalise(text))
		}
		for i, s := range sentences {
			c.Features = append(c.Features, s.Clues)
			c.Relevant[i] = answers(s.Text)
		}
		if !slices.Contains(c.Relevant, true) {
			for i, s := range sentences {
				c.Relevant[i] = answers(s.Quote)
			}
		}
		out = append(out, c)
	}
	return out, nil
}

// ClueModel chooses a sentence by its rank and trusts it by its sureness.
type ClueModel struct {
	Rank []float64
	Sure Model
}

// The penalties of clues: there are few questions, and some clues are rare.
const (
	ridgeOfRank = 100
	ridgeOfSure = 1000
)

// FitClues learns which sentences come first, of the answerable questions, and
// then how far the clues of the first one are to be trusted, of all.
func FitClues(cases []Case, weights Weights) ClueModel {
	var choices []Choice
	for _, c := range cases {
		if c.Answerable {
			choices = append(choices, c.Choice)
		}
	}
	m := ClueModel{Rank: FitRank(choices, ridgeOfRank, weights)}
	var examples []Example
	for _, c := range cases {
		kind := "removed"
		if c.Answerable {
			kind = "own"
		}
		examples = append(examples, Example{c.Set, kind, c.Features[c.order(m.Rank)[0]]})
	}
	m.Sure = Fit(examples, ridgeOfSure, weights)
	return m
}

// Chosen says how a model does on the questions of a set: the share of the
// answerable ones whose first sentence answers, or one of the first two; and of
// all at a threshold, what is answered of them and refused of the others.
type Chosen struct {
	Set                              string
	First, Second, Answered, Refused float64
}

// PairsSuffix ends the name of a further set of questions on the same article.
const PairsSuffix = "-pairs"

// articleOf returns the set by whose article a set is.
func articleOf(set string) string { return strings.TrimSuffix(set, PairsSuffix) }

// CluesLeftOut fits on all sets but those on one article and judges on each of these,
// for every article.
func CluesLeftOut(cases []Case, weights Weights, threshold float64) []Chosen {
	articles := setsOf(cases, func(c Case) string { return articleOf(c.Set) })
	if len(articles) < 2 {
		return nil
	}
	judged := make([][]Chosen, len(articles))
	var fits sync.WaitGroup
	free := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i, article := range articles {
		free <- struct{}{}
		fits.Go(func() {
			of := func(c Case) bool { return articleOf(c.Set) == article }
			m := FitClues(slices.DeleteFunc(slices.Clone(cases), of), weights)
			for _, set := range setsOf(slices.DeleteFunc(slices.Clone(cases), func(c Case) bool { return !of(c) }), func(c Case) string { return c.Set }) {
				judged[i] = append(judged[i], m.judge(set, cases, threshold))
			}
			<-free
		})
	}
	fits.Wait()
	return slices.Concat(judged...)
}

func (m *ClueModel) judge(set string, cases []Case, threshold float64) Chosen {
	r := Chosen{Set: set}
	var able, not float64
	for _, c := range cases {
		if c.Set != set {
			continue
		}
		order := c.order(m.Rank)
		sure := m.Sure.Probability(c.Features[order[0]]) >= threshold
		if !c.Answerable {
			not++
			r.Refused += truth(!sure)
			continue
		}
		able++
		r.Answered += truth(sure)
		r.First += truth(c.Relevant[order[0]])
		r.Second += truth(c.Relevant[order[0]] || len(order) > 1 && c.Relevant[order[1]])
	}
	able, not = max(able, 1), max(not, 1)
	return Chosen{set, r.First / able, r.Second / able, r.Answered / able, r.Refused / not}
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// WriteClues writes the model as the Go source of package answer.
func WriteClues(w io.Writer, m ClueModel, names, sets []string, threshold float64) error {
	var b strings.Builder
	fmt.Fprintf(&b, "package answer\n\n// Fitted by \"bot eval --fit-clues\" on the questions of %s.\n", strings.Join(sets, ", "))
	fmt.Fprintf(&b, "const (\n\tminSure = %.2f // what is less sure is refused\n\tsureBias = %.4f\n)\n", threshold, m.Sure.Bias)
	b.WriteString("\n// clueWeights weigh the clues, in the order of ClueNames: for the rank of a\n// sentence among others, and for how sure the best one is.\nvar clueWeights = [...]struct{ rank, sure float64 }{\n")
	for i, name := range names {
		fmt.Fprintf(&b, "\t{%.4f, %.4f}, // %s\n", m.Rank[i], m.Sure.Weights[i], name)
	}
	b.WriteString("}\n")
	return writeSource(w, b.String())
}
