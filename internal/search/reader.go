package search

import "math"

// reader reads candidates for one query.
type reader struct {
	query *Query
	*matcher
	scorer       *scorer
	wording      *wording
	here, before *said // the sentence at hand and the one before
	title        *said
	passage      []float64 // by concept: how surely the passage says it
	plain        []float64 // the same without synonyms
	all          float64   // weight of the query
}

func newReader(q *Query, s *scorer) *reader {
	m := s.matcher
	r := &reader{
		query: q, matcher: m, scorer: s, wording: newWording(s.ix.vocabulary, q), here: m.newSaid(), before: m.newSaid(), title: m.newSaid(),
		passage: make([]float64, len(q.Concepts)), plain: make([]float64, len(q.Concepts)),
	}
	for i := range q.Concepts {
		r.all += q.Concepts[i].IDF
	}
	if r.all == 0 {
		r.all = 1
	}
	return r
}

// sentence reads up to the end of a sentence and returns how many words it has.
func (r *reader) sentence(stream *passageStream, s *said) (words int) {
	s.begin()
	r.wording.beginSentence()
	list, i, tokens := *stream, 0, 0
	for i < len(list) {
		v := int(list[i])
		if i++; v >= 0x80 {
			v, i = list.at(i - 1)
		}
		if v == sentenceEnd {
			break
		}
		if v < firstChunk {
			continue
		}
		if chunk := v - firstChunk; r.scorer.marked.has(chunk) {
			for _, m := range r.scorer.matched(chunk) {
				s.see(&m.match, tokens+m.at)
			}
		}
		r.wording.read(v - firstChunk)
		w, t := r.scorer.ix.vocabulary.size(v - firstChunk)
		words, tokens = words+w, tokens+t
	}
	*stream = list[i:]
	r.end(s)
	return words
}

// features describes one passage. score is its BM25, top the best of all
// candidates.
func (r *reader) features(stream passageStream, score, top float64) []float64 {
	var lengths [len(fields)]float64
	stream.lengths(&lengths)
	r.sentence(&stream, r.title)
	clear(r.passage)
	clear(r.plain)
	clear(r.before.credit)
	r.wording.begin()
	length := 0
	opening := -1.0 // what the first sentence says
	var best, pair, adjacent, ordered, shown float64
	for len(stream) > 0 {
		length += r.sentence(&stream, r.here)
		one, two := 0.0, 0.0
		for i, n := range r.concepts {
			w, credit := r.query.Concepts[i].IDF, r.here.credit[n]
			r.passage[i], r.plain[i] = max(r.passage[i], credit), max(r.plain[i], r.here.plain[n])
			one += w * credit
			two += w * max(credit, r.before.credit[n])
		}
		near, inOrder := r.neighbours()
		best, pair, adjacent, ordered = max(best, one), max(pair, two), max(adjacent, near), max(ordered, inOrder)
		if opening < 0 {
			opening = one
		}
		if r.wording.shown {
			shown = max(shown, one)
		}
		r.here, r.before = r.before, r.here
	}
	var cover, with, plain, titles, only, missing float64
	for i, n := range r.concepts {
		w, said, titled := r.query.Concepts[i].IDF, r.passage[i], r.title.credit[n]
		cover += w * said
		plain += w * r.plain[i]
		with += w * max(said, titled)
		titles += w * titled
		if said == 0 {
			only += w * titled
			missing += 1 / float64(len(r.concepts))
		}
	}
	first, second := r.rarest()
	share := cover / r.all
	return []float64{
		score / r.all, score / top, share, share * share, with / r.all, plain / r.all,
		best / r.all, pair / r.all, adjacent, ordered, first, second,
		titles / r.all, only / r.all, missing, math.Log1p(float64(length)), cover / (10 + float64(length)),
		max(0, opening) / r.all, r.wording.neighbours() / r.all, shown / r.all, r.focus() / r.all,
	}
}

// neighbours returns the share of neighbouring concepts of the query that are
// near each other in the sentence at hand, and that are so in the same order.
func (r *reader) neighbours() (near, ordered float64) {
	pairs := 0
	for i := 1; i < len(r.concepts); i++ {
		if r.query.Concepts[i-1].To+1 < r.query.Concepts[i].From {
			continue
		}
		pairs++
		a, b := r.concepts[i-1], r.concepts[i]
		if r.here.credit[a] == 0 || r.here.credit[b] == 0 {
			continue
		}
		if d := r.here.at[b] - r.here.at[a]; d != 0 && abs(d) <= maxApart {
			near++
			if d > 0 {
				ordered++
			}
		}
	}
	if pairs == 0 {
		return 0, 0
	}
	return near / float64(pairs), ordered / float64(pairs)
}

// maxApart is how many words apart neighbours may be.
const maxApart = 3

// rarest returns how surely the passage says the two rarest concepts; where
// there is one only, it counts twice.
func (r *reader) rarest() (first, second float64) {
	one, two := -1, -1
	for i, c := range r.query.Concepts {
		switch {
		case one < 0 || c.IDF > r.query.Concepts[one].IDF:
			one, two = i, one
		case two < 0 || c.IDF > r.query.Concepts[two].IDF:
			two = i
		}
	}
	if one >= 0 {
		first, second = r.passage[one], r.passage[one]
	}
	if two >= 0 {
		second = r.passage[two]
	}
	return first, second
}

// lateFocus is the token from which the first concept of a question is no longer
// taken for what it asks about.
const lateFocus = 3

// focus returns the weight of what the question asks about, "name" in "what is
// the name of", where the passage or its title says so: texts that answer often
// do not, so it counts by itself.
func (r *reader) focus() float64 {
	if len(r.concepts) == 0 || r.query.Concepts[0].From >= lateFocus {
		return 0
	}
	return r.query.Concepts[0].IDF * max(r.passage[0], r.title.credit[r.concepts[0]])
}
