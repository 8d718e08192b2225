package eval

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadQuestions(t *testing.T) {
	const text = "\uFEFF" + `{"id":"a","lang":"en","style":"plain","kind":"maker","question":"Who?","answerable":true,` +
		`"gold":[["X","Y"]],"answer_gold":[["X"]],"forbid":["Z"],"support":"X did.","support_extra":["Y too."],"note":"n","more":1}` +
		"\r\n \n" +
		`{"id":"f","turns":[{"question":"One?","answerable":false,"gold":null},{"question":"Two?","answerable":true,"lang":"ar"}]}`
	want := []Conversation{
		{{ID: "a", Lang: "en", Style: "plain", Kind: "maker", Question: "Who?", Answerable: true,
			Gold: [][]string{{"X", "Y"}}, AnswerGold: [][]string{{"X"}}, Forbid: []string{"Z"},
			Support: "X did.", SupportExtra: []string{"Y too."}, Note: "n"}},
		{{ID: "f#1", Question: "One?", Turn: 1}, {ID: "f#2", Lang: "ar", Question: "Two?", Answerable: true, Turn: 2}},
	}
	got, err := ReadQuestions(strings.NewReader(text), "x.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestReadQuestionsBroken(t *testing.T) {
	const good = `{"id":"a","question":"Who?","answerable":true}`
	for _, test := range []struct {
		name, text string
		want       []string // an error's line each, its start
	}{
		{"all lines are reported", "{\n" + good + "\n[]\n7", []string{
			"q:1: not a JSON object", "q:3: not a JSON object", "q:4: not a JSON object"}},
		{"two objects", good + good, []string{"q:1: not a JSON object"}},
		{"type", `{"id":"a","question":"?","answerable":true,"gold":["X"]}`, []string{"q:1: field gold cannot be a string"}},
		{"type in a turn", `{"id":"a","turns":[{"answerable":"no"}]}`, []string{"q:1: field turns.answerable cannot be a string"}},
		{"id", `{"question":"Who?","answerable":true}`, []string{"q:1: missing id"}},
		{"id again", good + "\n\n" + good, []string{`q:3: id "a" is used on line 1`}},
		{"question", `{"id":"a","answerable":true}`, []string{"q:1: question and answerable"}},
		{"answerable", `{"id":"a","question":"Who?"}`, []string{"q:1: question and answerable"}},
		{"a turn's question", `{"id":"a","turns":[` + good + `,{}]}`, []string{"q:1: turn 2: question and answerable"}},
		{"no turns", `{"id":"a","turns":[]}`, []string{"q:1: turns is empty"}},
		{"empty group", `{"id":"a","question":"?","answerable":true,"gold":[[]]}`, []string{"q:1: gold with an empty"}},
		{"empty alternative", `{"id":"a","question":"?","answerable":true,"answer_gold":[["X","\u200b"]]}`, []string{"q:1: gold with an empty"}},
		{"empty forbid", `{"id":"a","question":"?","answerable":true,"forbid":[" "]}`, []string{"q:1: forbid with an empty"}},
		{"bytes", "\n{\"id\":\"\xff\"}", []string{"q:2: not UTF-8"}},
		{"long line", "7\n" + strings.Repeat(" ", maxQuestionLine+1) + "\n7", []string{
			"q:1: not a JSON object", "q:2: line is longer than 1048576 bytes"}},
		{"many lines", strings.Repeat("\n", maxQuestionLines+9), []string{"q:100001: more than 100000 lines"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := ReadQuestions(strings.NewReader(test.text), "q")
			if err == nil || got != nil {
				t.Fatalf("got %v, %v, want nothing and an error", got, err)
			}
			if !slices.EqualFunc(strings.Split(err.Error(), "\n"), test.want, strings.HasPrefix) {
				t.Errorf("got:\n%v\nwant:\n%s", err, strings.Join(test.want, "\n"))
			}
		})
	}
}

func TestReadQuestionsFailing(t *testing.T) {
	_, err := ReadQuestions(failing{}, "q")
	if err == nil || err.Error() != "q:1: torn" {
		t.Errorf("got %v, want the reader's error with its place", err)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, fmt.Errorf("torn") }

func FuzzReadQuestions(f *testing.F) {
	f.Add(`{"id":"a","question":"Who?","answerable":true,"gold":[["X"]],"forbid":["Y"]}`)
	f.Add(`{"id":"f","turns":[{"question":"1","answerable":false},{"question":"2","answerable":true}]}`)
	f.Add("{}\n[]\n\"")
	f.Fuzz(func(t *testing.T, text string) {
		conversations, err := ReadQuestions(strings.NewReader(text), "q")
		if err != nil {
			for line := range strings.Lines(err.Error()) {
				if !strings.HasPrefix(line, "q:") {
					t.Errorf("an error without its place: %q", line)
				}
			}
			return
		}
		ids := make(map[string]bool)
		for _, c := range conversations {
			if len(c) == 0 {
				t.Error("an empty conversation")
			}
			for i, q := range c {
				if q.ID == "" || ids[q.ID] && q.Turn == 0 {
					t.Errorf("id %q is missing or used twice", q.ID)
				}
				if len(c) > 1 && q.Turn != i+1 {
					t.Errorf("turn %d is numbered %d", i+1, q.Turn)
				}
				ids[q.ID] = true
				if v := Judge(q, Answer{Status: Abstained}, 0); v.Acc || v.Ans || v.Strict || v.Corrected || v.Rank != 0 {
					t.Errorf("an abstention earned something: %+v", v)
				}
			}
		}
	})
}
