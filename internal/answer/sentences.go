package answer

import (
	"context"

	"dalil/internal/search"
)

// Sentences returns the sentences of a passage, and which of them answers a
// question best: the one that is quoted where the passage is the best.
func (a *Answerer) Sentences(ctx context.Context, text string, passage int) (sentences []string, best int, err error) {
	in, err := a.parse(ctx, Question{Text: text})
	if err != nil {
		return nil, 0, err
	}
	r := a.reading(in, search.Hit{Passage: passage}, 0, 0)
	for i, s := range r.sentences {
		sentences = append(sentences, r.text[s.start:s.end])
		if s.score > r.sentences[best].score {
			best = i
		}
	}
	return sentences, best, nil
}
