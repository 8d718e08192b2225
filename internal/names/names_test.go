package names_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"dalil/corpus"
	"dalil/internal/arabic"
	"dalil/internal/names"
)

// shared is the embedded catalogue and its linker, loaded once for all tests.
var shared = sync.OnceValue(func() (s struct {
	*corpus.Corpus
	*names.Linker
	error
}) {
	if s.Corpus, s.error = corpus.Load(corpus.Default()); s.error == nil {
		s.Linker = names.New(&s.Catalogue, ordinary(s.Lexicon.Pairs))
	}
	return s
})

func embedded(t testing.TB) (*corpus.Catalogue, *names.Linker) {
	t.Helper()
	s := shared()
	if s.error != nil {
		t.Fatal(s.error)
	}
	return &s.Catalogue, s.Linker
}

// ordinary knows the words of a word list, as package search does.
func ordinary(pairs []corpus.Pair) func(arabic.Token) bool {
	const maxPhrase = 4
	words := make(map[string]bool)
	for _, p := range pairs {
		for _, side := range []string{p.English, p.Arabic} {
			tokens := slices.DeleteFunc(arabic.Tokens(side), func(t arabic.Token) bool { return t.Stop })
			if len(tokens) > maxPhrase {
				continue
			}
			for _, t := range tokens {
				words[t.Text], words[arabic.Stem(t)] = true, true
			}
		}
	}
	return func(t arabic.Token) bool { return t.Stop || words[t.Text] || words[arabic.Stem(t)] }
}

// show writes the links of a text as "text=id" with "~" for a typing error and
// "@" before a version, joined by spaces.
func show(l *names.Linker, text string) string {
	tokens := arabic.Tokens(text)
	var out []string
	for _, link := range l.Link(text, tokens) {
		sign := "="
		if !link.Exact {
			sign = "~"
		}
		s := text[tokens[link.From].Start:tokens[link.To-1].End] + sign + strings.Join(link.IDs, ",")
		if link.Version != "" {
			s += "@" + link.Version
		}
		out = append(out, s)
	}
	return strings.Join(out, " | ")
}

