package search

import (
	"math"
)

// Parameters of BM25 (Robertson and Zaragoza, 2009), at their usual values:
// changing them brought nothing.
const (
	k1 = 1.2
	b  = 0.75
)

// boosts weigh the fields in the sum of a passage's score.
var boosts = map[string]float64{
	fieldSurface: 0.5, fieldStem: 1, fieldSkeleton: 1, fieldGram: 0.5,
	fieldTitle: 0.5, fieldTitleGram: 0.5,
}

// group is a set of weighted terms of one field that is scored as one term:
// frequencies and document frequencies are summed by the weights of the terms
// (a probabilistic structured query, Darwish and Oard, 2003), so that
// alternatives are one concept.
type group struct {
	field string
	boost float64
	terms []weighted
}

type weighted struct {
	term   string
	weight float64
}

// share is what a term adds to the frequency of a group.
type share struct {
	group  int
	weight float64
}

// queryTerm is a term of a query that the vocabulary knows, with what it adds
// to groups of texts and of titles.
type queryTerm struct {
	kind        string // fieldSurface, fieldStem, fieldSkeleton or fieldGram
	number      int
	text, title []share
}

// scorer scores passages for one query by reading their chunks.
type scorer struct {
	ix      *Index
	query   *Query
	matcher *matcher
	groups  []scored
	terms   []queryTerm
	many    int // see manyPostings
	*scratch
}

// scored is a group with its weight.
type scored struct {
	order  int // of its field
	weight float64
}

// newScorer prepares a query. The scorer must be freed.
func (ix *Index) newScorer(q *Query) *scorer {
	s := &scorer{ix: ix, query: q, matcher: newMatcher(q), many: manyPostings, scratch: ix.newScratch()}
	type key struct {
		kind   string
		number int
	}
	places := make(map[key]int)
	term := func(kind string, number int) *queryTerm {
		k := key{kind, number}
		if _, ok := places[k]; !ok {
			places[k] = len(s.terms)
			s.terms = append(s.terms, queryTerm{kind: kind, number: number})
		}
		return &s.terms[places[k]]
	}
	for i := range q.Concepts {
		for _, g := range q.Concepts[i].groups() {
			df := 0.0
			for _, t := range g.terms {
				number, ok := ix.vocabulary.find(g.field, t.term)
				if !ok {
					continue
				}
				df += t.weight * float64(ix.vocabulary.df(g.field, number))
				add := share{len(s.groups), t.weight}
				switch g.field {
				case fieldTitle:
					t := term(fieldStem, number)
					t.title = append(t.title, add)
				case fieldTitleGram:
					t := term(fieldGram, number)
					t.title = append(t.title, add)
				default:
					t := term(g.field, number)
					t.text = append(t.text, add)
				}
			}
			s.groups = append(s.groups, scored{orderOf[g.field], g.boost * ix.idf(math.Min(df, float64(len(ix.places))))})
		}
	}
	s.tf = append(s.tf[:0], make([]float64, len(s.groups))...)
	s.mark()
	return s
}

// bm25 returns the score of a passage.
func (s *scorer) bm25(passage int) float64 {
	stream := s.ix.stream(passage)
	var lengths [len(fields)]float64
	stream.lengths(&lengths)
	title := true
	for i := 0; i < len(stream); {
		v := int(stream[i])
		if i++; v >= 0x80 {
			v, i = stream.at(i - 1)
		}
		if v < firstChunk {
			title = title && v != sentenceEnd
			continue
		}
		if chunk := v - firstChunk; s.marked.has(chunk) {
			s.count(chunk, title)
		}
	}
	score := 0.0
	for _, n := range s.active {
		tf, g := s.tf[n], &s.groups[n]
		s.tf[n] = 0
		score += g.weight * tf * (k1 + 1) / (tf + k1*(1-b+b*lengths[g.order]/s.ix.averages[g.order]))
	}
	s.active = s.active[:0]
	return score
}

// count adds the terms of a chunk to the frequencies of the groups.
func (s *scorer) count(chunk int, title bool) {
	for at := s.first[chunk]; at != 0; at = s.said[at].next {
		t := &s.terms[s.said[at].term]
		shares := t.text
		if title {
			shares = t.title
		}
		for _, sh := range shares {
			if s.tf[sh.group] == 0 {
				s.active = append(s.active, sh.group)
			}
			s.tf[sh.group] += sh.weight
		}
	}
}

// idf is the inverse document frequency of BM25, never negative.
func (ix *Index) idf(df float64) float64 {
	return math.Log(1 + (float64(len(ix.places))-df+0.5)/(df+0.5))
}

// averageLength returns the mean length of a field, at least 1.
func (ix *Index) averageLength(field string) float64 {
	return math.Max(1, float64(ix.manifest.Lengths[field])/float64(max(1, len(ix.places))))
}
