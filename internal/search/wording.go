package search

// wording reads the words of texts one by one, as they are written, function
// words too: it finds pairs of neighbours of a question, and what is sought.
type wording struct {
	vocabulary *vocabulary
	words      map[int]int // words of the question, with the number of their text
	maybe      bitset      // by the last bits of a word's number: it may be in words
	pairs      []pair      // neighbours in the question
	last       int         // text of the word before, -1 where it is not of the question
	sought     sought
	digits     [2]int // words that begin with a digit: from, to
	shown      bool   // the sentence shows what is sought
}

// pair is two texts, one behind the other, with the weight of the rarer one.
type pair struct {
	texts  [2]int
	weight float64
	found  bool
}

// maybeBits is the size of a wording's filter.
const maybeBits = 1024

func newWording(v *vocabulary, q *Query) *wording {
	w := &wording{vocabulary: v, words: make(map[int]int), maybe: make(bitset, maybeBits/64), sought: soughtBy(q.Tokens)}
	weights := make([]float64, len(q.Tokens))
	for _, c := range q.Concepts {
		for i := c.From; i < c.To; i++ {
			weights[i] = c.IDF / float64(c.To-c.From)
		}
	}
	for i, t := range q.Tokens {
		text, ok := v.words.find(t.Text)
		if !ok {
			text = -1 - i // like no other
		}
		for n := text; ok && n < v.words.len() && v.words.str(n) == t.Text; n++ {
			w.words[n] = text
			w.maybe.add(n % maybeBits)
		}
		if i > 0 {
			if weight := max(weights[i-1], weights[i]); weight > 0 {
				w.pairs = append(w.pairs, pair{texts: [2]int{w.last, text}, weight: weight})
			}
		}
		w.last = text
	}
	w.digits[0], _ = v.words.find("0")
	w.digits[1], _ = v.words.find(":") // the character behind the digits
	return w
}

// begin forgets what has been read.
func (w *wording) begin() {
	for p := range w.pairs {
		w.pairs[p].found = false
	}
	w.last = -1
}

// beginSentence forgets whether what is sought has been shown.
func (w *wording) beginSentence() { w.shown = false }

// read reads a chunk.
func (w *wording) read(chunk int) {
	numbers := w.vocabulary.wordsOf(chunk)
	for i, count := 0, numbers.len(); i < count; i++ {
		n := numbers.at(i)
		if count > 1 && w.vocabulary.wordStems.at(2*n)&wordJoined != 0 {
			continue
		}
		text := -1
		if w.maybe.has(n % maybeBits) {
			if at, ok := w.words[n]; ok {
				text = at
			}
		}
		if text >= 0 && w.last >= 0 {
			for p := range w.pairs {
				w.pairs[p].found = w.pairs[p].found || w.pairs[p].texts == [2]int{w.last, text}
			}
		}
		if w.last = text; text < 0 && w.sought != anything && n >= w.digits[0] && n < w.digits[1] {
			w.shown = w.shown || w.sought.shownBy(w.vocabulary.words.str(n))
		}
	}
}

// neighbours returns the weight of the pairs that have been read.
func (w *wording) neighbours() (sum float64) {
	for _, p := range w.pairs {
		if p.found {
			sum += p.weight
		}
	}
	return sum
}
