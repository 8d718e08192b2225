package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v3"

	"dalil/corpus"
	"dalil/internal/answer"
	"dalil/internal/eval"
	"dalil/internal/search"
)

func (p *program) evalCommand() *cli.Command {
	return &cli.Command{
		Name:      "eval",
		Usage:     "measure search and answers",
		ArgsUsage: "",
		Description: `bot eval --data DIR                         how search ranks the passages of a BEIR folder
bot eval --data DIR --answers               how its queries are answered (metadata.answers)
bot eval --data DIR --sentences             whether the best sentence of the right passage holds the answer
bot eval --questions FILE                   how the questions of a file are answered
bot eval --questions FILE --answers OUT     the same, and the answers go to the file OUT`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "data", Usage: "a BEIR folder `DIR`: corpus.jsonl, queries.jsonl, qrels/"},
			&cli.StringFlag{Name: "split", Usage: "with --data: the qrels file `S`, where there are several"},
			&cli.StringFlag{Name: "run", Usage: "with --data: write a TREC run to `FILE`"},
			&cli.StringFlag{Name: "foreign", Usage: "with --data and --answers: count refusals of the queries of `DIR`"},
			&cli.BoolFlag{Name: "sentences", Usage: "with --data: choose a sentence of the right passage"},
			&cli.StringSliceFlag{Name: "fit", Usage: "fit the confidence of answers on the BEIR folder `DIR`; several times", Hidden: true},
			&cli.StringSliceFlag{Name: "fit-clues", Usage: "fit the choice of sentences on the corpus `DIR` and the questions of DIR.jsonl; several times", Hidden: true},
			&cli.StringSliceFlag{Name: "fit-hard", Usage: "with --fit-clues: a `DIR` of harder questions than people ask, which counts a third; several times", Hidden: true},
			&cli.StringSliceFlag{Name: "fit-rank", Usage: "fit the ranking of passages on the BEIR folder `DIR`; several times", Hidden: true},
			&cli.StringFlag{Name: "questions", Usage: "a `FILE` of questions with gold answers, one JSON object a line"},
			&cli.IntFlag{Name: "max-chars", Usage: "with --questions: an answer or quote over `N` characters earns nothing", HideDefault: true},
			&cli.IntFlag{Name: "failures", Usage: "with --questions: show the first `N` questions with a fault", HideDefault: true},
			&cli.BoolFlag{Name: "answers", Usage: "with --data: answer the queries; with --questions: write the answers to a file"},
		},
		Action: p.eval,
	}
}

// eval measures search on a set, answers on a set, or answers to a file of
// questions.
func (p *program) eval(ctx context.Context, cmd *cli.Command) error {
	data, questions := cmd.String("data"), cmd.String("questions")
	switch {
	case cmd.IsSet("fit"):
		return p.evalFit(ctx, cmd, cmd.StringSlice("fit"))
	case cmd.IsSet("fit-clues"):
		return p.evalFitClues(ctx, cmd.StringSlice("fit-clues"), cmd.StringSlice("fit-hard"))
	case cmd.IsSet("fit-rank"):
		return p.evalFitRank(ctx, cmd, cmd.StringSlice("fit-rank"))
	case data == "" && questions == "":
		return usageErrorf(cmd, "what to measure? name a folder with --data or a file with --questions")
	case data != "" && questions != "":
		return usageErrorf(cmd, "--data and --questions do not go together")
	case questions != "":
		return p.evalQuestions(ctx, cmd, questions)
	}
	if err := noArgs(cmd); err != nil {
		return err
	}
	for _, f := range []string{"max-chars", "failures"} {
		if cmd.IsSet(f) {
			return usageErrorf(cmd, "--%s goes with --questions", f)
		}
	}
	if cmd.IsSet("foreign") && !cmd.Bool("answers") {
		return usageErrorf(cmd, "--foreign goes with --answers")
	}
	if cmd.IsSet("run") && cmd.Bool("answers") {
		return usageErrorf(cmd, "--run and --answers do not go together")
	}
	if cmd.Bool("sentences") && (cmd.Bool("answers") || cmd.IsSet("run")) {
		return usageErrorf(cmd, "--sentences does not go with --answers or --run")
	}
	cfg, err := p.settings(cmd)
	if err != nil {
		return err
	}
	if _, err := os.Stat(data); err != nil {
		return err
	}
	set, err := eval.ReadSet(data, cmd.String("split"), langFlag(cmd))
	if err != nil {
		return err
	}
	ix, remove, err := p.tempIndex(ctx, set.Corpus)
	if err != nil {
		return err
	}
	defer remove()
	if d := p.library(cfg).Dictionaries(); d != nil {
		ix.UseDictionaries(d)
	}
	switch {
	case cmd.Bool("answers"):
		return p.evalAnswers(ctx, cmd, set, ix)
	case cmd.Bool("sentences"):
		return p.evalSentences(ctx, set, ix)
	}
	return p.evalSearch(ctx, cmd, set, ix)
}

