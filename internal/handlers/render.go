package handlers

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"dalil/internal/answer"
)

const (
	maxMessage = 2000 // characters of a message, counted as Discord's client does
	maxEcho    = 300  // of the question above an answer to a command
	maxHeading = 160  // of a source's title
	maxLink    = 400  // longer links are left out
	minText    = 900  // what sources leave to the answer
)

// render returns a reply as the text of a message: the answer, then its
// sources by number, or for a refusal the nearest articles. Every number in the
// answer is one of the list, and every entry of the list is in the answer. echo
// is the question to repeat above it, "" for none.
func render(r answer.Reply, echo string) string {
	head := quoted(echo)
	text := plain(r.Text)
	room := maxMessage - units(head)
	var blocks []string
	shown, budget := 0, room-min(minText, units(text))
	for _, c := range r.Citations {
		block := "\n\n" + source(c)
		if shown+units(block) > budget {
			break
		}
		blocks = append(blocks, block)
		shown += units(block)
	}
	text = dropMarks(text, len(blocks), len(r.Citations))
	whole := text
	text = cut(text, room-shown)
	var b strings.Builder
	b.WriteString(head + text)
	for i, block := range blocks {
		if mark := fmt.Sprintf("[%d]", r.Citations[i].N); strings.Contains(text, mark) || !strings.Contains(whole, mark) {
			b.WriteString(block)
		}
	}
	if r.Status == answer.Abstained {
		nearest(&b, r)
	}
	return b.String()
}

// quoted returns the question as a quote with a line break, from which
// questionOf reads it again.
func quoted(question string) string {
	question = strings.Join(strings.Fields(bare(question)), " ")
	if question == "" {
		return ""
	}
	return "> " + cut(plain(question), maxEcho) + "\n"
}

// source returns "[1] Title › Section (ar) · Source" and the link on a line of
// its own.
func source(c answer.Citation) string {
	title := c.Title
	if c.Section != "" {
		title += " › " + c.Section
	}
	if c.Lang != "" {
		title += " (" + string(c.Lang) + ")"
	}
	if c.Source != "" {
		title += " · " + c.Source
	}
	line := fmt.Sprintf("[%d] %s", c.N, plain(cut(oneLine(title), maxHeading)))
	return line + linkLine(c.URL)
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// linkLine returns a link on a line of its own, "" where it is no link that can
// be followed.
func linkLine(url string) string {
	if !link.MatchString(url) || units(url) > maxLink {
		return ""
	}
	return "\n" + address(oneLine(bare(url)))
}

// nearest adds the articles that come closest, as far as there is room.
func nearest(b *strings.Builder, r answer.Reply) {
	label := "\n\n" + answer.Label(r.Lang, "nearest")
	for _, t := range r.Titles {
		if strings.Contains(r.Text, t.Title) {
			continue
		}
		line := label + "\n- " + plain(cut(oneLine(fmt.Sprintf("%s (%s)", t.Title, t.Lang)), maxHeading)) + linkLine(t.URL)
		if units(b.String())+units(line) > maxMessage {
			return
		}
		b.WriteString(line)
		label = ""
	}
}

var number = regexp.MustCompile(` ?\[(\d+)\]`)

// dropMarks removes the numbers of the sources that are not shown.
func dropMarks(text string, shown, all int) string {
	if shown == all {
		return text
	}
	return number.ReplaceAllStringFunc(text, func(mark string) string {
		n, err := strconv.Atoi(strings.Trim(mark, " []"))
		if err == nil && n > shown && n <= all {
			return ""
		}
		return mark
	})
}

// cut returns a text of at most limit characters: whole, or up to the end of a
// line, a sentence or a word, with an ellipsis.
func cut(text string, limit int) string {
	if units(text) <= limit {
		return text
	}
	const tail = popIsolate + " …"
	n, end := 0, 0
	for i, r := range text {
		if n += units(string(r)); n > limit-units(tail) {
			break
		}
		end = i + len(string(r))
	}
	part := text[:end]
	for _, stop := range []string{"\n", ". ", "\u061f ", " "} {
		if i := strings.LastIndex(part, stop); i > len(part)*2/3 {
			part = part[:i+len(strings.TrimRight(stop, " \n"))]
			break
		}
	}
	if strings.Count(part, firstStrongIsolate) > strings.Count(part, popIsolate) {
		part += popIsolate
	}
	return strings.TrimRight(part, `\ `) + " …"
}

// units returns the length of a text in UTF-16 units, the strictest of the ways
// in which Discord counts characters.
func units(text string) int {
	n := 0
	for _, r := range text {
		if n++; r > 0xffff {
			n++
		}
	}
	return n
}
