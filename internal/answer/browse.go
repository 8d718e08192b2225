package answer

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"dalil/corpus"
	"dalil/internal/arabic"
)

// maxFound is how many passages a search shows.
const maxFound = 20

// Find returns the passages that speak of some words, the best first: of each
// the sentence that says most of them, quoted on a line of its own. It judges
// nothing; a reply without a passage abstains.
func (a *Answerer) Find(ctx context.Context, words string, lang corpus.Lang) (Reply, error) {
	in, err := a.parse(ctx, Question{Text: words, Lang: lang})
	if err != nil {
		return Reply{}, err
	}
	r := Reply{Status: Abstained, Lang: in.lang, Text: say(in.lang, "refused")}
	if in.empty() {
		r.Text = say(in.lang, "empty")
		return r, nil
	}
	sentences, err := a.read(ctx, in, nil)
	if err != nil {
		return Reply{}, err
	}
	var quotes []quote
	for _, s := range sentences {
		if len(quotes) < maxFound && s.score > 0 && !slices.ContainsFunc(quotes, func(q quote) bool { return q.passage == s.passage }) {
			quotes = append(quotes, trim(in, s))
		}
	}
	if len(quotes) > 0 {
		r.Status, r.Text = Answered, ""
		a.quote(&r, in, quotes)
	}
	return r, nil
}

// Surroundings shows a part of an article, start to end in bytes, where it stands:
// between quotation marks within its passage, with the passages around it. ok is
// false where the article has no such part.
func Surroundings(art *corpus.Article, start, end int) (r Reply, ok bool) {
	n := slices.IndexFunc(art.Passages, func(p corpus.Passage) bool { return p.Start <= start && start < p.End })
	if n < 0 || end <= start || end > art.Passages[n].End {
		return Reply{}, false
	}
	open, shut := "\u201C", "\u201D"
	if art.Lang == corpus.Arabic {
		open, shut = "\u00AB", "\u00BB"
	}
	p := art.Passages[n]
	lines := []string{art.Text[p.Start:start] + open + art.Text[start:end] + shut + art.Text[end:p.End]}
	if n > 0 && art.Passages[n-1].Section == p.Section {
		lines = slices.Insert(lines, 0, art.PassageText(n-1))
	}
	if n+1 < len(art.Passages) && art.Passages[n+1].Section == p.Section {
		lines = append(lines, art.PassageText(n+1))
	}
	return Reply{Status: Answered, Lang: art.Lang, Text: strings.Join(lines, "\n") + " [1]", Citations: []Citation{{
		N: 1, Title: art.Title, Section: p.Section, Quote: art.Text[start:end], Lang: art.Lang, URL: art.URL, Source: art.Source,
		Article: art.ID, Start: start, End: end,
	}}}, true
}

// Opening shows the beginning of an article.
func Opening(art *corpus.Article) Reply {
	const passages = 3
	r := Reply{Status: Answered, Lang: art.Lang}
	var lines []string
	for n := range min(passages, len(art.Passages)) {
		p := art.Passages[n]
		lines = append(lines, art.PassageText(n)+" ["+strconv.Itoa(n+1)+"]")
		r.Citations = append(r.Citations, Citation{
			N: n + 1, Title: art.Title, Section: p.Section, Quote: art.PassageText(n), Lang: art.Lang, URL: art.URL, Source: art.Source,
			Article: art.ID, Start: p.Start, End: p.End,
		})
	}
	r.Text = strings.Join(lines, "\n")
	return r
}

// IsQuestion reports whether a text asks something: by its question mark, or by
// a question word at its beginning.
func IsQuestion(text string) bool {
	if strings.ContainsAny(text, "?\u061F") {
		return strings.ContainsFunc(text, func(r rune) bool { return r > '?' && r != '\u061F' })
	}
	const head = 2 // words
	tokens := arabic.Tokens(text)
	found := find(tokens, make([]bool, len(tokens)))
	for _, c := range questionClasses {
		for _, s := range found[c] {
			if s.from < head && len(tokens) > 1 && (c != "whether" || s.from == 0) {
				return true
			}
		}
	}
	return false
}
