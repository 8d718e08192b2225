package answer

import (
	"sync"

	"dalil/internal/arabic"
	"dalil/internal/names"
	"dalil/internal/search"
)

// parsed is what is known of a sentence whatever the question.
type parsed struct {
	start, end int // byte offsets in the passage
	words      *search.Words
	links      []names.Link
	named      []bool           // tokens that belong to a name
	said       map[class][]span // words of the vocabulary
	types      map[want][]int   // dates, numbers, reasons
	measures   map[string]bool  // kinds of measures that it gives; as nameLike in a small corpus only
	nameLike   []int            // tokens that look like names
	countries  map[class][]span // that it names, and cities; in a small corpus only, as what follows
	cities     map[class][]span
	meant      []string // ids of what it speaks of without naming it
	meantAt    int      // the first token that means one
}

// parsePassage reads the sentences of a passage.
func (a *Answerer) parsePassage(text string) []parsed {
	var out []parsed
	for _, s := range arabic.Sentences(text) {
		p := parsed{start: s.Start, end: s.End, words: search.NewWords(text[s.Start:s.End])}
		p.links = a.linker.Mentions(text[s.Start:s.End], p.words.Tokens)
		p.named = make([]bool, len(p.words.Tokens))
		for _, l := range p.links {
			for i := l.From; i < l.To; i++ {
				p.named[i] = true
			}
		}
		p.said = find(p.words.Tokens, make([]bool, len(p.words.Tokens)))
		p.types = typesIn(p.words.Tokens, p.named)
		if a.small() {
			p.measures = measuresIn(text[s.Start:s.End], p.words.Tokens, p.types)
			p.findPlaces()
			p.nameLike = a.nameLike(text[s.Start:s.End], p.words.Tokens, p.named)
		}
		out = append(out, p)
	}
	return out
}

// maxCached is how many passages stay parsed: all of a usual corpus, a bounded
// part of a large one.
const maxCached = 2000

// passageCache keeps parsed passages by their number. When full it starts anew.
type passageCache struct {
	mu       sync.Mutex
	passages map[int][]parsed
}

// parsedPassage returns a passage parsed, from the cache where it is there.
func (a *Answerer) parsedPassage(n int, text string) []parsed {
	a.cache.mu.Lock()
	p, ok := a.cache.passages[n]
	a.cache.mu.Unlock()
	if ok {
		return p
	}
	p = a.parsePassage(text)
	if a.small() {
		a.refer(a.parsedBefore(n), p)
	}
	a.cache.mu.Lock()
	defer a.cache.mu.Unlock()
	if a.cache.passages == nil || len(a.cache.passages) >= maxCached {
		a.cache.passages = make(map[int][]parsed)
	}
	a.cache.passages[n] = p
	return p
}

// parsedBefore returns the passage before one parsed, where both stand in the same
// section.
func (a *Answerer) parsedBefore(n int) []parsed {
	if n == 0 {
		return nil
	}
	article, number := a.index.Passage(n)
	before, last := a.index.Passage(n - 1)
	if before != article || article.Passages[last].Section != article.Passages[number].Section {
		return nil
	}
	return a.parsedPassage(n-1, article.PassageText(last))
}
