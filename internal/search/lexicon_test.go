package search

import (
	"slices"
	"strings"
	"testing"

	"dalil/corpus"
	"dalil/internal/arabic"
)

// words returns a lexicon of lines "english = arabic".
func words(t *testing.T, lines ...string) *Lexicon {
	t.Helper()
	var pairs []corpus.Pair
	for _, line := range lines {
		en, ar, ok := strings.Cut(line, " = ")
		if !ok {
			t.Fatalf("%q: want english = arabic", line)
		}
		pairs = append(pairs, corpus.Pair{English: en, Arabic: ar})
	}
	return newLexicon(prepare(pairs))
}

// texts writes phrases as folded words.
func texts(phrases []phrase) []string {
	var out []string
	for _, p := range phrases {
		var words []string
		for _, t := range p {
			words = append(words, t.Text)
		}
		out = append(out, strings.Join(words, " "))
	}
	return out
}

// translations returns the equivalents of a text as they are looked up.
func translations(l *Lexicon, text string) (phrases []phrase) {
	for _, t := range l.translate(content(arabic.Tokens(text))) {
		phrases = append(phrases, t.phrase)
	}
	return phrases
}

func TestTranslate(t *testing.T) {
	l := words(t, "ship = سفينة", "ships = سفن", "vessel = سفينة", "whale oil = زيت الحيتان", "cost of living = تكلفة المعيشة", "in = في",
		"universal = كوني", "university = جامعة", "vaccine = لقاح")
	for _, test := range []struct {
		reason, in string
		want       []string
	}{
		{"forms of one stem share their entries", "ship", []string{"سفينه", "سفن"}},
		{"another form", "shipped", []string{"سفينه", "سفن"}},
		{"the other way, with a clitic", "للسفينة", []string{"ship", "vessel"}},
		{"the same word first, before others with its stem", "universities", []string{"جامعه", "كوني"}},
		{"the same, asked for the other", "universal", []string{"كوني", "جامعه"}},
		{"a first letter like a clitic", "لقاح", []string{"vaccine"}},
		{"the same behind the article, where there is no doubt", "اللقاح", []string{"vaccine"}},
		{"phrase", "whale oils", []string{"زيت الحيتان"}},
		{"the other way", "وزيت الحيتان", []string{"whale oil"}},
		{"function words do not count", "the cost of a living", []string{"تكلفه المعيشه"}},
		{"part of a phrase", "whale", nil},
		{"unknown", "boat", nil},
	} {
		if got := texts(translations(l, test.in)); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q is %q, want %q", test.reason, test.in, got, test.want)
		}
	}
	if got := translations(l, ""); got != nil {
		t.Errorf("nothing is %q", texts(got))
	}
}

func TestSynonyms(t *testing.T) {
	l := words(t, "firm = شركة", "company = شركة", "firm = مؤسسة", "company = مؤسسة", "institution = مؤسسة", "bank = بنك")
	for in, want := range map[string][]string{
		"firm": {"company", "institution"}, "company": {"firm", "institution"}, "شركة": {"موسسه"}, "bank": nil, "boat": nil,
	} {
		var got []phrase
		for _, s := range l.synonyms(content(arabic.Tokens(in))) {
			got = append(got, s.phrase)
		}
		if !slices.Equal(texts(got), want) {
			t.Errorf("synonyms of %q are %q, want %q", in, texts(got), want)
		}
	}
}

// The lexicon of the same pairs is made once, of others anew.
func TestLexiconOf(t *testing.T) {
	pairs := []corpus.Pair{{English: "ship", Arabic: "سفينة"}}
	first := lexiconOf(corpus.NewWordList(pairs))
	if lexiconOf(corpus.NewWordList(slices.Clone(pairs))) != first {
		t.Error("the same pairs are made anew")
	}
	for _, other := range [][]corpus.Pair{{{English: "ship", Arabic: "سفينة", Group: 1}}, {{English: "ship\tسفينة"}}, nil} {
		if lexiconOf(corpus.NewWordList(other)) == first {
			t.Errorf("%v has the lexicon of %v", other, pairs)
		}
	}
}

// Words that share only a group are near; a plain pair makes them synonyms.
func TestNear(t *testing.T) {
	near := func(en, ar string) corpus.Pair { return corpus.Pair{English: en, Arabic: ar, Group: 1} }
	l := newLexicon(prepare([]corpus.Pair{
		{English: "upset", Arabic: "مستاء"}, {English: "angry", Arabic: "مستاء"},
		near("upset", "زعلان"), near("cross", "زعلان"), near("angry", "زعلان"),
	}))
	for _, s := range l.synonyms(content(arabic.Tokens("upset"))) {
		if want := s.phrase[0].Text == "cross"; s.near != want {
			t.Errorf("%s is near: %v, want %v", s.phrase[0].Text, s.near, want)
		}
	}
	for _, e := range l.translate(content(arabic.Tokens("upset"))) {
		if want := e.phrase[0].Text == "زعلان"; e.near != want {
			t.Errorf("%s is near: %v, want %v", e.phrase[0].Text, e.near, want)
		}
	}
}

func TestOrdinary(t *testing.T) {
	l := words(t, "harbour = ميناء", "whale oil = زيت الحيتان", "one two three four five = طويلة جدا")
	for in, want := range map[string]bool{
		"harbour": true, "harbours": true, "الميناء": true, "whale": true, "الزيت": true, "the": true, "على": true,
		"Kimi": false, "harbo": false, "four": false, "طويلة": false,
	} {
		if got := l.Ordinary(arabic.Tokens(in)[0]); got != want {
			t.Errorf("Ordinary(%q) = %v", in, got)
		}
	}
}

func TestCorrect(t *testing.T) {
	l := words(t, "licence = ترخيص", "benchmark = معيار", "model = نموذج", "modern = حديث", "open = مفتوح", "lance = رمح", "launched = أطلق")
	for _, test := range []struct{ reason, in, want string }{
		{"swapped letters", "licnece", "licence"},
		{"letter left out", "benchmrk", "benchmark"},
		{"letter too many", "benchmarkk", "benchmark"},
		{"wrong letter", "bemchmark", "benchmark"},
		{"ending of another form", "benchmraks", "benchmark"},
		{"Arabic, swapped", "ترخصي", "ترخيص"},
		{"Arabic, left out", "معيير", "معيار"},
		{"swapped is likelier than wrong", "mdoern", "modern"},
		{"a letter left out is likelier than another form with one too many", "lanched", "launched"},
		{"the first letter is not doubted", "nodern", ""},
		{"two errors", "becnhmrak", ""},
		{"too short", "opn", ""},
		{"unknown", "xylophone", ""},
	} {
		word, ok := l.correct(arabic.Tokens(test.in)[0])
		got := ""
		if ok {
			got = word.Text
		}
		if got != test.want {
			t.Errorf("%s: %q is corrected to %q, want %q", test.reason, test.in, got, test.want)
		}
	}
}
