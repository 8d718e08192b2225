package search

import (
	"slices"
	"testing"
	"testing/fstest"

	"dalil/corpus"
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

// Neighbours of a question count where they stand side by side as written, and
// what is sought where the sentence shows it.
func TestWording(t *testing.T) {
	c, err := corpus.Load(fstest.MapFS{
		"articles/a.en.md": {Data: []byte("---\ntitle: A\nlang: en\n---\nThe old stone quay was built in 1954.\n")},
		"articles/b.en.md": {Data: []byte("---\ntitle: B\nlang: en\n---\nThe quay is of old brown stone, and was built by monks.\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	ix := opened(t, built(t, c))
	hits, features, err := ix.Candidates(t.Context(), parsed(t, ix, "When was the stone quay built?"))
	if err != nil || len(hits) != 2 {
		t.Fatalf("%d hits, %v", len(hits), err)
	}
	feature := func(article, name string) float64 {
		i := slices.IndexFunc(hits, func(h Hit) bool { return where(ix, h) == article })
		return features[i][slices.Index(RankFeatures, name)]
	}
	if a, b := feature("a.en/0", "neighbours as written"), feature("b.en/0", "neighbours as written"); a <= b {
		t.Errorf("neighbours: %.2f where they stand together, %.2f where they do not", a, b)
	}
	if a, b := feature("a.en/0", "shows what is sought"), feature("b.en/0", "shows what is sought"); a <= 0 || b != 0 {
		t.Errorf("a date is shown: %.2f with one, %.2f without", a, b)
	}
}
