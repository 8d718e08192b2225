package main

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
)

// The directional marks around a part of a line that has its own direction.
const (
	firstStrongIsolate = "\u2068"
	popIsolate         = "\u2069"
)

// latinRun matches a Latin name with the numbers and further words that belong
// to it: "Wan 2.1", "Step-Video-T2V", a link. Compiled on first use.
var latinRun = sync.OnceValue(func() *regexp.Regexp {
	const more = `[\p{Latin}\p{M}0-9.+&/'’:@#?=%~_-]*`
	return regexp.MustCompile(`\p{Latin}` + more + `(?: [\p{Latin}0-9]` + more + `)*`)
})

// isolate puts the Latin names in a line of Arabic between U+2068 and U+2069,
// so that punctuation beside them stays where it belongs. Other lines are
// returned as they are.
func isolate(line string) string {
	if !strings.ContainsFunc(line, func(r rune) bool { return unicode.Is(unicode.Arabic, r) && unicode.IsLetter(r) }) {
		return line
	}
	return latinRun().ReplaceAllStringFunc(line, func(name string) string {
		bare := strings.TrimRight(name, ".:'’?-/")
		return firstStrongIsolate + bare + popIsolate + name[len(bare):]
	})
}