// langFlag returns the language named by a flag, "" for auto and for none. The
// environment, which is about replies, has no say in what is measured.
func langFlag(cmd *cli.Command) corpus.Lang {
	if lang := corpus.Lang(cmd.String("lang")); lang != "auto" {
		return lang
	}
	return ""
}

// tempIndex builds an index in a folder that remove removes.
func (p *program) tempIndex(ctx context.Context, c *corpus.Corpus) (ix *search.Index, remove func(), err error) {
	tmp, err := os.MkdirTemp("", "dalil-eval-")
	if err != nil {
		return nil, nil, err
	}
	defer func() {
		if err != nil {
			os.RemoveAll(tmp)
		}
	}()
	bar := newProgress(p.stderr, buildingLabel)
	defer bar.end()
	dir := filepath.Join(tmp, "index")
	if err := search.Build(ctx, dir, c, bar.update); err != nil {
		return nil, nil, err
	}
	ix, err = search.Open(dir)
	if err != nil {
		return nil, nil, err
	}
	return ix, func() {
		ix.Close()
		os.RemoveAll(tmp)
	}, nil
}

// evalSearch prints the figures of search on a set.
func (p *program) evalSearch(ctx context.Context, cmd *cli.Command, set *eval.Set, ix *search.Index) (err error) {
	var run *os.File
	if name := cmd.String("run"); name != "" {
		if run, err = os.Create(name); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, run.Close()) }()
	}
	bar := newProgress(p.stderr, "searching")
	defer bar.end()
	figures, err := set.Run(ctx, searcher(ix), writerOrNil(run), bar.update)
	if err != nil {
		return err
	}
	figures.IndexSeconds, figures.IndexBytes = ix.BuildSeconds(), ix.Bytes()
	bar.end()
	return writeJSON(p.stdout, figures, true)
}

// evalSentences prints how often the sentence that is chosen of the right
// passage holds the answer.
func (p *program) evalSentences(ctx context.Context, set *eval.Set, ix *search.Index) error {
	bar := newProgress(p.stderr, "choosing sentences")
	defer bar.end()
	figures, err := set.RunSentences(ctx, answer.New(ix).Sentences, bar.update)
	if err != nil {
		return err
	}
	bar.end()
	return writeJSON(p.stdout, figures, true)
}

// evalAnswers prints the figures of the answers to a set's queries.
func (p *program) evalAnswers(ctx context.Context, cmd *cli.Command, set *eval.Set, ix *search.Index) error {
	a := answer.New(ix)
	ask := func(ctx context.Context, question string) (eval.Answer, error) {
		r, err := a.Answer(ctx, answer.Question{Text: question})
		return verdictOf(r), err
	}
	bar := newProgress(p.stderr, "asking")
	defer bar.end()
	figures, err := set.RunAnswers(ctx, ask, bar.update)
	if err != nil {
		return err
	}
	figures.IndexSeconds = ix.BuildSeconds()
	bar.end()
	if dir := cmd.String("foreign"); dir != "" {
		other, err := eval.ReadSet(dir, "", "")
		if err != nil {
			return err
		}
		bar := newProgress(p.stderr, "asking the foreign questions")
		defer bar.end()
		if err := figures.RunForeign(ctx, other, ask, bar.update); err != nil {
			return err
		}
		bar.end()
	}
	return writeJSON(p.stdout, figures, true)
}
