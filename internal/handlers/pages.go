package handlers

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"dalil/internal/answer"
)

// page is a part of an answer with the sources of what it says. Every number in
// the text is one of the sources, and every source is in the text.
type page struct {
	text    string
	sources []source
}

// paginate splits a reply into pages of at most room characters in Discord's
// form, at ends of lines, sentences or words. There is always one page.
func paginate(r answer.Reply, room int) []page {
	room = max(room, minPage)
	b := pager{room: room, citations: r.Citations}
	for _, line := range strings.Split(r.Text, "\n") {
		for _, part := range split(line, room*2/3) {
			b.add(part)
		}
	}
	for _, c := range r.Citations { // a source that the text does not number
		if !strings.Contains(r.Text, mark(c.N)) {
			b.source(c)
		}
	}
	return append(b.pages, b.page)
}

func mark(n int) string { return fmt.Sprintf("[%d]", n) }

// pager fills one page after the other.
type pager struct {
	room      int
	citations []answer.Citation
	pages     []page
	page      page
	used      int // characters of the page
}

// add puts a line on the page, or on the next one where it has no room there
// with its sources. Sources for which a whole page has no room, and their
// numbers, are left out.
func (b *pager) add(line string) {
	var sources, out []source
	size := units(plain(line)) + 1
	for _, n := range numbers(line, len(b.citations)) {
		if b.page.has(n) {
			continue
		}
		s := source{Citation: b.citations[n-1]}
		room := units(s.text(line)) + 2
		if len(sources) == maxSources || len(sources) > 0 && size+room > b.room {
			out = append(out, s)
			continue
		}
		sources, size = append(sources, s), size+room
	}
	if b.page.text != "" && (b.used+size > b.room || len(b.page.sources)+len(sources) > maxSources) {
		b.turn()
		b.add(line)
		return
	}
	if b.page.text != "" {
		b.page.text += "\n"
	}
	for _, s := range out {
		line = strings.ReplaceAll(line, " "+mark(s.N), "")
	}
	b.page.sources = append(b.page.sources, sources...)
	b.page.text += line
	b.used += size
}

// source puts a source on the page that no line numbers.
func (b *pager) source(c answer.Citation) {
	s := source{Citation: c}
	size := units(s.text(b.page.text)) + 2
	if b.used+size > b.room || len(b.page.sources) == maxSources {
		b.turn()
	}
	b.page.sources = append(b.page.sources, s)
	b.used += size
}

// turn begins a new page.
func (b *pager) turn() {
	b.pages, b.page, b.used = append(b.pages, b.page), page{}, 0
}

func (p page) has(n int) bool {
	for _, s := range p.sources {
		if s.N == n {
			return true
		}
	}
	return false
}

var number = regexp.MustCompile(`\[(\d+)\]`)

// numbers returns the numbers from 1 to most that stand between brackets in a
// text, each once.
func numbers(text string, most int) (list []int) {
	seen := make(map[int]bool)
	for _, m := range number.FindAllStringSubmatch(text, -1) {
		if n, err := strconv.Atoi(m[1]); err == nil && n >= 1 && n <= most && !seen[n] {
			seen[n] = true
			list = append(list, n)
		}
	}
	return list
}

// split returns a line in parts of at most limit characters as they are shown,
// at ends of sentences or words.
func split(line string, limit int) (parts []string) {
	for units(plain(line)) > limit {
		end := breakAt(line, limit)
		parts = append(parts, strings.TrimRight(line[:end], " "))
		line = strings.TrimLeft(line[end:], " ")
	}
	return append(parts, line)
}

// breakAt returns where to break a line that is longer than limit, in bytes: the
// end of a sentence or a word in the last third, else the end of a letter.
func breakAt(line string, limit int) int {
	end, n := 0, 0
	for i, r := range line {
		if n += units(string(r)); strings.ContainsRune("\\*_~`|<>@#[", r) {
			n++ // it is escaped
		}
		if n > limit {
			break
		}
		end = i + len(string(r))
	}
	for _, stop := range []string{". ", "\u061f ", "! ", " "} {
		if i := strings.LastIndex(line[:end], stop); i > end*2/3 {
			return i + len(stop)
		}
	}
	return max(end, 1)
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
