package search

import (
	"slices"
	"testing"

	"dalil/corpus"
	"dalil/internal/arabic"
	"dalil/internal/names"
)

// inOneLanguage is a corpus of passages, an article each.
func inOneLanguage(lang corpus.Lang, texts ...string) *corpus.Corpus {
	c := &corpus.Corpus{Lexicon: corpus.DefaultLexicon()}
	for i, text := range texts {
		c.Articles = append(c.Articles, corpus.Article{
			ID: string('a' + rune(i)), Lang: lang, Text: text, Passages: []corpus.Passage{{Start: 0, End: len(text)}},
		})
	}
	return c
}

// TestSound finds names that no list knows in the other script.
func TestSound(t *testing.T) {
	inArabic := opened(t, built(t, inOneLanguage(corpus.Arabic,
		"قاد لوك كوتشلي الفريق في العرقلات.", "كان قوبلاي خان حاكما.", "يقع مصرف جولدمان ساكس في المدينة.", "كتابها على الطاولة.")))
	inEnglish := opened(t, built(t, inOneLanguage(corpus.English,
		"Luke Kuechly led the team in tackles.", "Kublai Khan was a ruler.", "The bank Goldman Sachs is in the city.", "The book is on the table.")))
	for _, test := range []struct {
		ix       *Index
		question string
		passage  int // -1: none
	}{
		{inArabic, "Kuechly", 0}, {inArabic, "who was kublai?", 1}, {inArabic, "Sachs", 2}, {inArabic, "meen 3and kitab?", 3}, {inArabic, "Zarathustra", -1},
		{inEnglish, "كوتشلي", 0}, {inEnglish, "لقوبلاي", 1}, {inEnglish, "جولدمان", 2}, {inEnglish, "زرادشت", -1},
	} {
		hits := found(t, test.ix, test.question, 1)
		if got := append(hits, Hit{Passage: -1})[0].Passage; got != test.passage {
			t.Errorf("%q finds %d, want %d", test.question, got, test.passage)
		}
	}
	w := arabic.Tokens("Kuechly")[0]
	if both, err := opened(t, built(t, small(t))).soundsLike(w); err != nil || len(both) > 0 {
		t.Errorf("%q sounds like %v, %v", w.Text, both, err)
	}
}

// What misspells nothing: Arabic in Latin letters, the article of a dialect, and the
// first person of a verb.
func TestNotCorrected(t *testing.T) {
	ix := opened(t, built(t, inOneLanguage(corpus.Arabic, "يعمل النظام في المدينة.", "يفحص الأطباء المرضى.")))
	parsed := func(question string) *Query {
		t.Helper()
		q, err := ix.Parse(t.Context(), question, names.New(&corpus.Catalogue{}, ix.Lexicon().Ordinary))
		if err != nil {
			t.Fatal(err)
		}
		return q
	}
	for question, foreign := range map[string]bool{
		"meen 3amal nizam hudhud": true, "who made the nizam system": false, "مين عمل nizam": false,
	} {
		q := &Query{Tokens: arabic.Tokens(question)}
		if got := ix.foreign(q); got != foreign {
			t.Errorf("%q foreign: %v", question, got)
		}
		kept := slices.ContainsFunc(parsed(question).Tokens, func(t arabic.Token) bool { return t.Text == "nizam" })
		if kept != foreign {
			t.Errorf("%q keeps its word: %v", question, kept)
		}
	}
	if got := parsed("مين عمل هالنظام").Tokens; got[len(got)-1].Text != "النظام" {
		t.Errorf("the article of a dialect is left: %v", got)
	}
	if got := parsed("متى فحض النضام").Tokens; got[1].Text != "فحض" || got[2].Text != "النظام" {
		t.Errorf("dad for zah: %v", got)
	}
	if c := parsed("أطبخ").Concepts[0]; c.Known {
		t.Errorf("a verb stands for another word: %+v", c)
	}
	for word, want := range map[string]string{
		"هالنظام": "النظام", "عالمدينة": "المدينه", "هالات": "", "عالم": "",
	} {
		got, ok := ix.spokenArticle(arabic.Tokens(word)[0])
		if ok != (want != "") || ok && got.Text != want {
			t.Errorf("%s is read as %q, want %q", word, got.Text, want)
		}
	}
	cook, doctors := arabic.Tokens("أطبخ")[0], arabic.Tokens("الأطباء")[0]
	if !ix.lexicon.conjugated(cook) || ix.lexicon.conjugated(doctors) {
		t.Errorf("first persons: %v, %v", ix.lexicon.conjugated(cook), ix.lexicon.conjugated(doctors))
	}
}
