package search

import (
	"context"
	"math/rand"
	"strings"
	"testing"
	"time"
)

// randomWords returns n distinct words that no list holds.
func randomWords(letters string, n int) string {
	r := rand.New(rand.NewSource(1))
	all := []rune(letters)
	var b strings.Builder
	for range n {
		for range 6 + r.Intn(5) {
			b.WriteRune(all[r.Intn(len(all))])
		}
		b.WriteByte(' ')
	}
	return b.String()
}

// TestHostile asks what no person asks. Each must end quickly, without an
// error, and within the bounds of a question.
func TestHostile(t *testing.T) {
	ix, l := embeddedIndex(t)
	const latin, arabic = "abcdefghijklmnopqrstuvwxyz", "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
	for name, question := range map[string]string{
		"empty":                "",
		"one letter":           "a",
		"one Arabic letter":    "ب",
		"a million letters":    strings.Repeat("a", 1_000_000),
		"a million of Arabic":  strings.Repeat("ب", 1_000_000),
		"a million spaces":     strings.Repeat(" ", 1_000_000),
		"a million marks":      "من" + strings.Repeat("\u0651", 1_000_000),
		"a thousand words":     randomWords(latin, 500) + randomWords(arabic, 500),
		"one word over again":  strings.Repeat("deepseek ", 2000),
		"one error over again": strings.Repeat("deapseek license ", 1000),
		"every known word":     strings.Repeat("open source model company licence China benchmark video robot price ", 100),
		"one endless name":     strings.Repeat("a-", 5000),
		"a name of digits":     strings.Repeat("1.", 5000),
		"a name of both":       strings.Repeat("a1", 5000),
		"stop words":           "the of and in on at من في على إلى عن",
		"emoji":                "👍🏽🤖🇨🇳 👨‍👩‍👧",
		"Hebrew":               "מי יצר את קימי?",
		"Chinese":              "谁开发了深度求索?",
		"query syntax":         `+title:"x" -y^9 AND (a OR b)~2 /re.*/ field:>=1 *?\ [1 TO 2] {!x}`,
		"quotes":               `"""'''«»“”` + "``",
		"markup":               "<script>alert(1)</script> {{.}} $(x) %s %d \x00",
		"broken UTF-8":         "kimi \xff\xfe\xc3( \xf0\x9f كيمي",
		"marks of direction":   "\u202e\u2066kimi\u2069\u202c\u200f",
		"cut inside a letter":  strings.Repeat("a", maxQueryBytes-1) + "ب",
	} {
		start := time.Now()
		q, err := ix.Parse(context.Background(), question, l)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(q.Text) > maxQueryBytes || len(q.Tokens) > maxQueryTokens || len(q.Concepts) > maxConcepts || !strings.HasPrefix(question, q.Text) {
			t.Errorf("%s: %d bytes, %d tokens, %d concepts", name, len(q.Text), len(q.Tokens), len(q.Concepts))
		}
		hits, err := ix.Search(context.Background(), q, 100)
		if err != nil || len(hits) > 100 {
			t.Errorf("%s: %d hits, %v", name, len(hits), err)
		}
		// the slowest takes .15 s, and 1.5 s on a busy machine with the race detector
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%s took %v", name, took)
		} else if testing.Verbose() {
			t.Logf("%s: %v", name, took)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "who made kimi?", "كم عدد نماذج كوين المفتوحة؟", "lihgthouse QwQ-32B-32B r1 r1", "a-b-1.2-ب", "\xff\u202e深"} {
		f.Add(s)
	}
	ix, l := embeddedIndex(f)
	f.Fuzz(func(t *testing.T, s string) {
		q, err := ix.Parse(context.Background(), s, l)
		if err != nil {
			t.Fatal(err)
		}
		end := 0
		words := NewWords(s)
		for i := range q.Concepts {
			c := &q.Concepts[i]
			if c.From < end || c.To <= c.From || c.To > len(q.Tokens) || len(c.forms) == 0 {
				t.Errorf("concept %d is %+v after %d", i, c, end)
			}
			end = c.To
			if credit, at := c.In(words); credit < 0 || credit > 1.0001 || at >= len(words.Tokens) {
				t.Errorf("credit %v at %d of %d tokens", credit, at, len(words.Tokens))
			}
		}
		if _, err := ix.Search(context.Background(), q, 10); err != nil {
			t.Error(err)
		}
	})
}
