package search

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"dalil/internal/arabic"
)

// inventory collects what the passages of a corpus are made of while an index
// is built. Its numbers are in order of appearance; finish puts them in order.
type inventory struct {
	chunks  map[string]uint32
	texts   []string // of chunks
	count   []int    // how often a chunk is there
	chunked [][]int  // words of a chunk
	words   map[wordKey]int
	list    []*word
	stream  []uint32 // title and text of every passage
	ends    []int    // of the passages in stream
	pieces  []piece
	fresh   strings.Builder // words that are new, with a space behind each
}

// wordKey is what tells words apart.
type wordKey struct {
	text         string
	stop, joined bool
	script       arabic.Script
}

func newInventory() *inventory {
	return &inventory{chunks: make(map[string]uint32), words: make(map[wordKey]int)}
}

// add adds a passage and returns the stems of its text and of its title.
func (in *inventory) add(doc passage) passage {
	in.pieces = pieces(in.pieces[:0], doc.Title)
	for i := range in.pieces {
		in.pieces[i].begins = false // it ends like a sentence, once
	}
	title := in.append()
	in.pieces = pieces(in.pieces[:0], doc.Text)
	text := in.append()
	in.ends = append(in.ends, len(in.stream))
	fresh := in.fresh.String()
	in.fresh.Reset()
	return passage{Text: text, Title: title, Fresh: fresh}
}

// append adds the pieces at hand to the stream and returns their stems.
func (in *inventory) append() string {
	var stems strings.Builder
	in.stream = appendStream(in.stream, in.pieces, func(text string) uint32 {
		n := in.chunk(text)
		in.count[n]++
		for _, w := range in.chunked[n] {
			if w := in.list[w]; w.counted() {
				stems.WriteString(w.stems[0])
				stems.WriteByte(' ')
			}
		}
		return n
	})
	return stems.String()
}

// chunk returns the number of a chunk.
func (in *inventory) chunk(text string) uint32 {
	if n, ok := in.chunks[text]; ok {
		return n
	}
	n := uint32(len(in.texts))
	text = strings.Clone(text)
	in.chunks[text] = n
	in.texts, in.count = append(in.texts, text), append(in.count, 0)
	var numbers []int
	for _, w := range newWords(text) {
		key := wordKey{w.text, w.stop, w.joined, w.script}
		number, ok := in.words[key]
		if !ok {
			number = len(in.list)
			in.words[key] = number
			in.list = append(in.list, w)
			if w.counted() {
				in.fresh.WriteString(w.text + " ")
			}
		}
		numbers = append(numbers, number)
	}
	in.chunked = append(in.chunked, numbers)
	return n
}

// order returns the places of n things in the order of less, and the thing at
// each place.
func order(n int, compare func(a, b int) int) (place, at []int) {
	at = make([]int, n)
	for i := range at {
		at[i] = i
	}
	slices.SortStableFunc(at, compare)
	place = make([]int, n)
	for p, i := range at {
		place[i] = p
	}
	return place, at
}

// numbered sorts distinct strings and numbers them.
func numbered(set map[string]int) []string {
	list := slices.Sorted(maps.Keys(set))
	for i, s := range list {
		set[s] = i
	}
	return list
}

