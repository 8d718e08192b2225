package search

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dalil/corpus"
	"dalil/internal/arabic"
)

func TestLexiconFile(t *testing.T) {
	want := newLexicon(prepare([]corpus.Pair{
		{English: "large language model", Arabic: "نموذج لغوي كبير"},
		{English: "the models", Arabic: "النماذج"},
		{English: "model", Arabic: "نموذج"},
		{English: "models", Arabic: "النموذج"}, // the keys of the one before
		{English: "QwQ-32B", Arabic: "كيو 32"},
		{English: "one two three four five", Arabic: "طويل"}, // too long
	}))
	path := filepath.Join(t.TempDir(), lexiconFile)
	if err := want.write(path); err != nil {
		t.Fatal(err)
	}
	got, err := readLexicon(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(Lexicon{}, table{}, keyed{}, lists{})); diff != "" {
		t.Errorf("-written +read:\n%s", diff)
	}
	for _, word := range []string{"model", "models", "qwq", "نموذج"} {
		if !got.knows(word) {
			t.Errorf("%q is no word of the lexicon", word)
		}
	}
	if e := got.equivalents(arabic.Tokens("model")); len(e) != 2 {
		t.Errorf("%d Arabic equivalents of model, want 2: %v", len(e), e)
	}

	short := *want
	short.flags = short.flags[1:]
	if err := short.write(path); err != nil {
		t.Fatal(err)
	}
	if _, err := readLexicon(path); !errors.Is(err, ErrCorrupt) {
		t.Errorf("a word without flags: %v, want ErrCorrupt", err)
	}
	if err := os.WriteFile(path, []byte("damaged"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := readLexicon(path); !errors.Is(err, ErrCorrupt) {
		t.Errorf("damaged file: %v, want ErrCorrupt", err)
	}
}
