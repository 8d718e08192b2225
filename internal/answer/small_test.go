package answer

import (
	"strings"
	"testing"
	"testing/fstest"

	"dalil/internal/arabic"
)

// theatre is a corpus of one subject without a catalogue.
var theatre = fstest.MapFS{
	"articles/theatre.en.md": {Data: []byte(`---
title: "The Lantern Theatre"
lang: en
---
The Lantern Theatre was opened in 1931 by the actress Nora Selim. It has 420 seats and a garden with a fountain.

Its director is Basil Amari, who came from Tunis. Amari pays the actors on the first day of each month.

The Paper Moon Company plays there in winter. Paper Moon tickets cost nine dollars.
`)},
	"articles/theatre.ar.md": {Data: []byte(`---
title: "مسرح الفانوس"
lang: ar
---
افتتحت الممثلة نورا سليم مسرح الفانوس عام 1931. ويضم 420 مقعدًا وحديقة فيها نافورة.

ويديره باسل عماري الذي جاء من تونس. ويدفع عماري أجور الممثلين في أول كل شهر.
`)},
}

// What a small corpus says of other things, or other things of what it names,
// is no answer.
func TestSmallCorpus(t *testing.T) {
	a := tiny(t, theatre)
	for _, c := range []struct {
		name, question string
		want           string // "" to refuse
	}{
		{"said", "Who is the director of the theatre?", "Basil Amari"},
		{"said in another word", "How many seats are there in the theatre?", "420"},
		{"said, Arabic", "متى افتتح مسرح الفانوس؟", "1931"},
		{"asked of a name, not said", "How many children does Basil Amari have?", ""},
		{"a date of a name, not said", "When was Basil Amari born?", ""},
		{"a date of a name, in no sentence of it", "When was Nora Selim divorced?", ""},
		{"another name", "How many seats does the Opera of Cairo have?", ""},
		{"not said, Arabic", "كم عمر باسل عماري؟", ""},
		{"not said anywhere, Arabic", "ما لون مسرح الفانوس؟", ""},
		{"a greeting", "sing a song about winter", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := ask(t, a, c.question)
			switch {
			case c.want == "" && r.Status != Abstained:
				t.Errorf("%s\nis not refused: %s", c.question, r.Text)
			case c.want != "" && !strings.Contains(r.Text, c.want):
				t.Errorf("%s\nwant %s: %s", c.question, c.want, r.Text)
			}
		})
	}
}

func TestPairs(t *testing.T) {
	p := &pairs{words: make(map[string]int), sides: make(map[[2]string]int)}
	p.count("The Swallow Bridge is long. The swallow bridge, and the old bridge of stone.")
	p.count("فاز نسور الوادي. وخسر نسور الوادي")
	for text, want := range map[string]bool{
		"swallow bridge": false, // a bridge is there without the swallow
		"نسور الوادي":    true,
		"old bridge":     false,
		"of stone":       false, // a function word is no part of a name
		"stone":          false,
	} {
		if got := p.holds(arabic.Tokens(text), 0); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// The verb of "which …" is what is asked, not the noun.
func TestAskedOfWhich(t *testing.T) {
	a := tiny(t, theatre)
	for question, want := range map[string]string{
		"Which actress opened the theatre?":      "opened",
		"Which two companies were invited there": "invited",
		"أي ممثلة افتتحت المسرح؟":                "افتتحت",
	} {
		in := understood(t, a, question)
		got := ""
		if i := in.asked(); i >= 0 {
			got = in.query.Concepts[i].Text
		}
		if got != want {
			t.Errorf("%s: %q is asked, want %q", question, got, want)
		}
	}
}
