package main

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dalil/corpus"
	"dalil/internal/answer"
)

func TestWrap(t *testing.T) {
	tests := []struct {
		name, text string
		width      int
		want       []string
	}{
		{"short", "one two", 20, []string{"one two"}},
		{"at the edge", "one two", 7, []string{"one two"}},
		{"one column over the edge", "one two", 6, []string{"one", "two"}},
		{"a word that is too long is not cut", "a Step-Video-T2V-Turbo b", 5, []string{"a", "Step-Video-T2V-Turbo", "b"}},
		{"line breaks stay", "one\n\ntwo", 20, []string{"one", "", "two"}},
		{"those at the end do not", "one\n\n", 20, []string{"one"}},
		{"vowel marks take no column", "كِتَابٌ وَقَلَمٌ", 9, []string{"كِتَابٌ وَقَلَمٌ"}},
		{"Chinese takes two", "深度 求索", 8, []string{"深度", "求索"}},
		{"what steers a terminal is dropped", "a\x1b[31m b\x07\u009b", 20, []string{"a[31m b"}},
		{"empty", "", 20, []string{""}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := wrap(test.text, test.width); !slices.Equal(got, test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

var answered = answer.Reply{
	Status: answer.Answered, Lang: corpus.Arabic,
	Text: "صنعته Acme. [1]",
	Citations: []answer.Citation{
		{N: 1, Title: "العنوان", Section: "القسم", Quote: "صنعت Acme النموذج.", Lang: corpus.Arabic, URL: "https://example.org/", Source: "S"},
		{N: 2, Title: "Acme", Quote: "Acme made it.", Lang: corpus.English, Source: "The Quay"},
	},
}

func TestRender(t *testing.T) {
	refused := answer.Reply{
		Status: answer.Abstained, Lang: corpus.English, Text: "I do not know. Closest: One.",
		Titles: []answer.Title{{Title: "One", Lang: "en"}, {Title: "اثنان", Lang: "ar"}},
	}
	tests := []struct {
		name  string
		reply answer.Reply
		style style
		want  string
	}{
		{"plain", answered, style{width: 80}, `صنعته Acme. [1]

[1] العنوان › القسم (ar)
    صنعت Acme النموذج.
    https://example.org/

[2] Acme (en)
    Acme made it.
    The Quay
`},
		{"colours and isolates", answered, style{width: 80, colour: true, isolate: true}, "صنعته \u2068Acme\u2069. \x1b[36m[1]\x1b[0m\n" +
			"\n\x1b[36m[1]\x1b[0m\x1b[1m العنوان › القسم (\u2068ar\u2069)\x1b[22m\n    صنعت \u2068Acme\u2069 النموذج.\n    \x1b[2mhttps://example.org/\x1b[22m\n" +
			"\n\x1b[36m[2]\x1b[0m\x1b[1m Acme (en)\x1b[22m\n    Acme made it.\n    \x1b[2mThe Quay\x1b[22m\n"},
		{"a refusal names articles that its text does not", refused, style{width: 80},
			"I do not know. Closest: One.\n\nClosest articles:\n- اثنان (ar)\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, render(test.reply, test.style)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestMarks(t *testing.T) {
	s := style{colour: true}
	for _, test := range []struct{ line, want string }{
		{"a [1] b [23].", "a \x1b[36m[1]\x1b[0m b \x1b[36m[23]\x1b[0m."},
		{"an [aside] and [", "an [aside] and ["},
		{"[]", "[]"},
	} {
		if got := s.marks(test.line); got != test.want {
			t.Errorf("marks(%q) = %q, want %q", test.line, got, test.want)
		}
	}
}

func TestStyle(t *testing.T) {
	for _, test := range []struct {
		name     string
		terminal bool
		env      map[string]string
		want     style
	}{
		{"terminal", true, nil, style{width: 99, colour: true, isolate: true}},
		{"pipe", false, nil, style{width: 99}},
		{"NO_COLOR=1", true, map[string]string{"NO_COLOR": "1"}, style{width: 99, isolate: true}},
		{"NO_COLOR=yes", true, map[string]string{"NO_COLOR": "yes"}, style{width: 99, isolate: true}},
		{"dumb terminal", true, map[string]string{"TERM": "dumb"}, style{width: 99, isolate: true}},
	} {
		got := newStyle(test.terminal, 99, func(name string) string { return test.env[name] })
		if got != test.want {
			t.Errorf("%s: %+v, want %+v", test.name, got, test.want)
		}
	}
}
