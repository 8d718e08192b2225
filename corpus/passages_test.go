package corpus

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// checkPassages reports passages that are empty, out of order, overlap, begin
// or end within a character, or leave text out.
func checkPassages(t *testing.T, a *Article) {
	t.Helper()
	end := 0
	for i, p := range a.Passages {
		if p.Start < end || p.End <= p.Start || p.End > len(a.Text) {
			t.Fatalf("%s: passage %d is [%d:%d] after %d of %d", a.File, i, p.Start, p.End, end, len(a.Text))
		}
		if gap := a.Text[end:p.Start]; strings.Trim(gap, " \n") != "" {
			t.Errorf("%s: text %q between passages %d and %d", a.File, gap, i-1, i)
		}
		text := a.PassageText(i)
		if !utf8.ValidString(text) || text != flat(text) {
			t.Errorf("%s: passage %d is not whole characters on one line: %q", a.File, i, text)
		}
		if p.Line < 1 {
			t.Errorf("%s: passage %d is at line %d", a.File, i, p.Line)
		}
		end = p.End
	}
	if end != len(a.Text) {
		t.Errorf("%s: text after the last passage: %q", a.File, a.Text[end:])
	}
}

func TestLayOut(t *testing.T) {
	english := "This sentence has forty-four characters now. "                  // 45 with its space
	arabic := "\u0647\u0644 \u0647\u0630\u0627 \u0633\u0624\u0627\u0644\u061f " // ends in the Arabic question mark
	for _, test := range []struct {
		name       string
		paragraphs []string
		want       []int // characters of each passage
	}{
		{"short ones stay", []string{"One.", "Two. Three."}, []int{4, 11}},
		{"white space", []string{" a\t b\u00a0c \n d "}, []int{7}},
		{"control characters", []string{"a\x1b[31mb\x00c"}, []int{9}},
		{"without a word", []string{"a", " \n ", "***", "", "b"}, []int{1, 1}},
		{"at the limit", []string{strings.Repeat(english, 20)}, []int{899}},
		{"over the limit", []string{strings.Repeat(english, 21)}, []int{899, 44}},
		{"one long sentence", []string{strings.Repeat("word ", 400)}, []int{1999}},
		{"a long sentence among short ones", []string{english + strings.Repeat("Word ", 400) + "end. " + english}, []int{44, 2004, 44}},
		{"Arabic", []string{strings.Repeat(arabic, 70)}, []int{896, 12}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var in []paragraph
			for _, p := range test.paragraphs {
				in = append(in, paragraph{text: p, line: 1})
			}
			a := Article{File: test.name}
			a.Text, a.Passages = layOut(in)
			checkPassages(t, &a)
			var got []int
			for i := range a.Passages {
				got = append(got, utf8.RuneCountInString(a.PassageText(i)))
			}
			if len(got) != len(test.want) {
				t.Fatalf("lengths %v, want %v", got, test.want)
			}
			for i := range got {
				if got[i] != test.want[i] {
					t.Fatalf("lengths %v, want %v", got, test.want)
				}
			}
		})
	}
}

func TestParagraphsAreABlankLineApart(t *testing.T) {
	text, _ := layOut([]paragraph{{text: "one"}, {text: "two"}})
	if text != "one\n\ntwo" {
		t.Errorf("got %q", text)
	}
}
