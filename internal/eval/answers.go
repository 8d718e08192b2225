package eval

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"dalil/internal/arabic"
)

// Answers holds the figures of a set that was asked, not only searched. Shares
// are of all its queries.
type Answers struct {
	Set          string  `json:"set"`
	Split        string  `json:"split"`
	Docs         int     `json:"docs"`
	Queries      int     `json:"queries"`
	Answered     float64 `json:"answered"`            // not refused
	QuoteHolds   float64 `json:"quote_holds_answer"`  // some quote holds a gold answer
	AnswerHolds  float64 `json:"answer_holds_answer"` // the text of the answer holds one
	QuoteChars   float64 `json:"quote_chars"`         // mean over the answered of all quotes together
	IndexSeconds float64 `json:"index_seconds"`

	// What the other set's queries did, which this one's corpus does not
	// answer; absent where there is no other set.
	Foreign        string   `json:"foreign,omitempty"`
	ForeignQueries int      `json:"foreign_queries,omitempty"`
	ForeignRefused *float64 `json:"foreign_refused,omitempty"` // share that was refused
}

// Ask answers one question.
type Ask func(ctx context.Context, question string) (Answer, error)

// RunAnswers asks every query of the set and compares with its gold answers.
// progress, when not nil, is called after each query. It is an error if no
// query of the set has a gold answer.
func (s *Set) RunAnswers(ctx context.Context, ask Ask, progress func(done, total int)) (Answers, error) {
	r := Answers{Set: s.Name, Split: s.Split, Docs: len(s.IDs), Queries: len(s.Queries)}
	if !slices.ContainsFunc(s.Queries, func(q SetQuery) bool { return len(q.Answers) > 0 }) {
		return r, fmt.Errorf("%s: no query has metadata.answers", s.Name)
	}
	answered, chars := 0, 0
	err := s.askAll(ctx, ask, progress, func(q SetQuery, a Answer) {
		if a.Status != Answered {
			return
		}
		answered++
		for _, quote := range a.Quotes {
			chars += utf8.RuneCountInString(quote)
		}
		if slices.ContainsFunc(a.Quotes, func(quote string) bool { return holds(quote, q.Answers) }) {
			r.QuoteHolds++
		}
		if holds(a.Text, q.Answers) {
			r.AnswerHolds++
		}
	})
	n := float64(max(1, len(s.Queries)))
	r.Answered = float64(answered) / n
	r.QuoteHolds /= n
	r.AnswerHolds /= n
	r.QuoteChars = float64(chars) / float64(max(1, answered))
	return r, err
}

// RunForeign asks the queries of another set and fills the share of them that
// was refused.
func (r *Answers) RunForeign(ctx context.Context, other *Set, ask Ask, progress func(done, total int)) error {
	if len(other.Queries) == 0 {
		return errors.New(other.Name + ": no queries")
	}
	refused := 0
	err := other.askAll(ctx, ask, progress, func(_ SetQuery, a Answer) {
		refused += count(a.Status != Answered)
	})
	r.Foreign, r.ForeignQueries = other.Name, len(other.Queries)
	r.ForeignRefused = share(float64(refused), len(other.Queries))
	return err
}

// askAll passes the answer to every query to got.
func (s *Set) askAll(ctx context.Context, ask Ask, progress func(done, total int), got func(SetQuery, Answer)) error {
	for i, q := range s.Queries {
		a, err := ask(ctx, q.Text)
		if err != nil {
			return fmt.Errorf("query %s: %w", q.ID, err)
		}
		got(q, a)
		if progress != nil {
			progress(i+1, len(s.Queries))
		}
	}
	return nil
}

// holds reports whether a text holds one of the gold answers, spelling
// variants and spaces aside. An empty gold answer is in no text.
func holds(text string, gold []string) bool {
	text = plain(text)
	return slices.ContainsFunc(gold, func(g string) bool {
		g = plain(g)
		return g != "" && strings.Contains(text, g)
	})
}

func plain(text string) string {
	return strings.Join(strings.Fields(arabic.Fold(text)), " ")
}
