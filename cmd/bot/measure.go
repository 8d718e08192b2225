package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"

	"github.com/urfave/cli/v3"

	"dalil/internal/answer"
	"dalil/internal/eval"
	"dalil/internal/names"
	"dalil/internal/search"
)

// searchDepth is how many passages are fetched for a query that is measured.
const searchDepth = 10

// searcher returns the search of an index as eval wants it.
func searcher(ix *search.Index) func(context.Context, string) ([]int, []float64, error) {
	linker := names.New(&ix.Corpus.Catalogue, ix.Lexicon().Ordinary)
	return func(ctx context.Context, text string) (passages []int, scores []float64, err error) {
		q, err := ix.Parse(ctx, text, linker)
		if err != nil {
			return nil, nil, err
		}
		hits, err := ix.Search(ctx, q, searchDepth)
		for _, h := range hits {
			passages = append(passages, h.Passage)
			scores = append(scores, h.Rank)
		}
		return passages, scores, err
	}
}

// verdictOf returns a reply as eval judges it.
func verdictOf(r answer.Reply) eval.Answer {
	a := eval.Answer{Status: string(r.Status), Text: r.Text}
	for _, c := range r.Citations {
		a.Quotes = append(a.Quotes, c.Quote)
	}
	return a
}

// evalQuestions asks the questions of a file, conversations turn by turn, and
// prints how the answers compare with the gold.
func (p *program) evalQuestions(ctx context.Context, cmd *cli.Command, name string) error {
	for _, f := range []string{"split", "run", "foreign", "sentences"} {
		if cmd.IsSet(f) {
			return usageErrorf(cmd, "--%s goes with --data", f)
		}
	}
	out := cmd.Args().First()
	switch {
	case cmd.Bool("answers") && cmd.Args().Len() != 1:
		return usageErrorf(cmd, "--answers needs a file with --questions: --answers OUT.jsonl")
	case !cmd.Bool("answers") && out != "":
		return noArgs(cmd)
	}
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	conversations, err := eval.ReadQuestions(file, name)
	file.Close()
	if err != nil {
		return err
	}
	s, err := p.session(ctx, cmd)
	if err != nil {
		return err
	}
	defer s.close()
	s.lang = langFlag(cmd)
	answers, err := p.askQuestions(ctx, s, conversations)
	if err != nil {
		return err
	}
	if out != "" {
		if err := writeAnswers(out, answers); err != nil {
			return err
		}
	}
	var verdicts []eval.Verdict
	for _, c := range conversations {
		for _, q := range c {
			verdicts = append(verdicts, eval.Judge(q, verdictOf(answers[len(verdicts)].reply), cmd.Int("max-chars")))
		}
	}
	if cmd.Bool("json") {
		return writeJSON(p.stdout, eval.SumUp(verdicts), true)
	}
	eval.Report(p.stdout, verdicts, cmd.Int("failures"))
	return nil
}

// askQuestions returns the replies to all turns in order.
func (p *program) askQuestions(ctx context.Context, s *session, conversations []eval.Conversation) ([]asked, error) {
	bar := newProgress(p.stderr, "asking")
	defer bar.end()
	var all []asked
	for i, c := range conversations {
		var turn *answer.Context
		for _, q := range c {
			a := s.ask(ctx, line{text: q.Question}, turn)
			if a.err != nil {
				return nil, a.err
			}
			all = append(all, a)
			turn = a.reply.Turn
		}
		bar.update(i+1, len(conversations))
	}
	return all, nil
}

// writeAnswers writes the objects that "ask --json" prints to a file.
func writeAnswers(name string, answers []asked) (err error) {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	w := bufio.NewWriter(f)
	for _, a := range answers {
		if err := writeJSON(w, a.object(), false); err != nil {
			return err
		}
	}
	return w.Flush()
}

// writerOrNil returns f as a writer, a nil one where f is nil.
func writerOrNil(f *os.File) io.Writer {
	if f == nil {
		return nil
	}
	return f
}
