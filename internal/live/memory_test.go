package live

import (
	"context"
	"reflect"
	"strings"
	"testing"

	"dalil/internal/answer"
	"dalil/internal/search"
)

// TestMemory: a reply from memory is the one that the index gives, whatever it
// depends on, and that of another index is not given.
func TestMemory(t *testing.T) {
	f, s := newFolder(t)
	l := open(t, s)
	turn := &answer.Context{Question: built, Others: []string{"a"}}
	other := &answer.Context{Question: built, Others: []string{"b"}, Subjects: []string{"a"}}
	for _, text := range []string{built, "of what colour are the boats of Tyre?", "who won?", ""} {
		for i, q := range []answer.Question{
			{Text: text}, {Text: text, Lang: "ar"}, {Text: text, Lang: "en"}, {Text: text, Whole: true}, {Text: text, Turn: turn}, {Text: text, Turn: other},
		} {
			for range 2 {
				got, err := l.Answer(t.Context(), q)
				var want answer.Reply
				l.Use(func(_ *search.Index, a *answer.Answerer) error { want, _ = a.Answer(t.Context(), q); return nil })
				if err != nil || !reflect.DeepEqual(got, want) {
					t.Errorf("%q, %d: %+v, want %+v, %v", text, i, got, want, err)
				}
			}
		}
	}
	if n := l.current.memory.replies.Len(); n != 4*6 {
		t.Errorf("%d replies are remembered, want %d", n, 4*6)
	}
	f.lighthouse(2)
	reindex(t, l)
	wantYear(t, l, 2)
}

// TestMemoryIsBounded: neither long replies nor failures are kept.
func TestMemoryIsBounded(t *testing.T) {
	_, s := newFolder(t)
	l := open(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.Answer(ctx, answer.Question{Text: built}); err == nil {
		t.Error("no error")
	}
	if _, err := l.Answer(t.Context(), answer.Question{Text: strings.Repeat("boats ", maxReply/6+1)}); err != nil {
		t.Fatal(err)
	}
	if n := l.current.memory.replies.Len(); n != 0 {
		t.Errorf("%d replies are remembered, want none", n)
	}
}
