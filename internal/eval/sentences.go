package eval

import (
	"context"
	"fmt"
	"unicode/utf8"
)

// Sentences says how well a sentence is chosen where the right passage is
// given. Shares are of the queries of which some relevant passage holds an
// answer.
type Sentences struct {
	Set           string  `json:"set"`
	Split         string  `json:"split"`
	Docs          int     `json:"docs"`
	Queries       int     `json:"queries"`
	Given         int     `json:"given"`                 // queries with such a passage
	SentenceHolds float64 `json:"sentence_holds_answer"` // the chosen sentence holds a gold answer
	FirstHolds    float64 `json:"first_holds_answer"`    // the first sentence of the passage does
	SentenceChars float64 `json:"sentence_chars"`        // mean of the chosen sentences
}

// Choose returns the sentences of a passage, the one that answers a question
// best first in best.
type Choose func(ctx context.Context, question string, passage int) (sentences []string, best int, err error)

// RunSentences gives each query its first relevant passage that holds a gold
// answer and judges the sentence that is chosen. progress, when not nil, is
// called after each query. It is an error if there is no such passage.
func (s *Set) RunSentences(ctx context.Context, choose Choose, progress func(done, total int)) (Sentences, error) {
	r := Sentences{Set: s.Name, Split: s.Split, Docs: len(s.IDs), Queries: len(s.Queries)}
	chars := 0
	for i, q := range s.Queries {
		if n, ok := s.given(q); ok {
			sentences, best, err := choose(ctx, q.Text, n)
			if err != nil {
				return r, fmt.Errorf("query %s: %w", q.ID, err)
			}
			r.Given++
			r.SentenceHolds += float64(count(holds(sentences[best], q.Answers)))
			r.FirstHolds += float64(count(holds(sentences[0], q.Answers)))
			chars += utf8.RuneCountInString(sentences[best])
		}
		if progress != nil {
			progress(i+1, len(s.Queries))
		}
	}
	if r.Given == 0 {
		return r, fmt.Errorf("%s: no query has a relevant passage that holds its metadata.answers", s.Name)
	}
	r.SentenceHolds /= float64(r.Given)
	r.FirstHolds /= float64(r.Given)
	r.SentenceChars = float64(chars) / float64(r.Given)
	return r, nil
}

// given returns the first relevant passage of a query that holds a gold answer.
func (s *Set) given(q SetQuery) (passage int, ok bool) {
	texts := s.texts()
	for n, id := range s.IDs {
		if s.Relevant[q.ID][id] > 0 && holds(texts[n], q.Answers) {
			return n, true
		}
	}
	return 0, false
}
