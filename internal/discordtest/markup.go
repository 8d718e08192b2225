package discordtest

import (
	"regexp"
	"strings"
)

var (
	anEscape = regexp.MustCompile(`\\[!-/:-@\[-` + "`" + `{-~]`) // of punctuation
	aLink    = regexp.MustCompile(`<https?://[^<>\s]*>`)
	// aBlock matches what makes a line a heading, small or a quote
	aBlock = regexp.MustCompile(`^\s*(#{1,3}|-#|>>>|>)\s`)
	aStyle = regexp.MustCompile("\\*|_|`|~~|\\|\\||\\]\\(")
)

// Broken returns the mark-up in the text of a message that is none of a bot
// which shows what people have written: such a bot quotes in the first line and
// below a source, writes small in the last line and bold in pairs within a line,
// and escapes everything else.
func Broken(text string) (found []string) {
	text = strings.NewReplacer("\u202d", "", "\u202e", "").Replace(text)
	text = anEscape.ReplaceAllString(aLink.ReplaceAllString(text, "x"), "x")
	lines := strings.Split(text, "\n")
	source := true // the line before may have a quote below it
	for i, line := range lines {
		if source {
			line = strings.TrimPrefix(line, "> ")
		}
		if i == len(lines)-1 {
			line = strings.TrimPrefix(line, "-# ")
		}
		source = strings.HasPrefix(line, "[")
		if block := aBlock.FindString(line); block != "" {
			found = append(found, block)
		}
		if strings.Count(line, "**")%2 == 0 {
			line = strings.ReplaceAll(line, "**", "")
		}
		found = append(found, aStyle.FindAllString(line, -1)...)
	}
	return found
}