func TestLink(t *testing.T) {
	_, l := embedded(t)
	for _, test := range []struct{ reason, in, want string }{
		{"name", "who made Kimi?", "Kimi=kimi-app"},
		{"two names", "Kimi or Doubao?", "Kimi=kimi-app | Doubao=bytedance"},
		{"the longer name", "what is DeepSeek R1?", "DeepSeek R1=deepseek-r1"},
		{"joined", "what is deepseekr1?", "deepseekr1=deepseek-r1"},
		{"hyphens", "what is deep-seek-r-1?", "deep-seek-r-1=deepseek-r1"},
		{"possessive", "Alibaba's models", "Alibaba=alibaba"},
		{"Arabic article before a Latin name", "سعر الـKimi", "الـKimi=kimi-app"},
		{"two clitics", "ولعلي بابا نماذج", "ولعلي بابا=alibaba"},
		{"article and preposition", "بالكوايشو", "بالكوايشو=kuaishou"},
		{"name with diacritics", "مَن صنع كِيمي؟", "كِيمي=kimi-app"},
		{"Chinese", "深度求索是什么", "深度求索=deepseek"},
		// versions
		{"unknown version", "what is Qwen 9?", "Qwen=qwen-series@9"},
		{"unknown version, Arabic", "ما هو كوين ٩؟", "كوين=qwen-series@9"},
		{"unknown version with a point", "what is Kimi 7.5?", "Kimi=kimi-app@7.5"},
		{"a year is no version", "Kimi in 2025, Kimi 2025", "Kimi=kimi-app | Kimi=kimi-app"},
		{"known version", "what is Qwen2.5-Coder?", "Qwen2.5-Coder=qwen2.5-coder"},
		{"known version of an unknown kind", "what is Qwen2.5-Foo?", "Qwen2.5=qwen2.5"},
		{"a size is no version", "Moonlight 17B", "Moonlight=moonlight-16b-a3b"},
		// numbers and function words are no names
		{"in three, which V3 is written like", "في 3 نماذج", ""},
		{"one in three", "واحد من 3", ""},
		{"that 2.1, which Wan 2.1 is written like", "وأن 2.1 مليون دولار", ""},
		{"Wan 2.1 as listed", "ما هو وان 2.1؟", "وان 2.1=wan-2.1"},
		{"and that, after a word", "البحر الميت، وأن الجنين", ""},
		{"and, after a word", "ملف زيب وصورة", ""},
		{"letters that are function words", "مشروع إم إيه بي", "إم إيه بي=m-a-p"},
		// capitals
		{"initials", "who founded MS?", "MS=microsoft"},
		{"milliseconds", "it takes 5 ms", ""},
		{"ordinary word", "measure it with a ruler on a map", ""},
		{"name that is an ordinary word", "the RULER benchmark", "RULER=ruler"},
		{"name that the word list holds as a name", "who founded microsoft?", "microsoft=microsoft"},
		{"shouted", "WHO FOUNDED MICROSOFT?", "MICROSOFT=microsoft"},
		// typing errors
		{"typing error", "who made deapseek?", "deapseek~deepseek"},
		{"typing error after a clitic", "لمونشووت", "لمونشووت~moonshot"},
		{"typing error before a model", "what is deepseak r1?", "deepseak r1~deepseek-r1"},
		{"typing error in one of two words", "what is deep seak?", "deep seak~deepseek"},
		{"typing error in a name that begins with another", "agibot wrold", "agibot wrold~agibot-world"},
		{"an ordinary word is none", "deep sea and step function", ""},
		{"at the door, which Alibaba is written like", "وقف على باب البيت", ""},
		{"to the Pope", "رسالة إلى بابا الفاتيكان", ""},
		{"a house and a dance", "بيت ورقصة", ""},
		{"an animal with the article", "الماء والدلافين", ""},
		{"doubled letters in ordinary words", "moon shoot", "moon shoot~moonshot"},
		{"a letter spelled in Latin", "أوبن AI", "أوبن AI=openai"},
		{"a letter in another spelling", "تشيبو اي اي", "تشيبو اي اي=zhipu"},
		{"a plural is no typing error", "two llamas", ""},
		{"a version is never a typing error", "what is Qwen2.6-Max?", "Qwen=qwen-series@2.6"},
		{"too far", "deepblue mindstream", ""},
		{"no names", "كم عدد النماذج المفتوحة؟", ""},
		{"empty", "", ""},
	} {
		if got := show(l, test.in); got != test.want {
			t.Errorf("%s: %q links %q, want %q", test.reason, test.in, got, test.want)
		}
	}
}

// TestFamilies checks that a name is never taken for another version of it.
func TestFamilies(t *testing.T) {
	_, l := embedded(t)
	for _, test := range []struct{ in, not string }{
		{"qwen3", "qwen2.5"}, {"qwen 3", "qwen2.5"}, {"كوين 3", "qwen2.5"}, {"Wan 2.2", "wan-2.1"},
		{"deepseek v2", "deepseek-v3"}, {"deepseek r2", "deepseek-r1"}, {"kimi k2", "kimi-k1.5"}, {"step-audio 2", "step-audio"},
		{"cogview5", "cogview4"}, {"cog veiw 5", "cogview4"}, {"erni 4.6", "ernie-4.5"}, {"minimax txt 02", "minimax-text-01"},
	} {
		tokens := arabic.Tokens(test.in)
		for _, link := range l.Link(test.in, tokens) {
			for _, id := range link.IDs {
				if id == test.not {
					t.Errorf("%q links %s", test.in, id)
				}
			}
		}
	}
}

