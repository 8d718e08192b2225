package handlers

import (
	"regexp"
	"strings"
	"unicode"

	"dalil/internal/arabic"
)

// The marks that the text of a message may need.
const (
	firstStrongIsolate = arabic.FirstStrongIsolate
	popIsolate         = arabic.PopIsolate
	wordJoiner         = "\u2060" // shows nothing and keeps a mention from being one
)

var (
	link = regexp.MustCompile(`https?://[^\s<>\x{2066}-\x{2069}]+`)
	// mention matches whatever Discord may read as one, with its first character apart
	mention = regexp.MustCompile(`(?i)(@)(everyone|here)|(<)([@#/:a-z])`)
	markup  = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "~", `\~`, "`", "\\`", "|", `\|`, "](", `]\(`)
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
	rtl := arabic.IsRightToLeft(line)
	var b strings.Builder
	at := 0
	for _, m := range links(line) {
		url := strings.TrimRight(line[m[0]:m[1]], linkEnd)
		b.WriteString(words(line[at:m[0]], rtl))
		at = m[0] + len(url)
		url = address(url)
		if rtl {
			url = firstStrongIsolate + url + popIsolate
		}
		b.WriteString(url)
	}
	b.WriteString(words(line[at:], rtl))
	text := b.String()
	if start := strings.TrimLeft(text, " "); strings.HasPrefix(start, "#") || strings.HasPrefix(start, ">") || strings.HasPrefix(start, "-#") {
		text = text[:len(text)-len(start)] + `\` + start
	}
	return text
}

// words is plainLine for a part without links.
func words(text string, rtl bool) string {
	if rtl {
		text = arabic.IsolateNames(text)
	}
	if strings.ContainsAny(text, "@<") { // else there is nothing to look for
		text = mention.ReplaceAllString(text, "$1$3"+wordJoiner+"$2$4")
	}
	return markup.Replace(text)
}

// links returns where links stand in a line.
func links(line string) [][]int {
	if !strings.Contains(line, "://") {
		return nil
	}
	return link.FindAllStringIndex(line, -1)
}

// address returns a link as it stands in a message: without a preview, and with
// nothing in it that reads as a mention.
func address(url string) string {
	return "<" + strings.NewReplacer("@", "%40", "<", "%3C", ">", "%3E", " ", "%20", "\n", "").Replace(url) + ">"
}
