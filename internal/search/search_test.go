package search

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"dalil/internal/arabic"
)

// where returns a passage as article.lang/number.
func where(ix *Index, h Hit) string {
	a, n := ix.Passage(h.Passage)
	return fmt.Sprintf("%s.%s/%d", a.ID, a.Lang, n)
}

func TestSearch(t *testing.T) {
	ix := opened(t, built(t, small(t)))
	for _, test := range []struct{ reason, question, want string }{
		{"words", "When was the harbour dug?", "harbour.en/0"},
		{"other forms of the words", "deepening harbours", "harbour.en/0"},
		{"Arabic words", "متى حفر الميناء؟", "harbour.ar/0"},
		{"Arabic words with clitics", "ماذا حملت السفن؟ وبالسفن والأخشاب", "harbour.ar/0"},
		{"diacritics", "مَنْ عَاشَ فِي المَنَارَة؟", "harbour.ar/1"},
		{"broken plural by its skeleton", "خشب شراعي", "harbour.ar/0"},
		{"a name that looks like a preposition", "ماذا يخبز علي؟", "bakery.ar/0"},
		{"digits of the other script", "1974 المنارة", "harbour.ar/1"},
		{"number", "1974", "harbour.en/1"},
		// across languages
		{"English question, Arabic passage", "Who bakes bread?", "bakery.ar/0"},
		{"English question, Arabic passage, two words", "cost of flour", "bakery.ar/1"},
		{"Arabic question, English passage", "متى يروي المزارع الأشجار؟", "orchard.en/0"},
		{"phrase of the word list", "whale oil", "harbour.en/1"},
		{"the same in Arabic", "زيت الحيتان", "harbour.ar/1"},
		// other words for the same
		{"synonym, a word that is in no passage", "expense", "bakery.ar/1"},
		{"synonym by a shared translation", "vessel timber", "harbour.en/0"},
		// titles
		{"title", "apple orchard", "orchard.en/1"},
		{"title in Arabic", "مخبز", "bakery.ar/0"},
		{"section", "Lighthouse", "harbour.en/1"},
		// names
		{"name", "What does Weaver-7B weave?", "looms.en/0"},
		{"name, joined", "weaver7b", "looms.en/0"},
		{"name in the other script", "ويفر السجاد", "looms.ar/0"},
		// spelling
		{"swapped letters", "lihgthouse keeper", "harbour.en/1"},
		{"letter too many", "irrrigate", "orchard.en/0"},
		{"letter left out", "lighthose", "harbour.en/1"},
		{"Arabic, wrong letter", "تكلفت الدقيف", "bakery.ar/1"},
	} {
		hits := found(t, ix, test.question, 3)
		if len(hits) == 0 {
			t.Errorf("%s: %q finds nothing", test.reason, test.question)
		} else if got := where(ix, hits[0]); got != test.want {
			t.Errorf("%s: %q finds %s, want %s", test.reason, test.question, got, test.want)
		}
	}
}

func TestSearchNothing(t *testing.T) {
	ix := opened(t, built(t, small(t)))
	for _, question := range []string{"", "the of and", "من في على", "zzzz", "؟!", "שלום"} {
		if hits := found(t, ix, question, 10); len(hits) != 0 {
			t.Errorf("%q finds %v", question, hits)
		}
	}
}

// TestSearchBest checks that k best are the first k of all, that ranks fall,
// and that the same search gives the same again.
func TestSearchBest(t *testing.T) {
	ix := opened(t, built(t, small(t)))
	const question = "harbour ship Weaver الميناء"
	all := found(t, ix, question, 1000)
	if len(all) < 4 {
		t.Fatalf("%d hits", len(all))
	}
	for i := 1; i < len(all); i++ {
		a, b := all[i-1], all[i]
		if a.Rank < b.Rank {
			t.Errorf("hit %d is %+v after %+v", i, b, a)
		}
	}
	for k := range len(all) {
		if got := found(t, ix, question, k); !slices.Equal(got, all[:k]) {
			t.Errorf("%d best are %v, want %v", k, got, all[:k])
		}
	}
}

