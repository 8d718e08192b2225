package live

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dalil/corpus"
	"dalil/internal/answer"
	"dalil/internal/search"
)

func TestReindex(t *testing.T) {
	f, s := newFolder(t)
	l := open(t, s)
	before := l.Status()
	if before.CanRollback || before.Articles[corpus.English] != 2 || before.Passages != 2 || before.Digest == "" || before.Bytes == 0 || before.Took <= 0 || time.Since(before.Built) > time.Hour {
		t.Errorf("status %+v", before)
	}
	wantYear(t, l, 1)
	f.lighthouse(2)
	f.write("articles/oil.ar.md", "---\ntitle: الزيت\nlang: ar\n---\nيعصر الزيت في الخريف.\n")
	f.write("catalogue/models.yaml", "models:\n  - id: boat\n    name: Boat\n")
	var steps []Step
	r, err := l.Reindex(t.Context(), func(p Progress) {
		if l.Status().Now != p {
			t.Errorf("status %v, progress %v", l.Status().Now, p)
		}
		if !slices.Contains(steps, p.Step) {
			steps = append(steps, p.Step)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(steps, Steps) {
		t.Errorf("steps %q", steps)
	}
	want := Report{Added: []string{"articles/oil.ar.md", "catalogue/boat"}, Changed: []string{"articles/lighthouse.en.md"}, Passages: 3}
	if diff := cmp.Diff(want, r, cmpopts.IgnoreFields(Report{}, "Took", "Bytes")); diff != "" || r.Took <= 0 || r.Bytes == 0 {
		t.Errorf("-want +got:\n%s\n%+v", diff, r)
	}
	wantYear(t, l, 2)
	if s := l.Status(); s.Digest == before.Digest || s.Now != (Progress{}) || s.Failed != nil || !s.CanRollback || s.Passages != 3 || s.Entities != 1 {
		t.Errorf("status %+v", s)
	}
}

// TestReindexSame: nothing has changed, so there is still nothing to go back to;
// an entry that moves is no change.
func TestReindexSame(t *testing.T) {
	f, s := newFolder(t)
	f.write("catalogue/models.yaml", "models:\n  - id: boat\n    name: Boat\n")
	l := open(t, s)
	if r := reindex(t, l); !r.Same || r.Added != nil || r.Changed != nil || r.Removed != nil {
		t.Errorf("%+v", r)
	}
	if l.Status().CanRollback {
		t.Error("can roll back to itself")
	}
	f.write("catalogue/models.yaml", "models:\n  # the oldest\n  - id: ark\n    name: Ark\n  - id: boat\n    name: Boat\n")
	if r := reindex(t, l); r.Same || !slices.Equal(r.Added, []string{"catalogue/ark"}) || r.Changed != nil {
		t.Errorf("%+v", r)
	}
	f.write("lexicon/own.tsv", "lighthouse\tفنار\n")
	if r := reindex(t, l); !slices.Equal(r.Changed, []string{"lexicon"}) {
		t.Errorf("%+v", r)
	}
	wantYear(t, l, 1)
}

func TestRollback(t *testing.T) {
	f, s := newFolder(t)
	l := open(t, s)
	if _, err := l.Rollback(t.Context()); !errors.Is(err, ErrNoBefore) {
		t.Errorf("%v", err)
	}
	for n := 2; n <= 6; n++ { // more than the shelf keeps
		f.lighthouse(n)
		reindex(t, l)
	}
	for _, n := range []int{5, 6, 5} {
		r, err := l.Rollback(t.Context())
		if err != nil || !slices.Equal(r.Changed, []string{"articles/lighthouse.en.md"}) {
			t.Errorf("%+v, %v", r, err)
		}
		wantYear(t, l, n)
	}
	reindex(t, l) // the files are the newer ones still
	wantYear(t, l, 6)
	if _, err := l.Rollback(t.Context()); err != nil {
		t.Error(err)
	}
	wantYear(t, l, 5)
	l.Close()
	wantYear(t, open(t, s), 6) // a restart serves the files
}

// TestFailure: whatever is wrong, the step is named and the index stays.
func TestFailure(t *testing.T) {
	for name, test := range map[string]struct {
		file, text string
		step       Step
		says       string
	}{
		"bytes":    {"articles/new.md", "\xff", Read, "articles/new.md:1: invalid UTF-8"},
		"contents": {"catalogue/models.yaml", "models:\n  - id: boat\n", Check, "catalogue/models.yaml:2: missing name"},
		"smoke": {"smoke.yaml", "questions:\n  - question: " + built + "\n    contains: nineteen\n  - question: why?\n", Smoke,
			`smoke.yaml:2: "` + built + `": neither the answer nor a quote contains "nineteen"`},
	} {
		t.Run(name, func(t *testing.T) {
			f, s := newFolder(t)
			l := open(t, s)
			f.lighthouse(2)
			f.write(test.file, test.text)
			_, err := l.Reindex(t.Context(), nil)
			var failed *StepError
			var problems corpus.Problems
			if !errors.As(err, &failed) || failed.Step != test.step || !errors.As(err, &problems) || problems[0].String()[:len(test.says)] != test.says {
				t.Errorf("got %v, want %s: %s", err, test.step, test.says)
			}
			wantYear(t, l, 1)
			if s := l.Status(); s.Failed != err || s.CanRollback {
				t.Errorf("%+v", s)
			}
		})
	}
}

func TestBusy(t *testing.T) {
	f, s := newFolder(t)
	l := open(t, s)
	f.lighthouse(2)
	tried := false
	_, err := l.Reindex(t.Context(), func(Progress) {
		tried = true
		if _, err := l.Reindex(t.Context(), nil); !errors.Is(err, ErrBusy) {
			t.Errorf("a second reindex: %v", err)
		}
		if _, err := l.Rollback(t.Context()); !errors.Is(err, ErrBusy) {
			t.Errorf("a rollback meanwhile: %v", err)
		}
	})
	if err != nil || !tried || l.Status().Failed != nil {
		t.Errorf("%v, %v", err, l.Status().Failed)
	}
}

// TestCancel ends a reindex at each of its steps.
func TestCancel(t *testing.T) {
	f, s := newFolder(t)
	l := open(t, s)
	f.lighthouse(2)
	for _, step := range Steps {
		ctx, cancel := context.WithCancel(t.Context())
		_, err := l.Reindex(ctx, func(p Progress) {
			if p.Step == step {
				cancel()
			}
		})
		cancel()
		var failed *StepError
		if !errors.Is(err, context.Canceled) || !errors.As(err, &failed) || failed.Step != step {
			t.Errorf("cancelled at %s: %v", step, err)
		}
		wantYear(t, l, 1)
	}
	reindex(t, l)
	wantYear(t, l, 2)
}

// TestBorrowed: who holds an index keeps it through exchanges, and nobody waits
// for more than three to be open.
func TestBorrowed(t *testing.T) {
	f, s := newFolder(t)
	l := open(t, s)
	err := l.Use(func(first *search.Index, a *answer.Answerer) error {
		f.lighthouse(2)
		reindex(t, l)
		return l.Use(func(*search.Index, *answer.Answerer) error {
			f.lighthouse(3)
			reindex(t, l)
			f.lighthouse(4)
			ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
			defer cancel()
			if _, err := l.Reindex(ctx, nil); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("a fourth index: %v", err)
			}
			r, err := a.Answer(t.Context(), answer.Question{Text: built})
			if err != nil || len(r.Citations) == 0 || first.Corpus.Articles[1].ID != "lighthouse" {
				t.Errorf("%+v, %v", r, err)
			}
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	wantYear(t, l, 3)
	reindex(t, l)
	wantYear(t, l, 4)
}

func TestClose(t *testing.T) {
	f, s := newFolder(t)
	l := open(t, s)
	f.lighthouse(2)
	done := make(chan error)
	_, err := l.Reindex(t.Context(), func(p Progress) {
		if p.Step == Read {
			go func() { done <- l.Close() }()
			<-l.life.Done()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a reindex while the index is closed: %v", err)
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
	if _, err := l.Answer(t.Context(), answer.Question{Text: built}); !errors.Is(err, ErrClosed) {
		t.Error(err)
	}
	if _, err := l.Reindex(t.Context(), nil); !errors.Is(err, ErrClosed) {
		t.Error(err)
	}
	if err := l.Close(); err != nil || len(l.places) != 0 {
		t.Errorf("%v, %d indexes are open", err, len(l.places))
	}
}

// TestFaultyAtStart: who starts while the files have faults serves what was last
// in service; where nothing was, the faults are the error.
func TestFaultyAtStart(t *testing.T) {
	f, s := newFolder(t)
	l := open(t, s)
	f.lighthouse(2)
	reindex(t, l)
	l.Close()
	f.lighthouse(3)
	f.write("articles/half.en.md", "---\ntitle: ")
	l = open(t, s)
	wantYear(t, l, 2)
	var failed *StepError
	var faults corpus.Problems
	if err := l.Status().Failed; !errors.As(err, &failed) || failed.Step != Check || !errors.As(err, &faults) {
		t.Errorf("failed with %v", err)
	}
	if _, err := l.Reindex(t.Context(), nil); !errors.As(err, &faults) {
		t.Errorf("a reindex: %v", err)
	}
	f.write("articles/half.en.md", "---\ntitle: Whole\nlang: en\n---\nThe olive tree of Tyre is old.\n")
	reindex(t, l)
	wantYear(t, l, 3)
	f.write("articles/half.en.md", "---\ntitle: ")
	s.DataDir = t.TempDir()
	if _, err := Open(t.Context(), s, nil); !errors.As(err, &faults) {
		t.Errorf("nothing was in service: %v", err)
	}
}

// TestServedDamaged: a note that names nothing of use is none.
func TestServedDamaged(t *testing.T) {
	f, s := newFolder(t)
	open(t, s).Close()
	note, err := s.servedFile()
	if err != nil {
		t.Fatal(err)
	}
	f.write("articles/half.en.md", "---\ntitle: ")
	for _, text := range []string{"", "/etc\n", "\x00", filepath.Join(s.DataDir, "index", "0123456789abcdef-v1")} {
		if err := os.WriteFile(note, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		var faults corpus.Problems
		if _, err := Open(t.Context(), s, nil); !errors.As(err, &faults) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
