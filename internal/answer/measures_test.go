package answer

import (
	"fmt"
	"slices"
	"testing"

	"dalil/internal/arabic"
)

// What kinds of measures a question asks for.
func TestMeasuresAsked(t *testing.T) {
	a := tiny(t, theatre)
	for question, want := range map[string]string{
		"How much did the theatre cost?":         "[money]",
		"How far is the theatre from the coast?": "[length]",
		"How many years was it closed?":          "[time]",
		"كم طنا من الحديد في السقف؟":             "[weight]",
		"كم نسبة المقاعد الفارغة؟":               "[percent]",
		"How many seats does the theatre have?":  "[]",
		"كم مرة أغلق المسرح؟":                    "[times]",
		"Who pays the actors?":                   "[]", // it asks for no number
	} {
		in := understood(t, a, question)
		if got := fmt.Sprint(in.measures()); got != want {
			t.Errorf("%s asks for %s, want %s", question, got, want)
		}
	}
}

// A unit gives a measure beside a number, in the dual, or by its sign.
func TestMeasuresGiven(t *testing.T) {
	for text, want := range map[string]string{
		"The roof cost 12 million dinars.":         "[money]",
		"It is 540 metres long and 9 years old.":   "[length time]",
		"Metres and dinars are units.":             "[]",
		"Sales grew by 12%.":                       "[percent]",
		"بلغت الكلفة 118 مليون يورو.":              "[money]",
		"يبعد الموقع كيلومترين عن القرية.":         "[length]",
		"تتسع القاعة لمتفرجين من كل أنحاء البلاد.": "[]",
	} {
		tokens := arabic.Tokens(text)
		var kinds []string
		for kind := range measuresIn(text, tokens, typesIn(tokens, make([]bool, len(tokens)))) {
			kinds = append(kinds, kind)
		}
		slices.Sort(kinds)
		if got := fmt.Sprint(kinds); got != want {
			t.Errorf("%s gives %s, want %s", text, got, want)
		}
	}
}

// The clues of a sentence have a name and weights each, and tell a number beside
// what is counted from one elsewhere.
func TestClues(t *testing.T) {
	if len(ClueNames) != len(clueWeights) {
		t.Fatalf("%d names, %d weights", len(ClueNames), len(clueWeights))
	}
	a := tiny(t, theatre)
	const question = "How many seats are there in the theatre?"
	in, err := a.parse(t.Context(), Question{Text: question})
	if err != nil {
		t.Fatal(err)
	}
	sentences, err := a.read(t.Context(), in, nil)
	if err != nil {
		t.Fatal(err)
	}
	q := a.sought(in, sentences)
	for i := range sentences {
		s := &sentences[i]
		clues := q.clues(s)
		if len(clues) != len(ClueNames) {
			t.Fatalf("%d clues, %d names", len(clues), len(ClueNames))
		}
		text := s.passage.text[s.start:s.end]
		seats := text == "It has 420 seats and a garden with a fountain." || text == "ويضم 420 مقعدًا وحديقة فيها نافورة."
		if got := clues[slices.Index(ClueNames, "counted noun beside number")] == 1; got != seats {
			t.Errorf("%s: a number beside the seats: %v, want %v", text, got, seats)
		}
	}
	all, err := a.Candidates(t.Context(), question)
	if err != nil || len(all) != len(sentences) {
		t.Errorf("%d candidates of %d sentences, %v", len(all), len(sentences), err)
	}
}
