package search

import (
	"context"
	"maps"
	"slices"

	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// postings reads the postings of stems. Not for concurrent use.
type postings struct {
	dictionaries [2]segment.TermDictionary // of texts, of titles
	list         segment.PostingsList
	iterator     segment.PostingsIterator
	buffer       [512]uint32
}

// source is a stem by which passages are found, with what it weighs.
type source struct {
	stem, column int
	weight       float64
}

// sources returns the stems by which passages are found: those of the query,
// those that share a skeleton with it, and those of words that look like a word
// of the query that nobody knows.
func (s *scorer) sources() []source {
	var weights [2]map[int]float64 // by stem
	for i := range weights {
		weights[i] = make(map[int]float64)
	}
	add := func(column, stem int, shares []share) {
		for _, sh := range shares {
			weights[column][stem] += s.groups[sh.group].weight * sh.weight
		}
	}
	for _, t := range s.terms {
		switch t.kind {
		case fieldStem:
			add(0, t.number, t.text)
			add(1, t.number, t.title)
		case fieldSkeleton:
			s.ix.vocabulary.skeletonStems.each(t.number, func(stem int) { add(0, stem, t.text) })
		}
	}
	for i := range s.query.Concepts {
		if c := &s.query.Concepts[i]; !c.Known && c.IDs == nil {
			s.lookAlikes(c, func(stem int, share float64) { weights[0][stem] += share * s.ix.idf(0) })
		}
	}
	var list []source
	for c := range weights {
		for _, stem := range slices.Sorted(maps.Keys(weights[c])) { // sums are the same each time
			list = append(list, source{stem, c, weights[c][stem]})
		}
	}
	return list
}

// lookAlikes calls f with the stems of words that share half of their n-grams
// with a concept, and with the share.
func (s *scorer) lookAlikes(c *Concept, f func(stem int, share float64)) {
	v := s.ix.vocabulary
	shared := make(map[int]int) // by chunk
	for _, g := range c.grams {
		if n, ok := v.grams.find(g); ok {
			v.gramChunks.each(n, func(chunk int) { shared[chunk]++ })
		}
	}
	for _, chunk := range slices.Sorted(maps.Keys(shared)) {
		if 2*shared[chunk] < len(c.grams) {
			continue
		}
		for i, numbers := 0, v.wordsOf(chunk); i < numbers.len(); i++ {
			n := numbers.at(i)
			if grams := len(v.word(n).grams); grams > 0 {
				if share := 2 * float64(shared[chunk]) / float64(grams+len(c.grams)); share >= 0.5 {
					f(v.wordStems.at(2*n)%maxStems, min(share, 1))
				}
			}
		}
	}
}

// find returns up to n passages that are worth scoring, in no order: those with
// the best sum of the BM25 of each stem.
func (s *scorer) find(ctx context.Context, n int) ([]int32, error) {
	if passages := len(s.ix.places); passages <= n {
		all := make([]int32, passages)
		for i := range all {
			all[i] = int32(i)
		}
		return all, nil
	}
	for _, l := range s.sources() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if s.ix.vocabulary.stemDF.at(2*l.stem+l.column) == 0 {
			continue
		}
		if err := s.readPostings(l); err != nil {
			return nil, err
		}
	}
	return s.best(n), nil
}

// manyPostings is the number of passages from which a stem counts once in each:
// how often it is there costs more to read than all the rest.
const manyPostings = 1000

// readPostings adds the weight of a stem to the documents that hold it.
func (s *scorer) readPostings(l source) (err error) {
	p := &s.postings
	if p.dictionaries[l.column] == nil {
		if p.dictionaries[l.column], err = s.ix.segment.Dictionary([...]string{fieldStem, fieldTitle}[l.column]); err != nil {
			return err
		}
	}
	if p.list, err = p.dictionaries[l.column].PostingsList(s.ix.vocabulary.stems.at(l.stem), nil, p.list); err != nil {
		return err
	}
	many := p.list.Count() > uint64(s.many)
	p.iterator = p.list.Iterator(!many, false, false, p.iterator)
	norms, weight := s.ix.norms[l.column], float32(l.weight*(k1+1))
	if bitmap, ok := p.iterator.(segment.OptimizablePostingsIterator); ok && many {
		documents := bitmap.ActualBitmap().ManyIterator()
		for n := documents.NextMany(p.buffer[:]); n > 0; n = documents.NextMany(p.buffer[:]) {
			for _, d := range p.buffer[:n] {
				s.score[d] += weight / (1 + norms[d])
			}
		}
		return nil
	}
	for {
		posting, err := p.iterator.Next()
		if err != nil || posting == nil {
			return err
		}
		d, tf := posting.Number(), float32(posting.Frequency())
		s.score[d] += weight * tf / (tf + norms[d])
	}
}

// best returns the passages of the n documents with the highest scores.
func (s *scorer) best(n int) []int32 {
	heap := make([]int32, 0, n) // the lowest score first
	for d, score := range s.score {
		switch {
		case score == 0:
		case len(heap) < n:
			if heap = append(heap, int32(d)); len(heap) == n {
				for i := n/2 - 1; i >= 0; i-- {
					s.sink(heap, i)
				}
			}
		case score > s.score[heap[0]]:
			heap[0] = int32(d)
			s.sink(heap, 0)
		}
	}
	for i, d := range heap {
		heap[i] = int32(s.ix.numbers.at(int(d)))
	}
	return heap
}

// sink restores the order of a heap below i.
func (s *scorer) sink(heap []int32, i int) {
	for {
		child := 2*i + 1
		if child >= len(heap) {
			return
		}
		if child+1 < len(heap) && s.score[heap[child+1]] < s.score[heap[child]] {
			child++
		}
		if s.score[heap[i]] <= s.score[heap[child]] {
			return
		}
		heap[i], heap[child] = heap[child], heap[i]
		i = child
	}
}
