package search

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
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
		// titles, of which every passage of the article is as good
		{"title", "apple orchard", "orchard.en/"},
		{"title in Arabic", "مخبز", "bakery.ar/"},
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
		} else if got := where(ix, hits[0]); !strings.HasPrefix(got, test.want) {
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

// countdown is a context that is cancelled after its error was asked for so
// many times.
type countdown struct {
	context.Context
	left *int
}

func (c countdown) Err() error {
	if *c.left--; *c.left < 0 {
		return context.Canceled
	}
	return nil
}

// TestSearchCancelledAnywhere cancels a search at every point at which it looks.
func TestSearchCancelledAnywhere(t *testing.T) {
	ix, l := embeddedIndex(t)
	for at := 0; ; at++ {
		left := at
		ctx := countdown{context.Background(), &left}
		q, err := ix.Parse(ctx, questions[0], l)
		if err == nil {
			_, err = ix.Search(ctx, q, 10)
		}
		if err == nil {
			if at < 20 {
				t.Errorf("it looked %d times only", at)
			}
			return
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("cancelled at %d: %v", at, err)
		}
	}
}

// TestFind holds the sums by which passages are found against a count of their
// stems, for stems that many passages hold and for others.
func TestFind(t *testing.T) {
	ix, l := embeddedIndex(t)
	for _, many := range []int{3, manyPostings} {
		for _, question := range questions {
			q, err := ix.Parse(t.Context(), question, l)
			if err != nil {
				t.Fatal(err)
			}
			s := ix.newScorer(q)
			s.many = many
			found, err := s.find(t.Context(), ix.Passages()-1)
			if err != nil {
				t.Fatal(err)
			}
			want := s.sums(t)
			for d, got := range s.score {
				if p := ix.numbers.at(d); math.Abs(float64(got)-want[p]) > 1e-4*max(want[p], 1) {
					t.Errorf("%q finds passage %d by %v, want %v", question, p, got, want[p])
				}
			}
			for p := range want {
				if in := slices.Contains(found, int32(p)); in != (want[p] > 0) {
					t.Errorf("%q: passage %d of %v is found: %v", question, p, want[p], in)
				}
			}
			best := s.best(5)
			for p := range want {
				if least := slices.MinFunc(best, func(a, b int32) int { return cmp.Compare(want[a], want[b]) }); want[p] > want[least]+1e-3 && !slices.Contains(best, int32(p)) {
					t.Errorf("%q: passage %d of %v is not among the best, %d of %v is", question, p, want[p], least, want[least])
				}
			}
			s.free()
		}
	}
}

// sums counts the stems of every passage and returns what find must come to.
func (s *scorer) sums(t *testing.T) []float64 {
	t.Helper()
	want := make([]float64, s.ix.Passages())
	var texts [2][][]string // stems of each passage, and of its title
	var average [2]float64
	for p := range want {
		a, n := s.ix.Passage(p)
		for i, text := range []string{a.PassageText(n), a.Title + "\n" + a.Passages[n].Section} {
			texts[i] = append(texts[i], termsOf(fieldStem, wordsOf(text)))
			average[i] += float64(len(texts[i][p])) / float64(len(want))
		}
	}
	for _, src := range s.sources() {
		stem, df := s.ix.vocabulary.stems.str(src.stem), 0
		counts := make([]float64, len(want))
		for p, stems := range texts[src.column] {
			for _, other := range stems {
				if other == stem {
					counts[p]++
				}
			}
			if counts[p] > 0 {
				df++
			}
		}
		for p, tf := range counts {
			if tf > 0 && df > s.many {
				tf = 1
			}
			length := float64(len(texts[src.column][p])) / average[src.column]
			want[p] += src.weight * tf * (k1 + 1) / (tf + k1*(1-b+b*length))
		}
	}
	return want
}

// TestFindLookAlike finds passages by a word that nobody knows and that is more
// than one letter away from one that they hold.
func TestFindLookAlike(t *testing.T) {
	ix, l := embeddedIndex(t)
	for _, question := range []string{"robotixxs", "الروبوتايات"} {
		q, err := ix.Parse(t.Context(), question, l)
		if err != nil {
			t.Fatal(err)
		}
		if len(q.Concepts) != 1 || q.Concepts[0].Known {
			t.Fatalf("%q is known: %+v", question, q.Concepts)
		}
		s := ix.newScorer(q)
		found, err := s.find(t.Context(), ix.Passages()-1)
		if err != nil || len(found) == 0 {
			t.Errorf("%q finds %v, %v", question, found, err)
		}
		s.free()
	}
}
