package answer

import (
	"context"
	"fmt"
	"strings"
)

// Explanation tells how an answer from passages came about. It serves to fit
// the weights of the confidence and to find out why a question was refused.
type Explanation struct {
	Features   []float64 // nil where nothing was found
	Confidence float64
	Quotes     []string
	Trace      string // for people, one line a concept
}

// Explain judges the evidence for a question without composing a reply. skip,
// when not nil, leaves passages out.
func (a *Answerer) Explain(ctx context.Context, text string, skip func(passage int) bool) (Explanation, error) {
	in, err := a.parse(ctx, text, "")
	if err != nil {
		return Explanation{}, err
	}
	sentences, err := a.read(ctx, in, skip)
	if err != nil || len(sentences) == 0 {
		return Explanation{Trace: in.trace(nil)}, err
	}
	e := Explanation{Features: features(in, sentences), Trace: in.trace(&sentences[0])}
	e.Confidence = confidence(e.Features)
	for _, q := range a.choose(in, sentences) {
		e.Quotes = append(e.Quotes, q.text())
	}
	return e, nil
}

// trace describes what was understood and how the best sentence covers it.
func (in *intent) trace(best *sentence) string {
	var b strings.Builder
	fmt.Fprintf(&b, "language %s, wants %q, focus %v\n", in.lang, in.want, in.focus)
	for i, c := range in.query.Concepts {
		fmt.Fprintf(&b, "  %-24s ids %v idf %.2f weight %.2f known %v", c.Text, c.IDs, c.IDF, in.weight[i], c.Known)
		if best != nil {
			fmt.Fprintf(&b, " sentence %.2f around %.2f passage %.2f", best.direct[i], best.credit[i], best.passage.credit[i])
		}
		b.WriteByte('\n')
	}
	if best != nil {
		fmt.Fprintf(&b, "  score %.3f typed %v\n", best.score, best.typed)
	}
	return b.String()
}
