package answer

import (
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"dalil/corpus"
	"dalil/internal/arabic"
)

// Bounds of what is quoted, in characters.
const (
	maxQuote  = 300 // one quote: a longer sentence is cut to the clauses that matter
	maxQuotes = 2
)

// proof returns a sentence that names the entity of the facts and what they
// say of it, none where no article does: if it can be one in the language of the
// reply, then one that speaks of little else, says how they belong together and
// begins with what is asked about.
func (a *Answerer) proof(in *intent, facts []fact, sentences []sentence) []quote {
	var best []quote
	most := math.MinInt
	for i := range sentences {
		s := &sentences[i]
		if !in.namesDirectly(s) {
			continue
		}
		worth := 0
		if s.passage.article.Lang == in.lang {
			worth += 20
		}
		if in.relates(s) {
			worth += 2
		}
		if subjectFirst(in, s) {
			worth++
		}
		for _, l := range s.links {
			if !a.isFound(l.IDs[0]) && !intersect(l.IDs, entityIDs(in.query.Links)) && !intersect(l.IDs, facts[0].names) {
				worth -= 2
			}
		}
		if worth <= most {
			continue
		}
		if q := a.withSubject(in, *s); a.saysFact(q.text(), facts[0]) {
			best, most = []quote{q}, worth
		}
	}
	return best
}

// relates reports whether a sentence says a relation that the question asks for.
func (in *intent) relates(s *sentence) bool {
	return slices.ContainsFunc(slices.Concat(in.means...), func(r class) bool { return len(s.said[r]) > 0 })
}

// namesDirectly reports whether the sentence itself names every entity of the
// question.
func (in *intent) namesDirectly(s *sentence) bool {
	for i, c := range in.query.Concepts {
		if c.IDs != nil && s.direct[i] < minNamed {
			return false
		}
	}
	return true
}

// saysFact reports whether a text holds the value of a fact.
func (a *Answerer) saysFact(text string, f fact) bool {
	tokens := arabic.Tokens(text)
	for _, m := range a.linker.Mentions(text, tokens) {
		for _, id := range m.IDs {
			if slices.Contains(f.names, id) {
				return true
			}
		}
	}
	if len(f.names) > 0 || f.value == "" {
		return false
	}
	folded := arabic.Fold(text)
	for _, lang := range []corpus.Lang{corpus.English, corpus.Arabic} {
		for _, form := range []string{f.value, formatDate(f.value, lang), amount(f.value, lang)} {
			if strings.Contains(folded, arabic.Fold(form)) {
				return true
			}
		}
	}
	return false
}

// refuse says that the corpus does not answer, and which articles are nearest.
func (a *Answerer) refuse(in *intent, sentences []sentence) Reply {
	r := Reply{Status: Abstained, Lang: in.lang}
	ids := entityIDs(in.links())
	switch {
	case in.unknownVersion() && a.readable(ids, in.lang):
		r.Text = say(in.lang, "refused-version", a.name(ids[0], in.lang))
	case len(ids) > 0 && a.readable(ids, in.lang):
		r.Text = say(in.lang, "refused-entity", a.nameList(ids[:min(len(ids), maxTitles)], in.lang))
	default:
		r.Text = say(in.lang, "refused")
	}
	r.Titles = nearestTitles(in, sentences)
	return r
}

// readable reports whether a reply in a language can call entities by name: the
// articles alone may know a name in Arabic letters only.
func (a *Answerer) readable(ids []string, lang corpus.Lang) bool {
	return lang == corpus.Arabic || !slices.ContainsFunc(ids, func(id string) bool {
		script, _ := arabic.Mostly(a.name(id, lang))
		return script == arabic.Arabic
	})
}

// maxTitles is how many articles a refusal names.
const maxTitles = 3

// nearestTitles returns the articles of the best sentences, in the language of
// the reply where there are such.
func nearestTitles(in *intent, sentences []sentence) []Title {
	var titles []Title
	for _, same := range []bool{true, false} {
		for _, s := range sentences {
			a := s.passage.article
			if (a.Lang == in.lang) != same || s.score < minTitleScore || a.Title == "" || len(titles) == maxTitles ||
				slices.ContainsFunc(titles, func(t Title) bool { return t.Article == a.ID }) {
				continue
			}
			titles = append(titles, Title{a.ID, a.Lang, a.Title, a.URL})
		}
	}
	return titles
}

// minTitleScore is what the best sentence of an article must score for the
// article to be near a question at all.
const minTitleScore = 0.5

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

// withSubject quotes a sentence, and the one before it where only that one
// names the entity asked about or the one asked for.
func (a *Answerer) withSubject(in *intent, s sentence) quote {
	q := trim(in, s)
	before := s.passage.before(&s)
	if before == nil || q.start != s.start {
		return q
	}
	needed := in.wantsEntity() && (!s.typed && before.typed || s.namesBack())
	for i, c := range in.query.Concepts {
		needed = needed || c.IDs != nil && s.direct[i] < minNamed && before.direct[i] >= minNamed
	}
	if in.want == wantReason && len(s.said["conclusion"]) > 0 && s.said["conclusion"][0].from <= 1 {
		needed = true // "therefore …": the reason was said before
	}
	if in.want == wantReason && !s.typed {
		if next := s.passage.after(&s); next != nil && next.typed && utf8.RuneCountInString(s.passage.text[s.start:next.end]) <= 2*maxQuote {
			q.end = next.end // the reason is given behind what it explains
			return q
		}
	}
	if needed && utf8.RuneCountInString(s.passage.text[before.start:q.end]) <= 2*maxQuote {
		q.start = before.start
	}
	return q
}

// wantsEntity reports whether the question asks for somebody or something that
// the catalogue may name.
func (in *intent) wantsEntity() bool {
	return in.want == wantPerson || in.want == wantOrg || in.want == wantModel
}

// pronounWithin is how many words of a sentence may hold the pronoun that is its
// subject: "last month it launched".
const pronounWithin = 4

// namesBack reports whether a sentence speaks of "the company" or the like
// without its name, or begins with "it" or "she": the name was said before.
func (s *sentence) namesBack() bool {
	const article, withTo = "\u0627\u0644", "\u0644\u0644"
	for _, t := range s.words.Tokens[:min(pronounWithin, len(s.words.Tokens))] {
		if subjectPronouns[t.Text] {
			return true
		}
	}
	return slices.ContainsFunc(s.said["company"], func(sp span) bool {
		if sp.to < len(s.words.Tokens) && s.named[sp.to] {
			return false
		}
		t := s.words.Tokens[sp.from]
		if t.Script == arabic.Latin {
			return sp.from > 0 && s.words.Tokens[sp.from-1].Text == "the"
		}
		return strings.HasPrefix(t.Text, article) || strings.HasPrefix(t.Text, withTo)
	})
}

// subjectPronouns stand for what was named before.
var subjectPronouns = map[string]bool{"it": true, "they": true, "he": true, "she": true}

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
