package main

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"
	"unicode/utf8"

	"dalil/corpus"
	"dalil/internal/answer"
)

func TestReadLines(t *testing.T) {
	long := strings.Repeat("a", maxQuestion)
	tests := []struct {
		name, input string
		want        []line
	}{
		{"empty", "", nil},
		{"two lines", "a\nb\n", []line{{text: "a"}, {text: "b"}}},
		{"no line break at the end", "a\nb", []line{{text: "a"}, {text: "b"}}},
		{"Windows", "\uFEFFa\r\n\r\nb\r\n", []line{{text: "a"}, {}, {text: "b"}}},
		{"NUL and broken UTF-8", "a\x00b\xffc\n", []line{{text: "a\uFFFDb\uFFFDc"}}},
		{"as long as may be", long + "\nb", []line{{text: long}, {text: "b"}}},
		{"one byte longer", long + "a\nb", []line{{text: long, cut: true}, {text: "b"}}},
		{"much longer", long + long + long + "\nb\n", []line{{text: long, cut: true}, {text: "b"}}},
		{"cut between characters", long[1:] + "س\n", []line{{text: long[1:], cut: true}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []line
			for l := range readLines(t.Context(), strings.NewReader(test.input)) {
				got = append(got, l)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got %.100v, want %.100v", got, test.want)
			}
		})
	}
	broken := errors.New("broken")
	var last line
	for last = range readLines(t.Context(), iotest.ErrReader(broken)) {
	}
	if !errors.Is(last.err, broken) {
		t.Errorf("error of the reader: got %v", last.err)
	}
}

func FuzzClean(f *testing.F) {
	f.Add("a\x00\xff")
	f.Add(strings.Repeat("\x80", maxQuestion+9))
	f.Fuzz(func(t *testing.T, s string) {
		got, cut := clean(s)
		if !utf8.ValidString(got) || strings.Contains(got, "\x00") || cut != (len(s) > maxQuestion) {
			t.Errorf("clean(%.50q) = %.50q, %v", s, got, cut)
		}
	})
}

func TestInOrder(t *testing.T) {
	in := make(chan int)
	go func() {
		defer close(in)
		for i := range 50 {
			in <- i
		}
	}()
	var got []int
	err := inOrder(t.Context(), in, func(_ context.Context, i int) int {
		time.Sleep(time.Duration(50-i) * 20 * time.Microsecond) // the first is the slowest
		return i
	}, func(i int) error {
		got = append(got, i)
		return nil
	})
	if err != nil || len(got) != 50 || !slices.IsSorted(got) {
		t.Errorf("got %v, %v", got, err)
	}
}

// TestInOrderEnds stops the work from both ends while more input waits.
func TestInOrderEnds(t *testing.T) {
	full := errors.New("full")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	for name, test := range map[string]struct {
		emit func(int) error
		want error
	}{
		"an error of emit": {func(int) error { return full }, full},
		"a cancelled one":  {func(int) error { cancel(); return nil }, context.Canceled},
	} {
		in := make(chan int, 1)
		in <- 1
		err := inOrder(ctx, in, func(_ context.Context, i int) int { return i }, test.emit)
		if !errors.Is(err, test.want) && !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
	}
}

// TestSession asks a fake answerer: what is passed on, and what never gets
// there.
func TestSession(t *testing.T) {
	var got []answer.Question
	s := &session{lang: corpus.Arabic, answer: func(_ context.Context, q answer.Question) (answer.Reply, error) {
		got = append(got, q)
		return answer.Reply{Status: answer.Answered, Turn: &answer.Context{Question: q.Text}}, nil
	}}
	lines := make(chan line, 9)
	for _, l := range []line{{text: "one"}, {text: "two"}, {text: "long", cut: true}, {text: "three"}, {text: " "}, {text: "four"}} {
		lines <- l
	}
	close(lines)
	var shown []asked
	if err := s.converse(t.Context(), lines, func(a asked) error { shown = append(shown, a); return nil }); err != nil {
		t.Fatal(err)
	}
	var turns []string
	for _, q := range got {
		before := "-"
		if q.Turn != nil {
			before = q.Turn.Question
		}
		turns = append(turns, before+" "+q.Text)
		if q.Lang != corpus.Arabic {
			t.Errorf("%s: language %q", q.Text, q.Lang)
		}
	}
	if want := []string{"- one", "one two", "two three", "- four"}; !slices.Equal(turns, want) {
		t.Errorf("asked %q, want %q", turns, want)
	}
	if len(shown) != 5 || shown[2].reply.Status != answer.Abstained || shown[2].reply.Lang != corpus.Arabic {
		t.Errorf("shown %+v", shown)
	}
}

func TestObject(t *testing.T) {
	a := asked{question: "من <صنع>?", reply: answer.Reply{Status: answer.Abstained, Lang: corpus.Arabic, Text: "لا"}, took: 1500 * time.Microsecond}
	var b strings.Builder
	if err := writeJSON(&b, a.object(), false); err != nil {
		t.Fatal(err)
	}
	want := `{"question":"من <صنع>?","status":"abstained","lang":"ar","answer":"لا","citations":[],"entities":[],"elapsed_ms":1.5}` + "\n"
	if b.String() != want {
		t.Errorf("got  %swant %s", &b, want)
	}
	b.Reset()
	if err := writeJSON(&b, asked{reply: answered}.object(), false); err != nil || !json.Valid([]byte(b.String())) {
		t.Errorf("%v: %s", err, &b)
	}
	if !strings.Contains(b.String(), `"citations":[{"n":1,"title":"العنوان","section":"القسم","quote":"صنعت Acme النموذج.","lang":"ar","url":"https://example.org/","source":"S","article":"","start":0,"end":0},`) {
		t.Errorf("order of the fields: %s", &b)
	}
}

func TestTooLong(t *testing.T) {
	for _, test := range []struct {
		text       string
		lang, want corpus.Lang
	}{{"سؤال طويل", "", corpus.Arabic}, {"a long question", "", corpus.English}, {"a long question", corpus.Arabic, corpus.Arabic}, {"سؤال", corpus.English, corpus.English}} {
		if r := tooLong(test.text, test.lang); r.Lang != test.want || r.Status != answer.Abstained || r.Text == "" {
			t.Errorf("tooLong(%q, %q) = %+v", test.text, test.lang, r)
		}
	}
}
