package arabic

import (
	"regexp"
	"strings"
	"sync"
	"unicode"
)

// The directional marks around a part of a line that has its own direction.
const (
	FirstStrongIsolate = "\u2068"
	PopIsolate         = "\u2069"
)

// latinRun matches a Latin name with the numbers and further words that belong
// to it: "Wan 2.1", "Step-Video-T2V", "671B", a link. What stands behind a colon
// or a full stop belongs to another name. Compiled on first use.
var latinRun = sync.OnceValue(func() *regexp.Regexp {
	const (
		within = `[\p{Latin}\p{M}0-9.+&/'’:@#?=%~_-]*`
		end    = `[\p{Latin}\p{M}0-9+&@#=%~_]`
		word   = `[\p{Latin}0-9](?:` + within + end + `)?`
	)
	return regexp.MustCompile(`(?:[0-9][0-9.]*)?\p{Latin}(?:` + within + end + `)?(?: ` + word + `)*`)
})

// IsRightToLeft reports whether a line holds Arabic letters.
func IsRightToLeft(line string) bool {
	return strings.ContainsFunc(line, func(r rune) bool { return unicode.Is(unicode.Arabic, r) && unicode.IsLetter(r) })
}

// Isolate puts the Latin names in a line of Arabic between directional isolates,
// so that punctuation beside them stays where it belongs. Other lines are
// returned as they are.
func Isolate(line string) string {
	if !IsRightToLeft(line) {
		return line
	}
	return IsolateNames(line)
}

// IsolateNames is Isolate for a part of a line of Arabic.
func IsolateNames(part string) string {
	return latinRun().ReplaceAllString(part, FirstStrongIsolate+"$0"+PopIsolate)
}
