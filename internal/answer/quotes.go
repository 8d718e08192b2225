package answer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"dalil/internal/arabic"
	"dalil/internal/search"
)

// Bounds of what is quoted, in characters.
const (
	maxQuote  = 300 // one quote: a longer sentence is cut to the clauses that matter
	maxQuotes = 2
)

// quote is a run of sentences of one passage.
type quote struct {
	passage    *reading
	start, end int // byte offsets in the passage
}

// choose picks what to quote of sentences that prove an answer, best first: the
// best one, and the best of the others that adds something.
func (a *Answerer) choose(in *intent, sentences []sentence) []quote {
	best := sentences[0]
	quotes := []quote{a.withSubject(in, best)}
	if q, ok := a.introduces(in, &best); ok {
		quotes = append(quotes, q)
	}
	for _, s := range sentences[1:] {
		if len(quotes) == maxQuotes {
			break
		}
		if s.passage.article.Lang != best.passage.article.Lang {
			continue // most likely the same sentence in the other language
		}
		q := trim(in, s)
		if strings.Contains(quotes[0].text(), q.text()) || strings.Contains(q.text(), quotes[0].text()) {
			continue
		}
		quotes = append(quotes, q)
	}
	return quotes
}

// withSubject quotes a sentence, and those before it where only they name the
// entity asked about or the one asked for.
func (a *Answerer) withSubject(in *intent, s sentence) quote {
	q := trim(in, s)
	before := s.passage.before(&s)
	if before == nil || q.start != s.start {
		return q
	}
	start := s.start
	if in.wantsEntity() && (!s.typed && before.typed || s.namesBack() || s.pointsBack() && !s.others[in.want]) {
		start = before.start
	}
	for i, c := range in.query.Concepts {
		if c.IDs != nil && !s.names(c.IDs) && before.direct[i] >= minNamed {
			start = before.start
		}
	}
	for _, id := range s.meant {
		if in.wantsEntity() || slices.Contains(entityIDs(in.query.Links), id) {
			start = min(start, s.passage.namedBefore(&s, id))
		}
	}
	if in.want == wantReason && len(s.said["conclusion"]) > 0 && s.said["conclusion"][0].from <= 1 {
		start = before.start // "therefore …": the reason was said before
	}
	if in.want == wantReason && !s.typed {
		if next := s.passage.after(&s); next != nil && next.typed && utf8.RuneCountInString(s.passage.text[s.start:next.end]) <= 2*maxQuote {
			q.end = next.end // the reason is given behind what it explains
			return q
		}
	}
	if start == s.start {
		return q
	}
	for _, from := range []int{start, before.start} { // from where it is named, if that is not too long
		if utf8.RuneCountInString(s.passage.text[from:q.end]) <= 2*maxQuote {
			q.start = from
			break
		}
	}
	return q
}

// namedBefore returns where the last sentence before s begins that names an entity,
// the beginning of s where none does.
func (r *reading) namedBefore(s *sentence, id string) int {
	start := s.start
	for i := range r.sentences {
		if before := &r.sentences[i]; before.start >= s.start {
			break
		} else if before.names([]string{id}) {
			start = before.start
		}
	}
	return start
}

// introduces returns the sentence of the passage before that names what the question
// asks about and a sentence only means.
func (a *Answerer) introduces(in *intent, s *sentence) (q quote, ok bool) {
	for _, id := range s.meant {
		if !slices.Contains(entityIDs(in.query.Links), id) || s.names([]string{id}) || s.passage.namedBefore(s, id) < s.start || s.passage.passage == 0 {
			continue
		}
		before := a.reading(in, search.Hit{Passage: s.passage.passage - 1}, 0, 0)
		for i := range before.sentences {
			if before.article == s.passage.article && before.sentences[i].names([]string{id}) {
				q, ok = trim(in, before.sentences[i]), true
			}
		}
	}
	return q, ok
}

// wantsEntity reports whether the question asks for somebody or something that
// the catalogue may name.
func (in *intent) wantsEntity() bool {
	return in.want == wantPerson || in.want == wantOrg || in.want == wantModel
}

// namesBack reports whether a sentence speaks of "the company" or the like
// without its name, or begins with "it" or "she": the name was said before.
func (s *sentence) namesBack() bool {
	return s.beginsWithPronoun() || slices.ContainsFunc(slices.Concat(s.said["company"], s.said["institution"]), func(sp span) bool {
		return s.definite(sp.from)
	})
}

// before returns the sentence before s in its passage, nil for the first.
func (r *reading) before(s *sentence) *sentence {
	for i := range r.sentences {
		if r.sentences[i].start == s.start && i > 0 {
			return &r.sentences[i-1]
		}
	}
	return nil
}

// after returns the sentence behind s in its passage, nil for the last.
func (r *reading) after(s *sentence) *sentence {
	for i := range r.sentences {
		if r.sentences[i].start == s.start && i+1 < len(r.sentences) {
			return &r.sentences[i+1]
		}
	}
	return nil
}

func (q quote) text() string { return q.passage.text[q.start:q.end] }

// trim cuts a sentence that is too long to quote down to the run of clauses
// that covers most of the question.
func trim(in *intent, s sentence) quote {
	q := quote{s.passage, s.start, s.end}
	text := q.text()
	if utf8.RuneCountInString(text) <= maxQuote {
		return q
	}
	clauses := arabic.Clauses(text)
	best := -1.0
	for from := range clauses {
		for to := from; to < len(clauses); to++ {
			part := text[clauses[from].Start:clauses[to].End]
			if to > from && utf8.RuneCountInString(part) > maxQuote {
				break
			}
			if got := clauseScore(in, part); got > best {
				best = got
				q.start, q.end = s.start+clauses[from].Start, s.start+clauses[to].End
			}
		}
	}
	lead := len(q.text()) - len(strings.TrimLeft(q.text(), " "))
	q.start += lead
	q.end -= len(q.text()) - len(strings.TrimRight(q.text(), " ,\u060C;\u061B"))
	return q
}

// cite returns the citation of a quote.
func (q quote) cite(n int) Citation {
	a := q.passage.article
	p := a.Passages[q.passage.number]
	return Citation{
		N: n, Title: a.Title, Section: p.Section, Quote: q.text(), Lang: a.Lang, URL: a.URL,
		Source: a.Source, Article: a.ID, Start: p.Start + q.start, End: p.Start + q.end,
	}
}
