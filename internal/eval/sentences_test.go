package eval

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dalil/corpus"
)

func TestRunSentences(t *testing.T) {
	text := "Built in 1911.\n\nIt burns oil. Sailors see it."
	s := &Set{
		Name: "own", Split: "dev", IDs: []string{"p1", "p2"},
		Corpus: &corpus.Corpus{Articles: []corpus.Article{{Text: text, Passages: []corpus.Passage{{Start: 0, End: 14}, {Start: 16, End: len(text)}}}}},
		Queries: []SetQuery{
			{"q1", "the best sentence holds it", []string{"sailors"}},
			{"q2", "another sentence holds it", []string{"oil"}},
			{"q3", "no relevant passage holds it", []string{"1911"}},
		},
		Relevant: map[string]map[string]int{"q1": {"p1": 1, "p2": 1}, "q2": {"p2": 1}, "q3": {"p2": 1}},
	}
	choose := func(_ context.Context, q string, passage int) ([]string, int, error) {
		if passage != 1 {
			t.Errorf("%q: passage %d, want the one that holds the answer", q, passage)
		}
		return []string{"It burns oil.", "Sailors see it."}, 1, nil
	}
	got, err := s.RunSentences(t.Context(), choose, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := Sentences{Set: "own", Split: "dev", Docs: 2, Queries: 3, Given: 2, SentenceHolds: 0.5, FirstHolds: 0.5, SentenceChars: 15}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}

	broken := errors.New("broken")
	fails := func(context.Context, string, int) ([]string, int, error) { return nil, 0, broken }
	if _, err := s.RunSentences(t.Context(), fails, nil); !errors.Is(err, broken) || !strings.Contains(err.Error(), "q1") {
		t.Errorf("an error of choose: %v", err)
	}
	s.Queries = s.Queries[2:]
	if _, err := s.RunSentences(t.Context(), choose, nil); err == nil {
		t.Error("a set without answers in passages: no error")
	}
}
