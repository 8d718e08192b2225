package main

import (
	"context"
	"io"
	"os"

	"golang.org/x/term"
)

// output is where results go. It keeps the first error of writing, drops what
// comes after it, and ends the work by calling failed; so what prints results
// need not look at errors.
type output struct {
	w      io.Writer
	failed context.CancelFunc
	err    error
}

// Write implements [io.Writer].
func (o *output) Write(p []byte) (int, error) {
	if o.err != nil {
		return 0, o.err
	}
	n, err := o.w.Write(p)
	if err != nil {
		o.err = err
		o.failed()
	}
	return n, err
}

// isTerminal reports whether somebody looks at w, or types into it.
func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// Bounds of the width at which text is wrapped.
const (
	unknownWidth = 80
	leastWidth   = 20
)

// widthOf returns the columns of the terminal w, 80 where they are unknown.
func widthOf(w any) int {
	if f, ok := w.(*os.File); ok {
		if columns, _, err := term.GetSize(int(f.Fd())); err == nil && columns > 0 {
			return max(columns, leastWidth)
		}
	}
	return unknownWidth
}

// newStyle returns how text is shown. Any value of NO_COLOR turns colours off
// (no-color.org).
func newStyle(terminal bool, width int, getenv func(string) string) style {
	return style{
		width:   width,
		colour:  terminal && getenv("NO_COLOR") == "" && getenv("TERM") != "dumb",
		isolate: terminal,
	}
}
