package answer

import (
	"context"
	"math"
	"slices"

	"dalil/corpus"
	"dalil/internal/names"
	"dalil/internal/search"
)

// maxPassages is how many passages are read for evidence.
const maxPassages = 16

// sentence is a sentence of a passage, judged against a question.
type sentence struct {
	*parsed
	passage *reading
	direct  []float64     // how surely the sentence itself says each concept, 0 to 1
	plain   []float64     // the same without synonyms
	credit  []float64     // the same with what stands around it
	typed   bool          // it holds a thing of the kind asked for
	counted bool          // it names several of the things that are counted, or says "two"
	others  map[want]bool // kinds of the entities in it that the question does not name
	score   float64
	clues   []float64 // in a small corpus: see ClueNames
}

// reading is a passage with its sentences, judged against a question.
type reading struct {
	article   *corpus.Article
	number    int // of the passage in the article
	passage   int // of the passage in the index
	rank      int
	prior     float64 // score of the search against the best one, 0 to 1
	text      string
	score     float64   // of the search
	credit    []float64 // how surely the passage or its title says each concept
	plain     []float64 // the same without synonyms
	titles    []float64 // how surely the title alone says each concept
	sentences []sentence
}

// How much of a match counts that is not in the sentence itself: in the one
// before it, elsewhere in the passage, in the title.
// A name that was just said goes without saying; a word does not.
const (
	nearName  = 0.85
	nearWord  = 0.6
	farCredit = 0.45
	titleName = 0.7
	titleWord = 0.55
)

// relationCredit is how much another word for the same relation counts.
const relationCredit = 0.75

// priorScale is the difference in rank at which a passage counts a third as much
// as the best one. No other value was tried. Of ARCD's quotes .764 held the answer
// with it, .760 with BM25 against the best.
const priorScale = 3

// read searches for the question and judges the sentences of what it finds,
// best first. skip, when not nil, leaves passages out.
func (a *Answerer) read(ctx context.Context, in *intent, skip func(passage int) bool) ([]sentence, error) {
	hits, err := a.index.Search(ctx, in.query, 3*maxPassages)
	if err != nil {
		return nil, err
	}
	if skip != nil {
		hits = slices.DeleteFunc(hits, func(h search.Hit) bool { return skip(h.Passage) })
	}
	var all []sentence
	for rank, h := range hits[:min(len(hits), maxPassages)] {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		r := a.reading(in, h, rank, hits[0].Rank)
		all = append(all, r.sentences...)
	}
	slices.SortStableFunc(all, func(x, y sentence) int {
		switch {
		case x.score > y.score:
			return -1
		case x.score < y.score:
			return 1
		}
		return 0
	})
	return all, nil
}

// reading splits a passage and judges its sentences.
func (a *Answerer) reading(in *intent, h search.Hit, rank int, top float64) *reading {
	article, n := a.index.Passage(h.Passage)
	r := &reading{article: article, number: n, passage: h.Passage, rank: rank, score: h.Score, prior: math.Exp((h.Rank - top) / priorScale), text: article.PassageText(n)}
	concepts := in.query.Concepts
	heading := article.Title + "\n" + article.Passages[n].Section
	title := search.NewWords(heading)
	titleLinks := a.linker.Mentions(heading, title.Tokens)
	r.credit, r.plain = make([]float64, len(concepts)), make([]float64, len(concepts))
	titles := make([]float64, len(concepts))
	r.titles = titles
	for i := range concepts {
		titles[i], _ = concepts[i].In(title)
		if concepts[i].IDs != nil && !slices.ContainsFunc(titleLinks, func(l names.Link) bool { return intersect(l.IDs, concepts[i].IDs) }) {
			titles[i] = 0
		}
		if titles[i] *= titleWord; !concepts[i].Ordinary {
			titles[i] *= titleName / titleWord
		}
		r.credit[i], r.plain[i] = titles[i], titles[i]
	}
	parsed := a.parsedPassage(h.Passage, r.text)
	for i := range parsed {
		sen := sentence{parsed: &parsed[i], passage: r}
		a.credit(in, &sen)
		for i, c := range sen.direct {
			r.credit[i] = max(r.credit[i], c)
			r.plain[i] = max(r.plain[i], sen.plain[i])
		}
		r.sentences = append(r.sentences, sen)
	}
	for i := range r.sentences {
		r.around(i, in)
		a.judge(in, &r.sentences[i])
	}
	return r
}

