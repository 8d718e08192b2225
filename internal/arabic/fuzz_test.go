package arabic

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// addTexts adds the corner cases that all fuzz tests begin with.
func addTexts(f *testing.F) {
	for _, s := range []string{
		"", "من صنع كيمي؟", "Who made Kimi? Dr. A. B. said 1,000.5!", "الـKimi و QwQ-32B", "مِنْ ٢٫٥ ۲۵ １٬٠٠٠",
		"深度求索 שלום İ ẞ ﷺ ﻻ ﬁ 𝐐𝟑", "\u202Eabc\u202C\u200B\uFEFF\uFE0F", "\xff\xfe\xc3(", "a\u0301\u0302\u0303 \u0650\u064E",
		"O’Reilly's don't ''' ’’", "--.._/+", "\r\n\u2028\u2029\u0085", "각\u1100\u1161\u0301\u11A8", "\U000E0100\U0001F44D\U0001F3FD",
	} {
		f.Add(s)
	}
}

func FuzzFold(f *testing.F) {
	addTexts(f)
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if !utf8.ValidString(once) {
			t.Errorf("Fold(%q) = %q is not UTF-8", s, once)
		}
		if again := Fold(once); again != once {
			t.Errorf("Fold(%q) = %q, folded again %q", s, once, again)
		}
		if strings.ContainsFunc(once, invisible) {
			t.Errorf("Fold(%q) = %q holds invisible marks", s, once)
		}
	})
}

func FuzzTokens(f *testing.F) {
	addTexts(f)
	f.Fuzz(func(t *testing.T, s string) {
		tokens := Tokens(s)
		end := 0
		for i, token := range tokens {
			if token.Start < end || token.End <= token.Start || token.End > len(s) {
				t.Fatalf("token %d is at %d:%d after %d in %d bytes", i, token.Start, token.End, end, len(s))
			}
			if !boundary(s, token.Start) || !boundary(s, token.End) {
				t.Errorf("token %d at %d:%d cuts a character", i, token.Start, token.End)
			}
			if !utf8.ValidString(token.Text) || token.Text == "" || strings.ContainsAny(token.Text, " \n") {
				t.Errorf("token %d is %q", i, token.Text)
			}
			if token.Script > Han || token.Glued && i == 0 {
				t.Errorf("token %d is %+v", i, token)
			}
			if stem := Stem(token); stem == "" || !utf8.ValidString(stem) || !utf8.ValidString(Skeleton(token)) {
				t.Errorf("stem of %q is %q", token.Text, stem)
			}
			end = token.End
		}
		for _, joined := range Joined(tokens) {
			if joined.Start < 0 || joined.End > len(s) || joined.Start >= joined.End || joined.Text == "" {
				t.Errorf("joined %+v in %d bytes", joined, len(s))
			}
		}
		Mostly(s)
	})
}

// boundary reports whether a character of s may begin at i. Of broken UTF-8
// each byte is one.
func boundary(s string, i int) bool {
	if i == 0 || i == len(s) || utf8.RuneStart(s[i]) {
		return true
	}
	r, size := utf8.DecodeRuneInString(s[i:])
	return r == utf8.RuneError && size == 1
}

func FuzzSentences(f *testing.F) {
	addTexts(f)
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, span := range Sentences(s) {
			if span.Start < end || span.End <= span.Start || span.End > len(s) {
				t.Fatalf("span %+v after %d in %d bytes", span, end, len(s))
			}
			if gap := s[end:span.Start]; strings.TrimFunc(gap, unicode.IsSpace) != "" {
				t.Errorf("%q is in no sentence of %q", gap, s)
			}
			clauses(t, s[span.Start:span.End])
			end = span.End
		}
		if rest := s[end:]; strings.TrimFunc(rest, unicode.IsSpace) != "" {
			t.Errorf("%q is in no sentence of %q", rest, s)
		}
	})
}

// clauses checks that the clauses of a sentence cover it.
func clauses(t *testing.T, sentence string) {
	end := 0
	for _, c := range Clauses(sentence) {
		if c.Start != end || c.End < c.Start {
			t.Fatalf("clause %+v after %d of %q", c, end, sentence)
		}
		end = c.End
	}
	if end != len(sentence) {
		t.Errorf("clauses of %q end at %d", sentence, end)
	}
}
