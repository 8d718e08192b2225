package answer_test

import (
	"context"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"dalil/corpus"
	"dalil/internal/answer"
)

// TestVerbatim holds every reply to the question files to what [answer.Broken]
// lists: quotes are to the letter, numbers run, nothing of a question's mark-up
// comes back.
func TestVerbatim(t *testing.T) {
	for _, f := range files {
		t.Run(f.name, func(t *testing.T) {
			a := answer.World(t, f.world)
			for _, x := range repliesTo(t, f.name, f.world) {
				t.Run(x.question.ID, func(t *testing.T) {
					answer.Check(t, answer.Broken(a, x.question.Question, x.reply)...)
				})
			}
		})
	}
}

// TestLanguage compares the language of a reply with that of its question, and
// its own words with its language.
func TestLanguage(t *testing.T) {
	want := map[string]corpus.Lang{"en": corpus.English, "ar": corpus.Arabic, "ar-dialect": corpus.Arabic}
	for _, f := range files {
		t.Run(f.name, func(t *testing.T) {
			for _, x := range repliesTo(t, f.name, f.world) {
				t.Run(x.question.ID, func(t *testing.T) {
					var faults []string
					if lang := want[x.question.Lang]; lang != "" && x.reply.Lang != lang {
						faults = append(faults, x.question.Question+": the reply is in "+string(x.reply.Lang)+": "+x.reply.Text)
					}
					if own := ownWords(x.reply); !fits(own, x.reply.Lang) {
						faults = append(faults, "not in "+string(x.reply.Lang)+": "+own)
					}
					answer.Check(t, faults...)
				})
			}
		})
	}
}

// ownWords returns what a reply says beside its quotes and titles.
func ownWords(r answer.Reply) string {
	text := r.Text
	for _, c := range r.Citations {
		if c.Article != "" || c.Lang != r.Lang {
			text = strings.ReplaceAll(text, c.Quote, "")
		}
	}
	for _, title := range r.Titles {
		text = strings.ReplaceAll(text, title.Title, "")
	}
	return quoted.ReplaceAllStringFunc(text, func(words string) string {
		inner := strings.Trim(words, "“”«»")
		for _, c := range r.Citations {
			if strings.Contains(c.Quote, inner) {
				return ""
			}
		}
		return words
	})
}

// quoted is a word of a quote, as a note on it repeats it.
var quoted = regexp.MustCompile(`“[^”]+”|«[^»]+»`)

// fits reports whether a text may be in a language: English has no Arabic
// letters, Arabic has some where it has any letter at all.
func fits(text string, lang corpus.Lang) bool {
	inArabic := strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Arabic, r) && unicode.IsLetter(r) })
	if lang == corpus.English {
		return !inArabic
	}
	return inArabic || !strings.ContainsFunc(text, unicode.IsLetter)
}

// TestMarks asks some questions again with mark-up around them: they are still
// answered, and nothing of it comes back.
func TestMarks(t *testing.T) {
	a := answer.World(t, "default")
	for i, x := range repliesTo(t, "default", "default") {
		if i%20 != 0 || x.reply.Status != answer.Answered {
			continue
		}
		t.Run(x.question.ID, func(t *testing.T) {
			text := "@everyone **" + x.question.Question + "** <@1> ```" + x.question.Question + "``` ||x|| [.](https://example.org)"
			r, err := a.Answer(context.Background(), answer.Question{Text: text})
			if err != nil {
				t.Fatal(err)
			}
			answer.Check(t, answer.Broken(a, text, r)...)
		})
	}
}

// TestSame asks questions again and again: the reply does not change. Those that
// name several of a kind are asked oftener, as the order of a map may decide.
func TestSame(t *testing.T) {
	if answer.RaceEnabled {
		t.Skip("too slow with the race detector, which it tells nothing")
	}
	a := answer.World(t, "default")
	times := map[string]int{
		"Which models are Chinese or American?": 100, "ما النماذج الصينية والأمريكية؟": 100, "Which video and music models are there?": 100,
		"newest and largest model of DeepSeek": 20, "Which open MIT models are from 2024 or 2025?": 20, "Kimi": 20, "Luma": 20,
	}
	for i, x := range repliesTo(t, "default", "default") {
		if i%10 == 0 {
			times[x.question.Question] = 3
		}
	}
	for question, n := range times {
		t.Run(question, func(t *testing.T) {
			first := ""
			for i := range n {
				r, err := a.Answer(context.Background(), answer.Question{Text: question})
				if err != nil {
					t.Fatal(err)
				}
				if i == 0 {
					first = r.Text
				} else if r.Text != first {
					answer.Check(t, "the reply changes:\n"+first+"\n"+r.Text)
					return
				}
			}
			answer.Check(t)
		})
	}
}
