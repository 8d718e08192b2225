package handlers

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/bwmarrin/discordgo"

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
	"@every\u200bone", "@\u200beveryone", "\u200b@everyone", "@every\u200cone", "@ever\u00adyone", "@\ufeffhere", "\u2060@here", "@he\u2060re",
	"<@\u200b100000000000000003>", "<\u200b@&1>", "<@&1>", "<@1>", "<@!1>", "<@&\u200b1>", "<#1>", "<id:customize>", "<:name:1>", "<a:name:1>",
	"\\@everyone", "\\<@1>", "\uff20everyone", "@\u0435veryone", "```\n@everyone\n```", "~~<@1>~~", "\u0640@everyone\u0640",
	"> @here", "# @everyone", "</ask:100000000000000005> @everyone", "@everyo\u2069ne", "<@1\u202a00000000000000003>",
}

// forms returns all texts of what a reply becomes, in both forms of a message.
func forms(t *testing.T, r answer.Reply, asked string) (texts []string) {
	t.Helper()
	for _, plainText := range []bool{true, false} {
		b := New(nil, Options{PlainText: plainText, Key: []byte("k")})
		for n := 0; n < 3; n++ {
			s := b.show(origin{kind: kindQuestion, asker: "1"}, r, n, asked)
			p := s.signed("id").form(plainText)
			text := p.Content
			if !plainText {
				text = displayed(p.Components)
			}
			if most := map[bool]int{true: maxPlain, false: maxDisplay}[plainText]; units(text) > most {
				t.Errorf("%d characters, want at most %d", units(text), most)
			}
			texts = append(texts, text)
			if n+1 >= s.of {
				break
			}
		}
	}
	return texts
}

// displayed returns the texts of components as they are built, not as Discord
// sends them.
func displayed(list []discordgo.MessageComponent) (text string) {
	for _, c := range list {
		switch c := c.(type) {
		case discordgo.TextDisplay:
			text += c.Content + "\n"
		case discordgo.Container:
			text += displayed(c.Components)
		case discordgo.Section:
			text += displayed(c.Components)
		}
	}
	return text
}

func TestNothingPings(t *testing.T) {
	if len(injections) < 50 {
		t.Errorf("%d injections, want 50", len(injections))
	}
	for _, text := range injections {
		r := answer.Reply{Status: answer.Answered, Lang: corpus.English, Text: text + " [1]", Citations: []answer.Citation{
			{N: 1, Title: text, Section: text, Source: text, Quote: "q " + text, URL: "https://example.org/" + text},
		}}
		refused := answer.Reply{Status: answer.Abstained, Lang: corpus.Arabic, Titles: []answer.Title{{Title: text, URL: "https://e.org/" + text}}}
		for _, message := range append(forms(t, r, text), forms(t, refused, text)...) {
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

// TestPages: whatever the lengths, every page fits, the numbers in its text are
// those of its sources, and no line is lost.
func TestPages(t *testing.T) {
	for _, sentence := range []string{"A short one.", strings.Repeat("word ", 60), strings.Repeat("كلمة ", 90), strings.Repeat("x", 700), strings.Repeat("\U0001F600*", 300)} {
		for n := 1; n <= 40; n += 13 {
			r := answer.Reply{Status: answer.Answered}
			for i := 1; i <= n; i++ {
				r.Text += fmt.Sprintf("%s [%d]\n", sentence, i)
				r.Citations = append(r.Citations, answer.Citation{N: i, Title: strings.Repeat("title ", i*3), Quote: "q", URL: "https://example.org/" + strings.Repeat("p", i*9)})
			}
			forms(t, r, sentence)
			shown := 0
			for _, p := range paginate(r, 1500) {
				marks := make(map[string]bool)
				for _, m := range anyMark.FindAllString(p.text, -1) {
					marks[m] = true
				}
				for _, s := range p.sources {
					shown++
					if !marks[mark(s.N)] {
						t.Errorf("source %d is not in the text: %q", s.N, p.text)
					}
				}
				if len(marks) != len(p.sources) || len(p.sources) > maxSources {
					t.Errorf("%d numbers in the text, %d sources: %q", len(marks), len(p.sources), p.text)
				}
			}
			if shown != n {
				t.Errorf("%d of %d sources are shown", shown, n)
			}
		}
	}
}

// TestNoWordIsCut: a long answer is paged at the ends of words.
func TestNoWordIsCut(t *testing.T) {
	text := strings.TrimSpace(strings.Repeat("abcdefghij ", 900))
	var words int
	for _, p := range paginate(answer.Reply{Text: text}, 1000) {
		for _, w := range strings.Fields(p.text) {
			if words++; w != "abcdefghij" {
				t.Fatalf("cut to %q", w)
			}
		}
	}
	if words != 900 {
		t.Errorf("%d words, want 900", words)
	}
}

func TestEchoIsReadBack(t *testing.T) {
	for _, q := range []string{"who made Kimi?", "what is Wan_2.1 *really*?", "من صنع Kimi k1.5؟", "two\nlines"} {
		for _, text := range forms(t, answer.Reply{Text: "x"}, q) {
			if got, want := questionOf(text), oneLine(q); got != want {
				t.Errorf("%q is read back as %q", want, got)
			}
		}
	}
}

// TestTickets: a button is read as it was made, and nobody makes one without
// the key.
func TestTickets(t *testing.T) {
	key := NewKey()
	for _, want := range []ticket{
		{actTurn, kindQuestion, "100000000000000003", corpus.Arabic, 7, []byte{}},
		{actOpen, kindPassage, "1", corpus.English, 0, passageArgs("an article", corpus.Arabic, 123456, 234567)},
		{actOpen, kindCompare, "18446744073709551615", corpus.English, 65535, appendShort(nil, "a", "b", "c", "d")},
	} {
		id := want.seal(key)
		if len(id) > maxID {
			t.Errorf("%d characters", len(id))
		}
		got, err := unseal(id, key)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%+v is read as %+v, %v", want, got, err)
		}
		if _, err := unseal(id, NewKey()); err == nil {
			t.Error("another key opens it")
		}
		for i := range id {
			forged := []byte(id)
			forged[i] ^= 1
			if got, err := unseal(string(forged), key); err == nil && !reflect.DeepEqual(got, want) {
				t.Errorf("forged at %d: %+v", i, got)
			}
		}
	}
}

func FuzzUnseal(f *testing.F) {
	key := []byte("a key of the test")
	f.Add(ticket{actTurn, kindModels, "5", corpus.Arabic, 1, []byte{1, 2, 3}}.seal(key))
	f.Add("Hej-JvkaLczVbovVcG1hAAAAAAAAAAUAAQECA0") // of the first, but for bits that stand for nothing
	f.Add("")
	f.Fuzz(func(t *testing.T, id string) {
		if got, err := unseal(id, key); err == nil && got.seal(key) != id {
			t.Errorf("%q is read as %+v", id, got)
		}
	})
}

// FuzzArgs: whatever stands in a button, nothing panics.
func FuzzArgs(f *testing.F) {
	c, err := corpus.Load(small)
	if err != nil {
		f.Fatal(err)
	}
	args, _ := filterArgs(answer.Filter{Maker: "moonshot", Year: "2023"})
	f.Add(args)
	f.Add(passageArgs("kimi", corpus.English, 0, 10))
	f.Fuzz(func(t *testing.T, args []byte) {
		filterOf(&c.Catalogue, args)
		entities(&c.Catalogue, args)
		passage(c, args)
	})
}
