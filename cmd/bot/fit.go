package main

import (
	"context"
	"fmt"

	"github.com/urfave/cli/v3"

	"dalil/internal/answer"
	"dalil/internal/eval"
)

// fitThreshold is the confidence from which an answer is given. It answers 92
// in 100 of ARCD's questions and 95 in 100 of XQuAD's English ones.
const fitThreshold = 0.31

// evalFit fits the confidence of answers from passages on BEIR folders whose
// queries carry answers. It prints internal/answer/weights.go on standard
// output, and how the fit does on each set when that one is left out on
// standard error.
func (p *program) evalFit(ctx context.Context, cmd *cli.Command, dirs []string) error {
	var sets []*eval.Set
	var names []string
	for _, dir := range dirs {
		set, err := eval.ReadSet(dir, cmd.String("split"), "")
		if err != nil {
			return err
		}
		sets, names = append(sets, set), append(names, set.Name)
	}
	var examples []eval.Example
	for _, set := range sets {
		found, err := p.fitExamples(ctx, set, eval.Foreign(set, sets))
		if err != nil {
			return err
		}
		examples = append(examples, found...)
	}
	for _, h := range eval.LeaveOneOut(examples, fitThreshold) {
		fmt.Fprintf(p.stderr, "left out %-12s answered %.3f, foreign refused %.3f, removed refused %.3f\n",
			h.Set, h.Answered, h.Foreign, h.Removed)
	}
	return eval.WriteModel(p.stdout, eval.Fit(examples), answer.FeatureNames, names, fitThreshold)
}

// fitExamples puts its own questions and those of the foreign sets to one set.
func (p *program) fitExamples(ctx context.Context, set *eval.Set, foreign []*eval.Set) ([]eval.Example, error) {
	ix, remove, err := p.tempIndex(ctx, set.Corpus)
	if err != nil {
		return nil, err
	}
	defer remove()
	return set.Examples(ctx, answer.New(ix).Features, foreign)
}
