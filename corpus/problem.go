package corpus

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Problem is one fault in the files of a corpus.
type Problem struct {
	File    string // path below the corpus folder
	Line    int    // 0: the file as a whole
	Message string
}

// String returns "articles/x.md:12: missing title: add …".
func (p Problem) String() string {
	if p.Line == 0 {
		return p.File + ": " + p.Message
	}
	return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Message)
}

// Problems is the error that Load returns: everything that it found, in order
// of file and line.
type Problems []Problem

// Error returns one problem a line.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// add records a problem; line 0 is about the whole file.
func (ps *Problems) add(file string, line int, format string, args ...any) {
	*ps = append(*ps, Problem{File: file, Line: line, Message: fmt.Sprintf(format, args...)})
}

// err returns the problems in order, each once, or nil if there are none.
func (ps Problems) err() error {
	if len(ps) == 0 {
		return nil
	}
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return slices.Compact(ps)
}

// about reports whether a file has a problem.
func (ps Problems) about(file string) bool {
	return slices.ContainsFunc(ps, func(p Problem) bool { return p.File == file })
}
