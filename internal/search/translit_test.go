package search

import (
	"testing"

	"dalil/corpus"
	"dalil/internal/arabic"
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
	for question, foreign := range map[string]bool{
		"meen 3amal nizam hudhud": true, "who made the nizam system": false, "مين عمل nizam": false,
	} {
		if got := ix.foreign(&Query{Tokens: arabic.Tokens(question)}); got != foreign {
			t.Errorf("%q foreign: %v", question, got)
		}
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
