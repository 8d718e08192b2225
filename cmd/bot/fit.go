package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v3"

	"dalil/corpus"
	"dalil/internal/answer"
	"dalil/internal/eval"
	"dalil/internal/names"
	"dalil/internal/search"
)

// fitThreshold is the confidence from which an answer is given. It answers 94
// in 100 of ARCD's questions and 95 in 100 of XQuAD's English ones.
const fitThreshold = 0.275

// evalFit fits the confidence of answers from passages on BEIR folders whose
// queries carry answers. It prints internal/answer/weights.go on standard
// output, and how the fit does on each set when that one is left out on
// standard error.
func (p *program) evalFit(ctx context.Context, cmd *cli.Command, dirs []string) error {
	sets, setNames, err := readSets(cmd, dirs)
	if err != nil {
		return err
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
	return eval.WriteModel(p.stdout, eval.Fit(examples, eval.Ridge, nil), answer.FeatureNames, setNames, fitThreshold)
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

// evalFitRank fits the weights of the second ranking on BEIR folders. It prints
// internal/search/rankweights.go on standard output, and how weights rank each
// set that was left out of their fit on standard error.
func (p *program) evalFitRank(ctx context.Context, cmd *cli.Command, dirs []string) error {
	sets, setNames, err := readSets(cmd, dirs)
	if err != nil {
		return err
	}
	var choices []eval.Choice
	for _, set := range sets {
		found, err := p.rankChoices(ctx, set)
		if err != nil {
			return err
		}
		choices = append(choices, found...)
	}
	for _, r := range eval.RankLeftOut(choices) {
		fmt.Fprintf(p.stderr, "left out %-12s mrr@10 %.4f, recall@1 %.4f, recall@10 %.4f\n", r.Set, r.MRR10, r.Recall1, r.Recall10)
	}
	return eval.WriteRank(p.stdout, eval.FitRank(choices, eval.Ridge, nil), search.RankFeatures, setNames)
}

// rankChoices collects the candidates of a set's queries.
func (p *program) rankChoices(ctx context.Context, set *eval.Set) ([]eval.Choice, error) {
	ix, remove, err := p.tempIndex(ctx, set.Corpus)
	if err != nil {
		return nil, err
	}
	defer remove()
	linker := names.New(&ix.Corpus.Catalogue, ix.Lexicon().Ordinary)
	return set.Choices(ctx, func(ctx context.Context, text string) (passages []int, features [][]float64, err error) {
		q, err := ix.Parse(ctx, text, linker)
		if err != nil {
			return nil, nil, err
		}
		hits, features, err := ix.Candidates(ctx, q)
		for _, h := range hits {
			passages = append(passages, h.Passage)
		}
		return passages, features, err
	})
}

// cluesThreshold is how sure an answer must be in a small corpus.
const cluesThreshold = 0.50

// weightHard is how much a set of harder questions than people ask counts beside
// the others. With 1 the others, left out, are answered and refused worse by 1 and 4
// points; with 0 the hard ones are answered right less often by 9.
const weightHard = 1.0 / 3

// evalFitClues fits the choice of sentences in small corpora, hard ones with less
// weight. It prints internal/answer/clueweights.go on standard output, and how
// weights do on each corpus that was left out of their fit on standard error.
func (p *program) evalFitClues(ctx context.Context, dirs, hard []string) error {
	var cases []eval.Case
	var setNames []string
	weights := make(eval.Weights)
	for _, dir := range hard {
		weights[filepath.Base(dir)] = weightHard
	}
	for _, dir := range slices.Concat(dirs, hard) {
		found, err := p.clueCases(ctx, dir)
		if err != nil {
			return err
		}
		cases, setNames = append(cases, found...), append(setNames, filepath.Base(dir))
	}
	for _, c := range eval.CluesLeftOut(cases, weights, cluesThreshold) {
		fmt.Fprintf(p.stderr, "left out %-12s first %.3f, first or second %.3f, answered %.3f, refused %.3f\n", c.Set, c.First, c.Second, c.Answered, c.Refused)
	}
	return eval.WriteClues(p.stdout, eval.FitClues(cases, weights), answer.ClueNames, setNames, cluesThreshold)
}

// clueCases puts the questions of DIR.jsonl to the corpus DIR, those of
// DIR-pairs.jsonl, where dir is DIR-pairs, to the same.
func (p *program) clueCases(ctx context.Context, dir string) ([]eval.Case, error) {
	c, err := corpus.LoadDir(strings.TrimSuffix(dir, eval.PairsSuffix))
	if err != nil {
		return nil, err
	}
	file, err := os.Open(dir + ".jsonl")
	if err != nil {
		return nil, err
	}
	defer file.Close()
	conversations, err := eval.ReadQuestions(file, dir+".jsonl")
	if err != nil {
		return nil, err
	}
	ix, remove, err := p.tempIndex(ctx, c)
	if err != nil {
		return nil, err
	}
	defer remove()
	a := answer.New(ix)
	return eval.Cases(ctx, filepath.Base(dir), conversations, func(ctx context.Context, text string) (sentences []eval.Sentence, err error) {
		found, err := a.Candidates(ctx, text)
		for _, s := range found {
			sentences = append(sentences, eval.Sentence(s))
		}
		return sentences, err
	})
}

// readSets reads BEIR folders and returns them with their names.
func readSets(cmd *cli.Command, dirs []string) (sets []*eval.Set, names []string, err error) {
	for _, dir := range dirs {
		set, err := eval.ReadSet(dir, cmd.String("split"), "")
		if err != nil {
			return nil, nil, err
		}
		sets, names = append(sets, set), append(names, set.Name)
	}
	return sets, names, nil
}
