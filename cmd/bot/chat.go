package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/urfave/cli/v3"

	"dalil/internal/answer"
)

const (
	chatPrompt = "> "
	chatHelp   = `Ask in Arabic or English; a question may lean on the one before ("and when?").
/new   begin another conversation
/help  this help
/quit  end; so does Ctrl-D
`
)

func (p *program) chatCommand() *cli.Command {
	return &cli.Command{
		Name:        "chat",
		Usage:       "talk on the terminal; follow-up questions are understood",
		Description: chatHelp,
		Action:      p.chat,
	}
}

// chat answers what is typed until it ends. Nothing of it is kept.
func (p *program) chat(ctx context.Context, cmd *cli.Command) error {
	if err := noArgs(cmd); err != nil {
		return err
	}
	s, err := p.session(ctx, cmd)
	if err != nil {
		return err
	}
	defer s.close()
	typed := isTerminal(p.stdin) && isTerminal(p.stdout.w)
	if typed {
		fmt.Fprintln(p.stderr, "Ask in Arabic or English. /help says more, Ctrl-D ends.")
	}
	show := p.show(cmd.Bool("json"), false)
	lines := readLines(ctx, p.stdin)
	var turn *answer.Context
	for {
		if typed {
			fmt.Fprint(p.stdout, chatPrompt)
		}
		l, ok := next(ctx, lines)
		if !ok {
			if typed {
				fmt.Fprintln(p.stdout)
			}
			return nil // Ctrl-C is as good an end as Ctrl-D
		}
		word := strings.ToLower(strings.TrimSpace(l.text))
		switch {
		case l.blank():
		case word == "/quit", word == "/exit":
			return nil
		case word == "/new":
			turn = nil
			fmt.Fprintln(p.stdout, "A new conversation.")
		case word == "/help":
			fmt.Fprint(p.stdout, chatHelp)
		case strings.HasPrefix(word, "/"):
			fmt.Fprintf(p.stdout, "unknown command %s; /help lists them\n", strings.Fields(word)[0])
		default:
			a := s.ask(ctx, l, turn)
			if err := show(a); err != nil {
				return err
			}
			turn = a.reply.Turn
			if !cmd.Bool("json") {
				fmt.Fprintln(p.stdout)
			}
		}
	}
}

// next returns the next line; false at the end of the input and when ctx is
// done.
func next(ctx context.Context, lines <-chan line) (line, bool) {
	select {
	case l, ok := <-lines:
		return l, ok
	case <-ctx.Done():
		return line{}, false
	}
}
