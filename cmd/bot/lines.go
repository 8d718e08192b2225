package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// maxQuestion is the length in bytes at which a line of questions is cut.
const maxQuestion = 100_000

// line is a line of standard input, or why there are no more.
type line struct {
	text string // without its line break
	cut  bool   // it was longer than maxQuestion
	err  error
}

// blank reports whether nothing is asked.
func (l line) blank() bool { return l.err == nil && strings.TrimSpace(l.text) == "" }

// readLines sends the lines of r until its end or until ctx is done, each as
// soon as it is there.
func readLines(ctx context.Context, r io.Reader) <-chan line {
	lines := make(chan line)
	go func() {
		defer close(lines)
		in := bufio.NewReaderSize(r, 1<<16)
		for first := true; ; first = false {
			l, more := readLine(in)
			if first {
				l.text = strings.TrimPrefix(l.text, "\uFEFF")
			}
			if more || l.text != "" || l.err != nil {
				select {
				case lines <- l:
				case <-ctx.Done():
					return
				}
			}
			if !more {
				return
			}
		}
	}()
	return lines
}

// readLine returns the next line and whether more may follow. What a line has
// beyond maxQuestion is read and forgotten.
func readLine(in *bufio.Reader) (l line, more bool) {
	var text []byte
	for {
		part, err := in.ReadSlice('\n')
		if room := maxQuestion + 1 - len(text); room > 0 {
			text = append(text, part[:min(len(part), room)]...)
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		l.text, l.cut = clean(strings.TrimRight(string(text), "\r\n"))
		if err != nil && !errors.Is(err, io.EOF) {
			return line{err: err}, false
		}
		return l, err == nil
	}
}

// clean returns a question with NUL and what is not UTF-8 replaced by U+FFFD,
// cut to maxQuestion bytes, and whether it was cut.
func clean(text string) (string, bool) {
	cut := len(text) > maxQuestion
	if cut {
		n := maxQuestion
		for n > maxQuestion-utf8.UTFMax && !utf8.RuneStart(text[n]) {
			n--
		}
		text = text[:n]
	}
	text = strings.ToValidUTF8(text, "\uFFFD")
	return strings.ReplaceAll(text, "\x00", "\uFFFD"), cut
}