// TestOverlap links misspelled names whose tokens are part of another name,
// which stays.
func TestOverlap(t *testing.T) {
	cat := &corpus.Catalogue{Models: []corpus.Model{
		{Entry: corpus.Entry{ID: "ab", Name: "Alphor Beta"}}, {Entry: corpus.Entry{ID: "bgd", Name: "Beta Gamma Delta"}},
		{Entry: corpus.Entry{ID: "o", Name: "Omikron"}}, {Entry: corpus.Entry{ID: "ob", Name: "Omikron Beta"}},
		{Entry: corpus.Entry{ID: "z", Name: "Zetapix 77"}},
	}}
	l := names.New(cat, func(t arabic.Token) bool { return t.Stop })
	for _, test := range []struct{ reason, in, want string }{
		{"a misspelled word before", "alphro beta", "alphro beta~ab"},
		{"the same, but the right word is of another name", "alphro beta gamma delta", "beta gamma delta=bgd"},
		{"a misspelled name that goes on", "omicron beta", "omicron beta~ob"},
		{"a misspelled word before its version", "zetpix 77", "zetpix 77~z"},
		{"another version", "zetapix 78", ""},
		{"the same, but what follows is of another name", "omicron beta gamma delta", "omicron~o | beta gamma delta=bgd"},
	} {
		if got := show(l, test.in); got != test.want {
			t.Errorf("%s: %q links %q, want %q", test.reason, test.in, got, test.want)
		}
	}
}

func TestMentions(t *testing.T) {
	_, l := embedded(t)
	const text = "deepseak and DeepSeek"
	links := l.Mentions(text, arabic.Tokens(text))
	if len(links) != 1 || links[0].From != 2 || !links[0].Exact {
		t.Errorf("Mentions(%q) = %+v, want the exact name only", text, links)
	}
}

// lines returns the lines of a file in testdata without comments.
func lines(t *testing.T, name string) []string {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimRight(line, "\n"); line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	return out
}

// TestTypos links what people type for a name: every line of typos.tsv, and
// most of the list that was written before the rules were set.
func TestTypos(t *testing.T) {
	_, l := embedded(t)
	for _, file := range []struct {
		name  string
		lines int
		share float64
	}{{"typos.tsv", 200, 1}, {"typos-check.tsv", 140, 0.96}} {
		all := lines(t, file.name)
		var wrong []string
		for _, line := range all {
			typed, id, ok := strings.Cut(line, "\t")
			if !ok {
				t.Fatalf("%s: %q: want typed<TAB>id", file.name, line)
			}
			question := "who made " + typed + "?"
			if typed[0] >= 0x80 {
				question = "من طوّر " + typed + "؟"
			}
			links := l.Link(question, arabic.Tokens(question))
			if len(links) != 1 || !slices.Equal(links[0].IDs, []string{id}) {
				wrong = append(wrong, fmt.Sprintf("%s (%s)", line, show(l, question)))
			}
		}
		if share := 1 - float64(len(wrong))/float64(len(all)); share < file.share || len(all) < file.lines {
			t.Errorf("%s: %.3f of %d lines right, want %.3f of %d; wrong:\n%s", file.name, share, len(all), file.share, file.lines, strings.Join(wrong, "\n"))
		} else {
			t.Logf("%s: %.3f of %d lines right", file.name, share, len(all))
		}
	}
}

// TestOrdinary checks that no ordinary word is taken for a name, by itself, in a
// question or beside other words.
func TestOrdinary(t *testing.T) {
	_, l := embedded(t)
	english, arabicWords := make(map[string]bool), make(map[string]bool)
	for _, line := range lines(t, "ordinary.txt") {
		texts := []string{line}
		for word := range strings.FieldsSeq(line) {
			if word[0] < 0x80 {
				english[word] = true
				texts = append(texts, word, "what does "+word+" mean?", "I saw the "+word+" today")
			} else {
				arabicWords[word] = true
				texts = append(texts, word, "ما معنى "+word+"؟", "رأيت "+word+" اليوم")
			}
		}
		for _, text := range texts {
			if got := show(l, text); got != "" {
				t.Errorf("no name is in %q, but %s", text, got)
			}
		}
	}
	if len(english) < 1300 || len(arabicWords) < 1300 {
		t.Errorf("%d English and %d Arabic words, want 1300 of each", len(english), len(arabicWords))
	}
}
