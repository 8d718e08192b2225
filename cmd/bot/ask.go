package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/urfave/cli/v3"

	"dalil/internal/answer"
)

func (p *program) askCommand() *cli.Command {
	return &cli.Command{
		Name:      "ask",
		Usage:     "answer a question, or the lines of standard input",
		ArgsUsage: `["question"]`,
		Description: `bot ask "who made Kimi?"                 one answer
bot ask < questions.txt                  one answer a line
bot ask --json < questions.txt           one JSON object a line, in order
bot ask --json --conversation < talk.txt the lines lean on the ones before; an empty line begins anew`,
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "conversation", Usage: "the lines are turns of one conversation, an empty line begins another"},
		},
		Action: p.ask,
	}
}

// ask answers the question in the arguments, or else the lines of standard
// input.
func (p *program) ask(ctx context.Context, cmd *cli.Command) error {
	question, cut := clean(strings.Join(cmd.Args().Slice(), " "))
	alone := strings.TrimSpace(question) != ""
	if !alone && (cmd.Args().Present() || isTerminal(p.stdin)) {
		return usageErrorf(cmd, `what is the question? bot ask "who made Kimi?", or questions on standard input, one a line`)
	}
	s, err := p.session(ctx, cmd)
	if err != nil {
		return err
	}
	defer s.close()
	show := p.show(cmd.Bool("json"), !alone)
	switch {
	case alone:
		return show(s.ask(ctx, line{text: question, cut: cut}, nil))
	case cmd.Bool("conversation"):
		return s.converse(ctx, readLines(ctx, p.stdin), show)
	}
	return inOrder(ctx, readLines(ctx, p.stdin), func(ctx context.Context, l line) *asked {
		if l.blank() {
			return nil
		}
		a := s.ask(ctx, l, nil)
		return &a
	}, func(a *asked) error {
		if a == nil {
			return nil
		}
		return show(*a)
	})
}

// converse answers lines as turns of a conversation; an empty one begins
// another.
func (s *session) converse(ctx context.Context, lines <-chan line, show func(asked) error) error {
	var turn *answer.Context
	for l := range lines {
		if l.blank() {
			turn = nil
			continue
		}
		a := s.ask(ctx, l, turn)
		if err := show(a); err != nil {
			return err
		}
		turn = a.reply.Turn
	}
	return ctx.Err()
}

// show returns what prints a reply, as JSON or as text. With repeat the text
// begins with the question, and a blank line stands between replies.
func (p *program) show(asJSON, repeat bool) func(asked) error {
	shown := 0
	st := newStyle(isTerminal(p.stdout.w), widthOf(p.stdout.w), p.getenv)
	return func(a asked) error {
		if a.err != nil {
			return a.err
		}
		if asJSON {
			return writeJSON(p.stdout, a.object(), false)
		}
		var b strings.Builder
		if shown++; repeat && shown > 1 {
			b.WriteString("\n")
		}
		if repeat {
			b.WriteString(renderQuestion(a.question, st))
		}
		b.WriteString(render(a.reply, st))
		_, err := fmt.Fprint(p.stdout, b.String())
		return err
	}
}
