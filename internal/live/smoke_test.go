package live

import (
	"errors"
	"strings"
	"testing"

	"dalil/corpus"
	"dalil/internal/answer"
)

func noProgress(int, int) {}

// TestEmbeddedSmoke: the built-in corpus answers its own questions.
func TestEmbeddedSmoke(t *testing.T) {
	l := open(t, Source{DataDir: t.TempDir()})
	questions := len(l.current.Corpus.Smoke)
	asked := 0
	if err := l.current.smoke(t.Context(), func(done, total int) {
		if asked++; done != asked || total != questions {
			t.Errorf("%d of %d, want %d of %d", done, total, asked, questions)
		}
	}); err != nil {
		t.Error(err)
	}
	if questions == 0 || asked != questions {
		t.Errorf("%d of %d questions were asked", asked, questions)
	}
}

func TestWrong(t *testing.T) {
	reply := answer.Reply{
		Status: answer.Answered, Lang: corpus.English, Text: "In 1911. [1]",
		Citations: []answer.Citation{{Quote: "It burns Olive oil.", Article: "lighthouse"}},
	}
	refusal := answer.Reply{Status: answer.Abstained, Lang: corpus.Arabic, Text: "لا أجد"}
	for _, test := range []struct {
		smoke corpus.Smoke
		reply answer.Reply
		want  string
	}{
		{corpus.Smoke{}, reply, ""},
		{corpus.Smoke{Contains: "1911", Article: "lighthouse", Lang: corpus.English, Status: "answered"}, reply, ""},
		{corpus.Smoke{Contains: "olive OIL"}, reply, ""},
		{corpus.Smoke{Contains: "1912"}, reply, `contains "1912"`},
		{corpus.Smoke{Article: "boats"}, reply, `article "boats" is not cited`},
		{corpus.Smoke{Lang: corpus.Arabic}, reply, `the reply is in "en", want "ar"`},
		{corpus.Smoke{Status: "abstained"}, reply, "answered, want abstained"},
		{corpus.Smoke{}, refusal, "abstained, want answered"},
		{corpus.Smoke{Status: "abstained", Lang: corpus.Arabic}, refusal, ""},
	} {
		got := wrong(test.smoke, test.reply)
		if (got == "") != (test.want == "") || !strings.Contains(got, test.want) {
			t.Errorf("%+v: %q, want %q", test.smoke, got, test.want)
		}
	}
}

// TestFindTitles: a corpus without questions is asked for its titles. Here the
// titles are others than those that were indexed.
func TestFindTitles(t *testing.T) {
	f, s := newFolder(t)
	f.write("articles/the.en.txt", "The\n\nThe title says nothing that can be searched for.\n")
	l := open(t, s)
	if err := l.current.smoke(t.Context(), noProgress); err != nil {
		t.Error(err)
	}
	articles := l.current.Corpus.Articles
	for i := range articles {
		articles[i].Title = "Zeppelins over Reykjavik"
	}
	var missing corpus.Problems
	if err := l.current.smoke(t.Context(), noProgress); !errors.As(err, &missing) || len(missing) != len(articles) || missing[0].File != articles[0].File {
		t.Errorf("got %v", err)
	}
}
