package handlers

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"dalil/corpus"
	"dalil/internal/answer"
	"dalil/internal/discordtest"
)

// injections are texts that would ping somebody, were they sent as they are.
var injections = []string{
	"@everyone", "@here", "@EVERYONE", "@Here", "hello @everyone!", "@everyone@here", "@@everyone", "x@everyone", "`@everyone`",
	"||@everyone||", "**@here**", "@everyone\n@here", "@\u202eeveryone", "@every\u202done", "\u202e@everyone", "@\u0000everyone",
	"@\u2066everyone", "<@100000000000000003>", "<@!100000000000000003>", "<@&100000000000000004>", "<#100000000000000005>",
	"<@\u202e100000000000000003>", "<\u202d@100000000000000003>", "<<@100000000000000003>>", "<@100000000000000003", "[x](<@100000000000000003>)",
	"https://example.org/@everyone", "https://example.org/<@100000000000000003>", "قال @everyone شيئا", "كيمي<@&100000000000000004>كيمي",
	"> @here", "# @everyone", "</ask:100000000000000005> @everyone", "@everyo\u2069ne", "<@1\u202a00000000000000003>",
}

func TestNothingPings(t *testing.T) {
	for _, text := range injections {
		r := answer.Reply{Status: answer.Answered, Lang: corpus.English, Text: text + " [1]", Citations: []answer.Citation{
			{N: 1, Title: text, Section: text, Source: text, URL: "https://example.org/" + text},
		}}
		refused := answer.Reply{Status: answer.Abstained, Lang: corpus.Arabic, Titles: []answer.Title{{Title: text, URL: "https://e.org/" + text}}}
		for _, message := range []string{render(r, text), render(refused, text)} {
			if found := discordtest.Pings(message); len(found) > 0 {
				t.Errorf("%q pings %q in %q", text, found, message)
			}
		}
	}
}

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"Wan2.1_T2V *is* open":           `Wan2.1\_T2V \*is\* open`,
		"see https://e.org/a_b, or":      "see <https://e.org/a_b>, or",
		"# not a heading":                `\# not a heading`,
		"أطلقت Wan 2.1.":                 "أطلقت \u2068Wan 2.1\u2069.",
		"(https://e.org/a) هي الورقة":    "(\u2068<https://e.org/a>\u2069) هي الورقة",
		"[x](https://e.org)":             `[x]\(<https://e.org>)`,
		"a\tb\u202ec":                    "a bc",
		"مونشوت (Moonshot AI) شركة [1].": "مونشوت (\u2068Moonshot AI\u2069) شركة [1].",
	} {
		if got := plain(in); got != want {
			t.Errorf("plain(%q) = %q, want %q", in, got, want)
		}
	}
}

var anyMark = regexp.MustCompile(`\[\d+\]`)

// TestRenderFits: whatever the lengths, the message fits, and the numbers in
// the answer are those of the list.
func TestRenderFits(t *testing.T) {
	for _, sentence := range []string{"A short one.", strings.Repeat("word ", 60), strings.Repeat("كلمة ", 90), strings.Repeat("x", 700), strings.Repeat("\U0001F600*", 300)} {
		for n := 1; n <= 20; n += 6 {
			r := answer.Reply{Status: answer.Answered}
			for i := 1; i <= n; i++ {
				r.Text += fmt.Sprintf("%s [%d]\n", sentence, i)
				r.Citations = append(r.Citations, answer.Citation{N: i, Title: strings.Repeat("title ", i*3), URL: "https://example.org/" + strings.Repeat("p", i*9)})
			}
			text := render(r, sentence)
			if units(text) > maxMessage {
				t.Errorf("%d characters", units(text))
			}
			said, list, _ := strings.Cut(text, "\n\n[")
			marks := make(map[string]bool)
			for _, m := range anyMark.FindAllString(said, -1) {
				marks[m] = true
			}
			listed := anyMark.FindAllString("["+list, -1)
			if len(listed) != len(marks) {
				t.Errorf("%d numbers in the answer, %d in the list: %q", len(marks), len(listed), text)
			}
			for _, m := range listed {
				if !marks[m] {
					t.Errorf("source %s is not in the answer: %q", m, text)
				}
			}
		}
	}
}

func TestEchoIsReadBack(t *testing.T) {
	for _, q := range []string{"who made Kimi?", "what is Wan_2.1 *really*?", "من صنع Kimi k1.5؟", "two\nlines"} {
		got := questionOf(render(answer.Reply{Text: "x"}, q))
		if want := oneLine(q); got != want {
			t.Errorf("%q is read back as %q", want, got)
		}
	}
}
