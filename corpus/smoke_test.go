package corpus

import (
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func smokeFS(text string) fstest.MapFS {
	return fstest.MapFS{"articles/a.md": {Data: []byte(sound)}, smokeFile: {Data: []byte(text)}}
}

func TestSmoke(t *testing.T) {
	c, err := Load(smokeFS(`# a remark
questions:
  - question: what is the text?
    article: a
    contains: "some: text"
  - {question: ما النص؟, lang: ar, status: abstained}
`))
	if err != nil {
		t.Fatal(err)
	}
	want := []Smoke{
		{Question: "what is the text?", Article: "a", Contains: "some: text", Line: 3},
		{Question: "ما النص؟", Lang: Arabic, Status: "abstained", Line: 6},
	}
	if diff := cmp.Diff(want, c.Smoke); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got := c.Smoke[0].Problem("no %s", "answer").String(); got != `smoke.yaml:3: "what is the text?": no answer` {
		t.Errorf("got %s", got)
	}
}

func TestSmokeFaults(t *testing.T) {
	for name, test := range map[string]struct{ text, want string }{
		"empty":            {"", "smoke.yaml:1: empty file"},
		"no list":          {"questions: why?\n", "smoke.yaml:1: questions: want a list"},
		"no questions":     {"questions: []\n", "smoke.yaml: no questions"},
		"another field":    {"asked:\n  - question: why?\n", `smoke.yaml:1: unknown field "asked"`},
		"a bare line":      {"questions:\n  - why?\n", "smoke.yaml:2: not a question"},
		"nothing is asked": {"questions:\n  - lang: en\n", "smoke.yaml:2: missing question"},
		"unknown field":    {"questions:\n  - question: why?\n    has: x\n", `smoke.yaml:3: unknown field "has"`},
		"language":         {"questions:\n  - question: why?\n    lang: fr\n", `smoke.yaml:3: unknown language "fr"`},
		"status":           {"questions:\n  - question: why?\n    status: maybe\n", `smoke.yaml:3: unknown status "maybe"`},
		"article":          {"questions:\n  - question: why?\n    article: b\n", `smoke.yaml:3: unknown article "b"`},
		"cited refusal":    {"questions:\n  - question: why?\n    status: abstained\n    article: a\n", "smoke.yaml:4: article and status: abstained"},
		"too long":         {"questions:\n  - question: " + strings.Repeat("y", maxSmokeQuestion+1) + "\n", "smoke.yaml:2: question too long"},
		"too many":         {"questions:\n" + strings.Repeat("  - question: why?\n", maxSmoke+1), "smoke.yaml: 101 questions, at most 100"},
		"no text file":     {"questions:\n\xff", "smoke.yaml:2: invalid UTF-8"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := Load(smokeFS(test.text)); err == nil || !strings.HasPrefix(err.Error(), test.want) {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
	folder := fstest.MapFS{"articles/a.md": {Data: []byte(sound)}, "smoke.yaml/x": {}}
	if _, err := Load(folder); err == nil || err.Error() != "smoke.yaml: a folder, want a file" {
		t.Errorf("a folder: %v", err)
	}
}

// TestSmokeDigest: other questions are another corpus.
func TestSmokeDigest(t *testing.T) {
	digests := make(map[string]bool)
	for _, text := range []string{"questions:\n  - question: why?\n", "questions:\n  - question: how?\n"} {
		c, err := Load(smokeFS(text))
		if err != nil {
			t.Fatal(err)
		}
		if got, err := Digest(smokeFS(text)); got != c.Digest {
			t.Errorf("Digest() = %q, %v, want %q", got, err, c.Digest)
		}
		digests[c.Digest] = true
	}
	if len(digests) != 2 {
		t.Error("the same digest for different questions")
	}
}

// TestEmbeddedSmoke: the built-in corpus has questions in both languages, and
// some that it must refuse.
func TestEmbeddedSmoke(t *testing.T) {
	langs, refused := map[bool]int{}, 0
	for _, s := range embeddedCorpus(t).Smoke {
		langs[strings.ContainsFunc(s.Question, func(r rune) bool { return r >= '\u0600' && r <= '\u06ff' })]++
		if s.Status == SmokeStatuses[1] {
			refused++
		}
	}
	if langs[true] < 3 || langs[false] < 3 || refused == 0 {
		t.Errorf("%d Arabic and %d English questions, %d to refuse", langs[true], langs[false], refused)
	}
}

func FuzzSmoke(f *testing.F) {
	for _, seed := range []string{
		"questions:\n  - question: why?\n    article: a\n", "questions:\n- {question: why?, lang: ar, status: abstained, contains: x}\n",
		"questions: &a\n- *a\n", "questions:\n  - question: |\n      a\n      b\n", "questions: [[], {}, x]\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data string) {
		c, err := Load(smokeFS(data))
		if err != nil {
			return
		}
		if len(c.Smoke) == 0 || len(c.Smoke) > maxSmoke {
			t.Errorf("%d questions", len(c.Smoke))
		}
		for _, s := range c.Smoke {
			if s.Question == "" || !utf8.ValidString(s.Question) || s.Line < 1 || s.Line > 1+strings.Count(data, "\n")+strings.Count(data, "\r") {
				t.Errorf("question %+v", s)
			}
		}
	})
}
