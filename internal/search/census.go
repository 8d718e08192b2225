package search

import "encoding/binary"

// census counts how many passages hold each term and how long the fields of
// passages are, and writes the passages down, while an index is built.
type census struct {
	words      []terms
	chunked    [][]int // words of a chunk
	surface    counter
	stem, gram [2]counter // of the text, of the title
	skeleton   counter
	passages   int
	total      [len(fields)]int // lengths, over all passages
	encoded    []byte
	ends       []int // of the passages in encoded
	lengths    []int // of the stems of each passage and of its title
}

// counter counts the passages that hold a term.
type counter struct{ df, last []int }

func newCounter(n int) counter { return counter{make([]int, n), make([]int, n)} }

// add counts a term of a passage. Passages are numbered from 1.
func (c *counter) add(term, passage int) {
	if c.last[term] != passage {
		c.last[term] = passage
		c.df[term]++
	}
}

// count reads the passages of an inventory that is finished and fills the
// document frequencies of its vocabulary.
func (in *inventory) census(v *vocabulary, words []terms) *census {
	c := &census{words: words, chunked: in.chunked, surface: newCounter(len(words)), skeleton: newCounter(v.skeletons.len())}
	for i := range 2 {
		c.stem[i], c.gram[i] = newCounter(v.stems.len()), newCounter(v.grams.len())
	}
	start := 0
	for _, end := range in.ends {
		c.add(in.stream[start:end])
		start = end
	}
	v.wordDF, v.skeletonDF = pack(c.surface.df), pack(c.skeleton.df)
	v.stemDF, v.gramDF = pack(alternate(c.stem[0].df, c.stem[1].df)), pack(alternate(c.gram[0].df, c.gram[1].df))
	return c
}

// alternate returns a[0], b[0], a[1], b[1] and so on.
func alternate(a, b []int) []int {
	both := make([]int, 0, 2*len(a))
	for i := range a {
		both = append(both, a[i], b[i])
	}
	return both
}

// add counts a passage.
func (c *census) add(stream []uint32) {
	c.passages++
	var length [len(fields)]int // by their order in fields
	title := 1
	for _, chunk := range stream {
		if chunk == sentenceEnd {
			title = 0 // the title ends like a sentence
		}
		if chunk < firstChunk {
			continue
		}
		for _, w := range c.chunked[chunk-firstChunk] {
			c.addWord(&c.words[w], title, &length)
		}
	}
	for f, n := range length {
		c.total[f] += n
		c.encoded = binary.AppendUvarint(c.encoded, uint64(n))
	}
	for _, chunk := range stream {
		c.encoded = binary.AppendUvarint(c.encoded, uint64(chunk))
	}
	c.ends = append(c.ends, len(c.encoded))
	c.lengths = append(c.lengths, length[orderStem], length[orderTitle])
}

// addWord counts a word of a passage; title is 1 in its title.
func (c *census) addWord(t *terms, title int, length *[len(fields)]int) {
	if t.counted {
		c.stem[title].add(t.stem, c.passages)
	}
	for _, g := range t.grams {
		c.gram[title].add(g, c.passages)
	}
	if title == 1 {
		if t.counted {
			length[orderTitle]++
		}
		length[orderTitleGram] += len(t.grams)
		return
	}
	if t.counted {
		c.surface.add(t.text, c.passages)
		length[orderSurface]++
		length[orderStem]++
	}
	if t.skeleton != none {
		c.skeleton.add(t.skeleton, c.passages)
		length[orderSkeleton]++
	}
	length[orderGram] += len(t.grams)
}
