package search

// scratch is the memory of a search, kept for the next one.
type scratch struct {
	marked   bitset     // chunks that may say something
	first    []int32    // entry of a chunk in said; 0 for none
	said     []saidTerm // from 1
	memo     []int32    // by chunk: n > 0 for matches[n-1]
	chunks   []int      // with an entry in said or in memo
	matches  [][]placed
	tf       []float64 // by group
	active   []int     // groups with a frequency
	score    []float32 // by Bleve's document number
	postings postings
}

// saidTerm is a term that a chunk says, with where the next one stands.
type saidTerm struct{ term, next int32 }

// bitset is a set of numbers.
type bitset []uint64

func (s bitset) add(n int)      { s[n>>6] |= 1 << (n & 63) }
func (s bitset) has(n int) bool { return s[n>>6]&(1<<(n&63)) != 0 }

// newScratch returns memory for a search.
func (ix *Index) newScratch() *scratch {
	if s, ok := ix.scratch.Get().(*scratch); ok {
		return s
	}
	chunks := ix.vocabulary.chunkEnds.len()
	return &scratch{
		marked: make(bitset, chunks/64+1), first: make([]int32, chunks), memo: make([]int32, chunks),
		score: make([]float32, len(ix.places)),
	}
}

// free clears what was used and keeps the memory for the next search.
func (s *scorer) free() {
	m := s.scratch
	for _, c := range m.chunks {
		m.first[c], m.memo[c] = 0, 0
	}
	clear(m.marked)
	clear(m.matches)
	clear(m.score)
	m.chunks, m.said, m.matches = m.chunks[:0], m.said[:0], m.matches[:0]
	s.ix.scratch.Put(m)
}

// mark finds the chunks that say the terms of the query, and those that the
// matcher must look at.
func (s *scorer) mark() {
	v := s.ix.vocabulary
	s.said = append(s.said, saidTerm{})
	for i, t := range s.terms {
		say := func(chunk int) { s.say(chunk, i) }
		switch t.kind {
		case fieldSurface:
			s.markWords(i)
		case fieldStem:
			v.stemChunks.each(t.number, say)
			v.otherChunks.each(t.number, s.marked.add)
		case fieldSkeleton:
			v.skeletonStems.each(t.number, func(stem int) { v.stemChunks.each(stem, say) })
		case fieldGram:
			v.gramChunks.each(t.number, say)
		}
	}
	for stem := range s.matcher.stems {
		if n, ok := v.stems.find(stem); ok {
			v.stemChunks.each(n, s.marked.add)
			v.otherChunks.each(n, s.marked.add)
		}
	}
	for skeleton := range s.matcher.skeletons {
		if n, ok := v.skeletons.find(skeleton); ok {
			v.skeletonStems.each(n, func(stem int) { v.stemChunks.each(stem, s.marked.add) })
		}
	}
}

// markWords finds the chunks that say a word itself, among those with its stem.
func (s *scorer) markWords(term int) {
	v := s.ix.vocabulary
	first := s.terms[term].number
	for n := first; n < v.words.len() && v.words.str(n) == v.words.str(first); n++ {
		last := -1
		v.stemChunks.each(v.wordStems.at(2*n)%maxStems, func(chunk int) {
			if chunk == last {
				return
			}
			last = chunk
			for i, numbers := 0, v.wordsOf(chunk); i < numbers.len(); i++ {
				if numbers.at(i) == n && v.wordStems.at(2*n)&(wordStop|wordJoined) != wordStop {
					s.say(chunk, term)
				}
			}
		})
	}
}

// say notes that a chunk says a term, once more.
func (s *scorer) say(chunk, term int) {
	if s.first[chunk] == 0 {
		s.chunks = append(s.chunks, chunk)
		s.marked.add(chunk)
	}
	s.said = append(s.said, saidTerm{int32(term), s.first[chunk]})
	s.first[chunk] = int32(len(s.said) - 1)
}

// placed is a match at a token of a chunk, from 0.
type placed struct {
	match
	at int
}

// matched returns the matches of a marked chunk.
func (s *scorer) matched(chunk int) []placed {
	if s.memo[chunk] == 0 {
		s.matches = append(s.matches, s.match(chunk))
		s.memo[chunk] = int32(len(s.matches))
		s.chunks = append(s.chunks, chunk)
	}
	return s.matches[s.memo[chunk]-1]
}

func (s *scorer) match(chunk int) (all []placed) {
	at := -1
	for i, numbers := 0, s.ix.vocabulary.wordsOf(chunk); i < numbers.len(); i++ {
		w := s.ix.vocabulary.word(numbers.at(i))
		if !w.joined { // or it stands behind its parts, at the place of the last
			at++
		}
		for _, m := range s.matcher.matches(w) {
			all = append(all, placed{m, at})
		}
	}
	return all
}
