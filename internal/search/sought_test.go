package search

import (
	"testing"

	"dalil/internal/arabic"
)

func TestSought(t *testing.T) {
	for question, want := range map[string]sought{
		"When was it built?": date, "في أي عام تأسس النادي؟": date, "متى ولد؟": date,
		"How many people live there?": number, "كم عدد السكان في عام 1990؟": number,
		"Who built it?": anything, "من بناه؟": anything, "": anything,
	} {
		if got := soughtBy(arabic.Tokens(question)); got != want {
			t.Errorf("%q seeks %d, want %d", question, got, want)
		}
	}
	for word, want := range map[string]bool{"1954": true, "2026": true, "3054": false, "54": false} {
		if date.shownBy(word) != want {
			t.Errorf("a date shown by %q: %t", word, !want)
		}
	}
}
