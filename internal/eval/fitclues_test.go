package eval

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
)

// made returns questions of a set whose answer is the sentence with the first
// clue; those that have none lack the second clue too.
func made(set string) (list []Case) {
	for i := range 20 {
		noise := float64(i%5) / 10
		able := i%4 != 0
		good := []float64{1, truth(able), noise}
		c := Case{Choice{set, [][]float64{{0, 1, 1 - noise}, good, {0, 0, noise}}, make([]bool, 3)}, able}
		c.Relevant[1] = able
		list = append(list, c)
	}
	return list
}

func TestFitClues(t *testing.T) {
	all := append(made("a"), made("b")...)
	for _, c := range CluesLeftOut(all, nil, 0.5) {
		if c.First != 1 || c.Second != 1 || c.Answered != 1 || c.Refused != 1 {
			t.Errorf("left out: %+v, want all right", c)
		}
	}
	m := FitClues(all, nil)
	if m.Rank[0] <= 0 || m.Sure.Weights[1] <= 0 {
		t.Errorf("the clues that tell have weights %v and %v", m.Rank, m.Sure.Weights)
	}
	var b bytes.Buffer
	if err := WriteClues(&b, m, []string{"one", "two", "three"}, []string{"a", "b"}, 0.5); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"package answer", "the questions of a, b.", "minSure", "// three"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
}

// A sentence answers where it holds the gold and is the support, by itself if one does; a question
// without sentences is left out.
func TestCases(t *testing.T) {
	q := func(id, text string, able bool) Question {
		return Question{ID: id, Question: text, Answerable: able, Gold: [][]string{{"Basil"}}, Support: "Its director is Basil Amari."}
	}
	asked := []Conversation{{q("1", "who directs it?", true)}, {q("2", "who sings?", false)}, {q("3", "no sentences", true)}}
	got, err := Cases(context.Background(), "theatre", asked, func(_ context.Context, text string) ([]Sentence, error) {
		if text == "no sentences" {
			return nil, nil
		}
		director := "Its director is Basil Amari."
		return []Sentence{{director, director, []float64{1}}, {"He sings.", director + " He sings.", []float64{0.5}}, {"Basil is a herb.", "Basil is a herb.", []float64{0}}}, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	want := "[true false false] true; [false false false] false; "
	var b strings.Builder
	for _, c := range got {
		fmt.Fprintf(&b, "%v %v; ", c.Relevant, c.Answerable)
	}
	if b.String() != want {
		t.Errorf("%s, want %s", b.String(), want)
	}
}
