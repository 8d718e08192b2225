package handlers

import (
	"regexp"
	"strings"
	"unicode"
)

// The marks that the text of a message may need.
const (
	firstStrongIsolate = "\u2068"
	popIsolate         = "\u2069"
	wordJoiner         = "\u2060" // shows nothing and keeps a mention from being one
)

var (
	link = regexp.MustCompile(`https?://[^\s<>\x{2066}-\x{2069}]+`)
	// mention matches whatever Discord may read as one, with its first character apart
	mention = regexp.MustCompile(`(?i)(@)(everyone|here)|(<)([@#/:a-z])`)
	// latinRun matches a Latin name with the numbers and further words that
	// belong to it, as the terminal's rendering does
	latinRun = regexp.MustCompile(`\p{Latin}[\p{Latin}\p{M}0-9.+&/'’:@#?=%~_-]*(?: [\p{Latin}0-9][\p{Latin}\p{M}0-9.+&/'’:@#?=%~_-]*)*`)
	markup   = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "~", `\~`, "`", "\\`", "|", `\|`, "](", `]\(`)
)

// linkEnd is what ends a sentence rather than a link.
const linkEnd = ".,;:!?)'\"]\u060c\u061b\u061f\u00bb\u201d"

// plain makes a text of any origin fit for a message: its words as they are,
// with nobody mentioned, no markup, links without previews, and Latin names in
// Arabic lines isolated.
func plain(text string) string {
	lines := strings.Split(bare(text), "\n")
	for i, line := range lines {
		lines[i] = plainLine(line)
	}
	return strings.Join(lines, "\n")
}

// bare drops controls and directional marks, which Discord drops in part, so
// that what is neutral stays so.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case unicode.IsControl(r), r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, text)
}

func plainLine(line string) string {
	arabic := strings.ContainsFunc(line, func(r rune) bool { return unicode.Is(unicode.Arabic, r) && unicode.IsLetter(r) })
	var b strings.Builder
	at := 0
	for _, m := range link.FindAllStringIndex(line, -1) {
		url := strings.TrimRight(line[m[0]:m[1]], linkEnd)
		b.WriteString(words(line[at:m[0]], arabic))
		at = m[0] + len(url)
		url = address(url)
		if arabic {
			url = firstStrongIsolate + url + popIsolate
		}
		b.WriteString(url)
	}
	b.WriteString(words(line[at:], arabic))
	text := b.String()
	if start := strings.TrimLeft(text, " "); strings.HasPrefix(start, "#") || strings.HasPrefix(start, ">") || strings.HasPrefix(start, "-#") {
		text = text[:len(text)-len(start)] + `\` + start
	}
	return text
}

// words is plainLine for a part without links.
func words(text string, arabic bool) string {
	text = mention.ReplaceAllString(text, "$1$3"+wordJoiner+"$2$4")
	text = markup.Replace(text)
	if arabic {
		text = isolate(text)
	}
	return text
}

// isolate puts Latin names between directional isolates, so that punctuation
// beside them stays where it belongs.
func isolate(text string) string {
	return latinRun.ReplaceAllStringFunc(text, func(name string) string {
		bare := strings.TrimRight(name, ".:'’?-/")
		return firstStrongIsolate + bare + popIsolate + name[len(bare):]
	})
}

// address returns a link as it stands in a message: without a preview, and with
// nothing in it that reads as a mention.
func address(url string) string {
	return "<" + strings.NewReplacer("@", "%40", "<", "%3C", ">", "%3E", " ", "%20", "\n", "").Replace(url) + ">"
}