func TestParse(t *testing.T) {
	ix := opened(t, built(t, small(t)))
	q := parsed(t, ix, "What does Weaver-7B weave at the harbuor?")
	var got []string
	for _, c := range q.Concepts {
		got = append(got, fmt.Sprintf("%s %v known=%v ordinary=%v", c.Text, c.IDs, c.Known, c.Ordinary))
		if c.From >= c.To || c.To > len(q.Tokens) || c.IDF < 0 || c.IDF > 1 {
			t.Errorf("concept %+v", c)
		}
	}
	want := []string{
		"weaver 7 b [weaver-7b] known=true ordinary=false",
		"weave [] known=true ordinary=false",
		"harbour [] known=true ordinary=true",
	}
	if !slices.Equal(got, want) {
		t.Errorf("concepts are %q, want %q", got, want)
	}
}

func TestSearchCancelled(t *testing.T) {
	ix := opened(t, built(t, small(t)))
	q := parsed(t, ix, "harbour ships")
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if hits, err := ix.Search(ctx, q, 10); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled search returns %v, %v", hits, err)
	}
	if hits := found(t, ix, "harbour ships", 10); len(hits) == 0 || where(ix, hits[0]) != "harbour.en/0" {
		t.Errorf("the search after it finds %v", hits)
	}
}

// TestSearchTogether searches from many goroutines and compares with what one
// alone finds.
func TestSearchTogether(t *testing.T) {
	ix, l := embeddedIndex(t)
	questions := []string{
		"who made Kimi?", "من صنع كيمي؟", "open video models", "ما ترخيص كوين؟", "benchmark of R1", "روبوتات صينية", "deepsekk licence", "نماذج الفيديو",
	}
	ctx := context.Background()
	want := make([][]Hit, len(questions))
	for i, question := range questions {
		q, err := ix.Parse(ctx, question, l)
		if err != nil {
			t.Fatal(err)
		}
		if want[i], err = ix.Search(ctx, q, 20); err != nil || len(want[i]) == 0 {
			t.Fatalf("%q finds %v, %v", question, want[i], err)
		}
	}
	var wg sync.WaitGroup
	for worker := range 8 {
		wg.Go(func() {
			for round := range len(questions) {
				i := (worker + round) % len(questions)
				q, err := ix.Parse(ctx, questions[i], l)
				if err != nil {
					t.Error(err)
					return
				}
				hits, err := ix.Search(ctx, q, 20)
				if err != nil || !slices.Equal(hits, want[i]) {
					t.Errorf("%q finds %v, %v, alone %v", questions[i], hits, err, want[i])
					return
				}
				a, n := ix.Passage(hits[0].Passage)
				for c := range q.Concepts {
					q.Concepts[c].In(NewWords(a.PassageText(n)))
				}
			}
		})
	}
	wg.Wait()
}

// TestWords checks what counts as saying a concept.
func TestWords(t *testing.T) {
	ix := opened(t, built(t, small(t)))
	for _, test := range []struct {
		reason, question, text string
		least, most            float64
	}{
		{"the word", "harbour", "the harbour", 1, 1},
		{"another form", "harbour", "two harbours", 0.9, 0.99},
		{"a translation", "harbour", "في الميناء", 0.5, 0.9},
		{"a synonym", "harbour", "the port", 0.3, 0.7},
		{"a name in another script", "Weaver-7B", "نول ويفر", 1, 1},
		{"half a name", "Weaver-7B", "the weaver sat", 0, 0.3},
		{"another version", "Weaver-7B", "the Weaver-3B", 0, 0.3},
		{"another word", "harbour", "the lighthouse", 0, 0},
		{"nothing", "harbour", "", 0, 0},
	} {
		q := parsed(t, ix, test.question)
		credit, at := q.Concepts[0].In(NewWords(test.text))
		if credit < test.least || credit > test.most || (credit > 0) != (at >= 0) || at >= len(arabic.Tokens(test.text)) {
			t.Errorf("%s: %q in %q is %.2f at %d, want %.2f to %.2f", test.reason, test.question, test.text, credit, at, test.least, test.most)
		}
	}
}
