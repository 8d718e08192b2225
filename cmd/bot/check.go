package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/urfave/cli/v3"

	"dalil/corpus"
	"dalil/internal/live"
)

func (p *program) checkCommand() *cli.Command {
	return &cli.Command{
		Name:        "check",
		Usage:       "validate settings, corpus and catalogue",
		Description: "Prints every fault with file and line and exits with 1, or else what there is.",
		Action:      p.check,
	}
}

// problem is a fault as "check --json" prints it. File is "" for a setting.
type problem struct {
	File    string `json:"file"`
	Line    int    `json:"line"` // 0: the file as a whole
	Message string `json:"message"`
}

// checked is what "check --json" prints.
type checked struct {
	OK       bool         `json:"ok"`
	Counts   *live.Counts `json:"counts,omitempty"`
	Problems []problem    `json:"problems"`
}

// check looks at everything that can be wrong before the bot runs.
func (p *program) check(_ context.Context, cmd *cli.Command) error {
	if err := noArgs(cmd); err != nil {
		return err
	}
	result := checked{Problems: []problem{}}
	cfg, err := p.settings(cmd)
	found := problems(err)
	c, err := p.library(cfg).load()
	found = append(found, problems(err)...)
	if len(found) == 0 {
		n := live.Count(c)
		result.OK, result.Counts = true, &n
	}
	result.Problems = append(result.Problems, found...)
	switch {
	case cmd.Bool("json"):
		if err := writeJSON(p.stdout, result, true); err != nil {
			return err
		}
	case result.OK:
		fmt.Fprintf(p.stdout, "ok: %s\n", counted(*result.Counts))
	default:
		for _, f := range found {
			fmt.Fprintln(p.stdout, f)
		}
	}
	if !result.OK {
		return errSaid
	}
	return nil
}

// problems returns the faults that an error of the settings or of the corpus
// holds, none for nil.
func problems(err error) []problem {
	var settings settingsError
	var inCorpus *corpusError
	var all []problem
	switch {
	case err == nil:
	case errors.As(err, &settings):
		for _, l := range settings.lines() {
			all = append(all, problem{Message: l})
		}
	case errors.As(err, &inCorpus):
		for _, f := range inCorpus.problems {
			all = append(all, problem(f))
		}
	default:
		all = append(all, problem{Message: err.Error()})
	}
	return all
}

// String returns the problem as a line: "articles/x.md:3: missing title".
func (p problem) String() string {
	if p.File == "" {
		return p.Message
	}
	return corpus.Problem(p).String()
}
