package answer

import (
	"dalil/internal/arabic"
)

// pairs counts the words of a corpus and which of them stand side by side, by
// stem. It finds names made of ordinary words, which Arabic does not mark.
type pairs struct {
	words map[string]int
	sides map[[2]string]int
}

// minPair is how often two words must stand together to be taken for a name.
const minPair = 2

// holds reports whether tokens i and i+1 are a pair whose second word never
// stands without the first.
func (p *pairs) holds(tokens []arabic.Token, i int) bool {
	if i < 0 || i+1 >= len(tokens) || tokens[i].Stop || tokens[i+1].Stop {
		return false
	}
	second := arabic.Stem(tokens[i+1])
	n := p.sides[[2]string{arabic.Stem(tokens[i]), second}]
	return n >= minPair && n == p.words[second]
}

// count adds the words of a text.
func (p *pairs) count(text string) {
	last := ""
	for _, t := range arabic.Tokens(text) {
		if t.Stop {
			last = ""
			continue
		}
		stem := arabic.Stem(t)
		p.words[stem]++
		if last != "" {
			p.sides[[2]string{last, stem}]++
		}
		last = stem
	}
}

// countPairs reads all passages: it serves small corpora.
func (a *Answerer) countPairs() *pairs {
	p := &pairs{words: make(map[string]int), sides: make(map[[2]string]int)}
	for n := range a.index.Passages() {
		article, number := a.index.Passage(n)
		p.count(article.PassageText(number))
	}
	return p
}
