package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/urfave/cli/v3"

	"dalil/internal/arabic"
)

// usageError is a wrong command line: what is wrong and what to do.
type usageError struct{ message string }

// Error implements error.
func (e *usageError) Error() string { return e.message }

// usageErrorf returns a usage error that ends with where the help is.
func usageErrorf(cmd *cli.Command, format string, args ...any) error {
	return &usageError{fmt.Sprintf(format, args...) + fmt.Sprintf("; see %s --help", cmd.FullName())}
}

// usage puts what the library says of a wrong command line into our words.
func usage(_ context.Context, cmd *cli.Command, err error, _ bool) error {
	said := err.Error()
	if name, ok := strings.CutPrefix(said, "flag provided but not defined: -"); ok {
		name = strings.TrimLeft(name, "-")
		if near := nearest(name, flagNames(cmd)); near != "" {
			return usageErrorf(cmd, "unknown flag %s, did you mean %s?", dashed(name), dashed(near))
		}
		return usageErrorf(cmd, "unknown flag %s", dashed(name))
	}
	if name, ok := strings.CutPrefix(said, "flag needs an argument: "); ok {
		name = strings.TrimLeft(name, "-")
		return usageErrorf(cmd, "flag %s needs a value", dashed(name))
	}
	if value, rest, ok := cutInvalid(said); ok {
		name, why, _ := strings.Cut(rest, ": ")
		switch {
		case strings.HasPrefix(why, "strconv."):
			why = value + " is no number"
		case why == "parse error": // of a bool
			why = "takes true or false, not " + value
		}
		return usageErrorf(cmd, "flag %s: %s", dashed(name), why)
	}
	return usageErrorf(cmd, "%s", said)
}

// cutInvalid splits `invalid value "x" for flag -name: why` into the quoted
// value and what follows the dash.
func cutInvalid(said string) (value, rest string, ok bool) {
	said, ok = strings.CutPrefix(said, "invalid value ")
	if !ok {
		return "", "", false
	}
	return strings.Cut(said, " for flag -")
}

// unknownCommand is the error for a first argument that is no command.
func unknownCommand(root *cli.Command, name string) error {
	var names []string
	for _, c := range root.VisibleCommands() {
		names = append(names, c.Name)
	}
	if near := nearest(name, names); near != "" {
		return usageErrorf(root, "unknown command %q, did you mean %q?", name, near)
	}
	return usageErrorf(root, `unknown command %q; to ask a question: bot ask "…"`, name)
}

// nearest returns the name that was probably meant: one that goes on from the
// word or the other way, or that is at most two typing errors away. It returns
// "" if there is none.
func nearest(word string, names []string) string {
	const limit = 2
	best, least := "", limit+1
	for _, n := range names {
		if len(word) > 1 && len(n) > 1 && (strings.HasPrefix(n, word) || strings.HasPrefix(word, n)) {
			return n
		}
		d := arabic.Distance([]rune(word), []rune(n), limit)
		if d < least && 2*d <= len([]rune(n)) {
			best, least = n, d
		}
	}
	return best
}

// flagNames returns the names of the flags that cmd understands.
func flagNames(cmd *cli.Command) []string {
	var names []string
	for _, c := range cmd.Lineage() {
		for _, f := range c.VisibleFlags() {
			names = append(names, f.Names()...)
		}
	}
	return names
}

// dashed returns a flag as it is written.
func dashed(name string) string {
	if len([]rune(name)) == 1 {
		return "-" + name
	}
	return "--" + name
}

// noExit keeps the library from ending the process: run returns the code.
func noExit(context.Context, *cli.Command, error) {}