// credit fills what a sentence itself says. A name counts where the sentence
// means the same entity; the same word in another name counts less: "Kimi K2"
// is not Kimi.
func (a *Answerer) credit(in *intent, s *sentence) {
	s.direct, s.plain = make([]float64, len(in.query.Concepts)), make([]float64, len(in.query.Concepts))
	for i := range in.query.Concepts {
		c := &in.query.Concepts[i]
		s.direct[i], _ = c.In(s.words)
		s.plain[i], _ = c.Plainly(s.words)
		if c.IDs != nil && !s.names(c.IDs) {
			s.direct[i] = min(s.direct[i], otherName)
			if intersect(s.meant, c.IDs) {
				s.direct[i], s.plain[i] = meantName, meantName
			}
		}
		for _, r := range in.means[i] {
			if len(s.said[r]) > 0 {
				s.direct[i] = max(s.direct[i], relationCredit)
			}
			if in.named() && in.wantsEntity() && slices.ContainsFunc(broughtOut[r], func(other class) bool { return len(s.said[other]) > 0 }) {
				s.direct[i] = max(s.direct[i], otherName)
			}
		}
	}
}

// broughtOut are relations that tell who stands behind a thing as well: it brought it
// out, or is known for it.
var broughtOut = map[class][]class{"make": {"release", "famous"}, "release": {"make"}}

// meantName is what a name counts that a sentence does not say but means.
const meantName = 0.9

// names reports whether a sentence names one of the entities.
func (s *parsed) names(ids []string) bool {
	return slices.ContainsFunc(s.links, func(l names.Link) bool { return intersect(l.IDs, ids) })
}

// otherName is what a name counts that is only a part of another.
const otherName = 0.6

func intersect(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool { return slices.Contains(b, x) })
}

// around fills what a sentence says with the help of what stands around it.
func (r *reading) around(n int, in *intent) {
	s := &r.sentences[n]
	s.credit = slices.Clone(s.direct)
	for i := range s.credit {
		s.credit[i] = max(s.credit[i], r.titles[i], farCredit*r.credit[i])
		if n > 0 {
			near := nearWord
			if !in.query.Concepts[i].Ordinary {
				near = nearName
			}
			s.credit[i] = max(s.credit[i], near*r.sentences[n-1].direct[i])
		}
	}
}

// Weights of a sentence's score, beside the share of the question that it
// covers: learned by hand on the development halves, see eval.
const (
	scoreDirect = 0.5  // coverage by the sentence alone
	scoreType   = 0.16 // it holds the kind of thing asked for
	scorePrior  = 0.45 // the search's own opinion of the passage
	scoreOrder  = 0.1  // words of the question side by side in it
	scoreLang   = 0.15 // it is in the language of the reply
)

// judge scores one sentence.
func (a *Answerer) judge(in *intent, s *sentence) {
	s.typed = a.holds(in, s)
	s.score = coverage(in, s.credit) + scoreDirect*coverage(in, s.direct) + scorePrior*s.passage.prior +
		scoreOrder*adjacency(in, s.words)
	if s.typed {
		s.score += scoreType
	}
	if s.passage.article.Lang == in.lang {
		s.score += scoreLang
	}
}

// coverage returns the share of the question, weighed by rarity, that the
// credits cover.
func coverage(in *intent, credit []float64) float64 {
	var sum, all float64
	for i, w := range in.weight {
		sum += w * credit[i]
		all += w
	}
	if all == 0 {
		return 0
	}
	return sum / all
}

// adjacency returns the share of neighbouring concepts of the question that
// are neighbours in the sentence too.
func adjacency(in *intent, w *search.Words) float64 {
	pairs, kept, last := 0, 0, -1
	for i := range in.query.Concepts {
		c := &in.query.Concepts[i]
		credit, at := c.In(w)
		if i > 0 && in.query.Concepts[i-1].To+1 >= c.From {
			pairs++
			if credit > 0 && last >= 0 && at-last <= 3 && last-at <= 3 {
				kept++
			}
		}
		last = -1
		if credit > 0 {
			last = at
		}
	}
	if pairs == 0 {
		return 0
	}
	return float64(kept) / float64(pairs)
}
