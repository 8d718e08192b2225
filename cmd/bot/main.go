// Command bot is Dalil: it answers questions from a corpus, in Arabic and in
// English, with citations. This folder is wiring: one file a subcommand.
//
// The rules of the interface: results go to standard output, everything else
// to standard error with a "bot:" prefix. The exit code is 0 when done, 1 when
// something failed or is invalid, 2 for a wrong command line. Colours, progress
// bars and prompts are for terminals only.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/urfave/cli/v3"
)

// The exit codes.
const (
	exitDone = iota
	exitFailed
	exitUsage
)

func main() {
	// a reader that went away is an error of the write, not the end of the
	// process: temporary files are still removed
	signal.Ignore(syscall.SIGPIPE)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends at once
	os.Exit(run(ctx, os.Args, os.Getenv, os.Stdin, os.Stdout, os.Stderr))
}

// run is the whole program with its surroundings as arguments; args[0] is the
// name of the program. It returns the exit code.
func run(ctx context.Context, args []string, getenv func(string) string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	out := &output{w: stdout, failed: cancel}
	p := &program{getenv: getenv, stdin: stdin, stdout: out, stderr: stderr}
	err := p.command().Run(ctx, args)
	switch {
	case errors.Is(out.err, syscall.EPIPE):
		return exitDone // who reads has had enough
	case out.err != nil:
		err = fmt.Errorf("cannot write the results: %w", out.err)
	case err == nil:
		return exitDone
	}
	return p.fail(err)
}

// errSaid is returned by a subcommand that failed and has already said why.
var errSaid = errors.New("failed")

// fail says what went wrong and returns the exit code for it.
func (p *program) fail(err error) int {
	var usage *usageError
	var coder cli.ExitCoder // what the library says of a wrong command line
	switch {
	case errors.Is(err, errSaid):
		return exitFailed
	case errors.Is(err, context.Canceled):
		err = errors.New("interrupted")
	}
	p.notice("%v", err)
	if errors.As(err, &usage) || errors.As(err, &coder) {
		return exitUsage
	}
	return exitFailed
}