// finish returns the vocabulary without document frequencies, what the words in
// its order are, and the chunks of the stream renumbered.
func (in *inventory) finish() (v *vocabulary, words []terms, err error) {
	v = &vocabulary{}
	stems, skeletons, grams := make(map[string]int), make(map[string]int), make(map[string]int)
	for _, w := range in.list {
		for _, s := range w.stems {
			stems[s] = 0
		}
		if w.skeleton != "" {
			skeletons[w.skeleton] = 0
		}
		for _, g := range w.grams {
			grams[g] = 0
		}
	}
	v.stems, v.skeletons, v.grams = newTable(numbered(stems)), newTable(numbered(skeletons)), newTable(numbered(grams))
	if len(stems) > maxStems {
		return nil, nil, errManyStems
	}
	place, at := order(len(in.list), func(a, b int) int {
		x, y := in.list[a], in.list[b]
		return cmp.Or(strings.Compare(x.text, y.text), cmp.Compare(x.script, y.script))
	})
	texts, wordStems := make([]string, len(at)), make([]int, 0, 2*len(at))
	stemSkeletons := slices.Repeat([]int{none}, len(stems))
	words = make([]terms, len(at))
	for n, i := range at {
		w := in.list[i]
		t := terms{text: n, stem: stems[w.stems[0]], other: none, skeleton: none, counted: w.counted()}
		if n > 0 && texts[n-1] == w.text {
			t.text = words[n-1].text
		}
		texts[n] = w.text
		if w.skeleton != "" {
			t.skeleton = skeletons[w.skeleton]
			stemSkeletons[t.stem] = t.skeleton
		}
		for _, g := range w.grams {
			t.grams = append(t.grams, grams[g])
		}
		if len(w.stems) > 1 {
			t.other = stems[w.stems[1]]
		}
		words[n] = t
		wordStems = append(wordStems, t.stem|w.flags(), t.other)
	}
	v.words, v.wordStems, v.stemSkeletons = newTable(texts), pack(wordStems), pack(stemSkeletons)
	of := make([][]int, len(skeletons))
	for stem, skeleton := range stemSkeletons {
		if skeleton != none {
			of[skeleton] = append(of[skeleton], stem)
		}
	}
	v.skeletonStems = newLists(of)
	if err := in.renumber(v, place); err != nil {
		return nil, nil, err
	}
	in.invert(v, words)
	return v, words, nil
}

// terms are the numbers of a word's terms by field.
type terms struct {
	text, stem, other, skeleton int // none for what is not there
	counted                     bool
	grams                       []int
}

func (w *word) flags() (flags int) {
	if w.stop {
		flags |= wordStop
	}
	if w.joined {
		flags |= wordJoined
	}
	if w.grams != nil {
		flags |= wordGrams
	}
	return flags
}

// invert fills the chunks of stems and of n-grams, and their sizes.
func (in *inventory) invert(v *vocabulary, words []terms) {
	stems, others, grams := make([][]int, v.stems.len()), make([][]int, v.stems.len()), make([][]int, v.grams.len())
	for chunk, numbers := range in.chunked {
		tokens, joined := 0, 0
		for _, n := range numbers {
			t := words[n]
			if v.wordStems.at(2*n)&wordJoined != 0 {
				joined++
			} else {
				tokens++
			}
			if t.counted {
				stems[t.stem] = append(stems[t.stem], chunk)
			} else {
				others[t.stem] = append(others[t.stem], chunk)
			}
			if t.other != none {
				others[t.other] = append(others[t.other], chunk)
			}
			for _, g := range t.grams {
				grams[g] = append(grams[g], chunk)
			}
		}
		size := byte(sizeMany)
		if tokens < sizeStep && joined < sizeStep-1 {
			size = byte(tokens + sizeStep*joined)
		}
		v.chunkSizes = append(v.chunkSizes, size)
	}
	v.stemChunks, v.otherChunks, v.gramChunks = newLists(stems), newLists(others), newLists(grams)
}

// endsOf returns where each list ends when all stand behind one another.
func endsOf(lists [][]int) []int {
	ends, end := make([]int, len(lists)), 0
	for i, l := range lists {
		end += len(l)
		ends[i] = end
	}
	return ends
}

// renumber gives the commonest chunks the least numbers, in the stream as well,
// and fills the chunks of v. place is where each word stands in v.
func (in *inventory) renumber(v *vocabulary, place []int) (err error) {
	rank, at := order(len(in.texts), func(a, b int) int { return in.count[b] - in.count[a] })
	texts, chunked := make([]string, len(at)), make([][]int, len(at))
	for n, i := range at {
		texts[n] = in.texts[i]
		for _, w := range in.chunked[i] {
			chunked[n] = append(chunked[n], place[w])
		}
	}
	in.texts, in.chunked = texts, chunked
	for i, c := range in.stream {
		if c >= firstChunk {
			in.stream[i] = firstChunk + uint32(rank[c-firstChunk])
		}
	}
	v.chunkEnds, v.chunkWords = pack(endsOf(chunked)), pack(slices.Concat(chunked...))
	v.chunkTexts, err = packTexts(texts)
	return err
}
