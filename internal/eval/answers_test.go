package eval

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRunAnswers(t *testing.T) {
	s := &Set{Name: "own", Split: "dev", IDs: []string{"p1", "p2"}, Queries: []SetQuery{
		{"q1", "both", []string{"مَكْتَبَة", "nothing"}},
		{"q2", "quote only", []string{"olive  oil"}},
		{"q3", "neither", []string{"1912", " "}},
		{"q4", "refused", []string{"1911"}},
	}}
	other := &Set{Name: "other", Queries: []SetQuery{{"x1", "refused", nil}, {"x2", "both", nil}}}
	replies := map[string]Answer{
		"both":       {Answered, "في مكتبه", []string{"في المكتبة", "مكتبة"}},
		"quote only": {Answered, "it burns oil", []string{"Olive\noil burns"}},
		"neither":    {Answered, "in 1911", nil},
		"refused":    {Abstained, "1911", []string{"1911"}},
	}
	ask := func(_ context.Context, q string) (Answer, error) { return replies[q], nil }
	done := 0
	got, err := s.RunAnswers(t.Context(), ask, func(n, total int) { done = 100*n + total })
	if err != nil {
		t.Fatal(err)
	}
	if err := got.RunForeign(t.Context(), other, ask, nil); err != nil {
		t.Fatal(err)
	}
	half := 0.5
	want := Answers{
		Set: "own", Split: "dev", Docs: 2, Queries: 4, Answered: 0.75, QuoteHolds: 0.5, AnswerHolds: 0.25,
		QuoteChars: 10, // (10+5) + 15 + 0 over three
		Foreign:    "other", ForeignQueries: 2, ForeignRefused: &half,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if done != 404 {
		t.Errorf("progress ended at %d", done)
	}
}

func TestRunAnswersErrors(t *testing.T) {
	broken := errors.New("broken")
	fails := func(context.Context, string) (Answer, error) { return Answer{}, broken }
	s := &Set{Name: "own", Queries: []SetQuery{{"q1", "x", []string{"y"}}}}
	if _, err := s.RunAnswers(t.Context(), fails, nil); !errors.Is(err, broken) || !strings.Contains(err.Error(), "q1") {
		t.Errorf("an error of ask: %v", err)
	}
	s.Queries[0].Answers = nil
	if _, err := s.RunAnswers(t.Context(), fails, nil); err == nil || !strings.Contains(err.Error(), "metadata.answers") {
		t.Errorf("a set without answers: %v", err)
	}
	if err := new(Answers).RunForeign(t.Context(), &Set{Name: "none"}, fails, nil); err == nil {
		t.Error("a set without queries: no error")
	}
}

func TestSumUp(t *testing.T) {
	verdicts := []Verdict{
		{Question: Question{ID: "a", Lang: "en", Kind: "maker", Answerable: true}, Answer: Answer{Status: Answered}, Acc: true},
		{Question: Question{ID: "b#2", Lang: "ar", Turn: 2}, Answer: Answer{Status: Answered}, Faults: []string{"SHOULD-ABSTAIN"}},
	}
	s := SumUp(verdicts)
	if s.All.N != 2 || s.Lang["en"].Answerable != 1 || s.Lang["ar"].Unanswerable != 1 || len(s.Kind) != 1 || len(s.Style) != 0 || s.Turn["2"].N != 1 {
		t.Errorf("groups: %+v", s)
	}
	if diff := cmp.Diff([]Failure{{"b#2", []string{"SHOULD-ABSTAIN"}}}, s.Failures); diff != "" {
		t.Errorf("failures: -want +got:\n%s", diff)
	}
}
