package search

import (
	"context"
	"errors"
	"math"
	"testing"

	"dalil/internal/arabic"
)

// TestMatcher holds the matcher against Concept.In and Concept.Plainly, which
// look at one concept and one text at a time.
func TestMatcher(t *testing.T) {
	ix, linker := embeddedIndex(t)
	checked, hits := 0, 0
	for _, question := range append(questions, "which open video models did Alibaba release in 2025?", "كم عدد معاملات نموذج كيمي كي 2؟", "اول نموذج مفتوح المصدر للشركه") {
		q, err := ix.Parse(t.Context(), question, linker)
		if err != nil {
			t.Fatal(err)
		}
		m := newMatcher(q)
		s := m.newSaid()
		for n := range ix.places {
			a, p := ix.Passage(n)
			text := a.PassageText(p)
			for _, span := range arabic.Sentences(text) {
				sentence := text[span.Start:span.End]
				readWords(m, newWords(sentence), s)
				w := NewWords(sentence)
				for i := range q.Concepts {
					credit, _ := q.Concepts[i].In(w)
					plain, _ := q.Concepts[i].Plainly(w)
					slot := m.concepts[i]
					if math.Abs(s.credit[slot]-credit) > 1e-9 || math.Abs(s.plain[slot]-plain) > 1e-9 {
						t.Errorf("%s: %q in %q: %v and %v, want %v and %v", question, q.Concepts[i].Text, sentence, s.credit[slot], s.plain[slot], credit, plain)
					}
					if checked++; credit > 0 {
						hits++
					}
				}
			}
		}
	}
	if checked < 10_000 || hits < 1000 {
		t.Errorf("only %d concepts in sentences, %d of them said", checked, hits)
	}
}

// readWords reads the words of a text.
func readWords(m *matcher, words []*word, s *said) {
	s.begin()
	at := -1
	for _, w := range words {
		if !w.joined {
			at++
		}
		for _, found := range m.matches(w) {
			s.see(&found, at)
		}
	}
	m.end(s)
}

// TestLexer checks that splitting at spaces first changes no word.
func TestLexer(t *testing.T) {
	ix, _ := embeddedIndex(t)
	for n := range ix.places {
		a, p := ix.Passage(n)
		text := a.PassageText(p)
		tokens := arabic.Tokens(text)
		i := 0
		for _, w := range wordsOf(text) {
			if w.joined {
				continue
			}
			if i >= len(tokens) || w.text != tokens[i].Text || w.stop != tokens[i].Stop || w.script != tokens[i].Script {
				t.Fatalf("%s: word %d is %q, want %+v", a.ID, i, w.text, tokens[min(i, len(tokens)-1)])
			}
			i++
		}
		if i != len(tokens) {
			t.Errorf("%s: %d words, want %d", a.ID, i, len(tokens))
		}
	}
}

// TestGuess finds a word that is spelled in another way than the corpus does.
func TestGuess(t *testing.T) {
	ix := opened(t, built(t, small(t)))
	q := parsed(t, ix, "Weawer")
	if hits := found(t, ix, "Weawer", 3); len(hits) == 0 {
		t.Errorf("nothing found for %+v", q.Concepts)
	}
}

// TestRerankCancelled: a context that has ended ends the reading of candidates.
func TestRerankCancelled(t *testing.T) {
	ix, linker := embeddedIndex(t)
	q, err := ix.Parse(t.Context(), questions[0], linker)
	if err != nil {
		t.Fatal(err)
	}
	s := ix.newScorer(q)
	defer s.free()
	hits, err := s.search(t.Context(), candidates)
	if err != nil || len(hits) == 0 {
		t.Fatal(len(hits), err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.rerank(ctx, q, hits); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
