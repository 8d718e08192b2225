package live

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"dalil/internal/answer"
)

// TestUnderLoad: while indexes are exchanged, each question is answered from one
// of them, in full, and none of the answers is late: whoever asks after an
// exchange gets the new one.
func TestUnderLoad(t *testing.T) {
	const (
		askers, exchanges = 32, 10
		pause             = 15 // times what an answer took, between questions of one asker: without, this shows who gets the processor
	)
	f, s := newFolder(t)
	l := open(t, s)
	ctx, stop := context.WithCancel(t.Context())
	var asked, newest atomic.Int64
	newest.Store(1)
	var all sync.WaitGroup
	for range askers {
		all.Go(func() {
			for ctx.Err() == nil {
				least, start := newest.Load(), time.Now()
				question := built + strings.Repeat("?", int(asked.Add(1)%50)) // most are not remembered
				r, err := l.Answer(t.Context(), answer.Question{Text: question})
				if err != nil || r.Status != answer.Answered || len(r.Citations) == 0 || !strings.Contains(r.Text, r.Citations[0].Quote) {
					t.Errorf("%v: %+v", err, r)
					return
				}
				var got int
				if _, err := fmt.Sscanf(r.Citations[0].Quote, "The lighthouse of Sur was built in %d", &got); err != nil || got < year(int(least)) {
					t.Errorf("asked after %d: %q", year(int(least)), r.Text)
					return
				}
				time.Sleep(pause * time.Since(start))
			}
		})
	}
	for n := 2; n < 2+exchanges; n++ {
		f.lighthouse(n)
		if r, err := l.Reindex(t.Context(), nil); err != nil || len(r.Changed) != 1 {
			t.Errorf("%+v, %v", r, err)
		}
		newest.Store(int64(n))
	}
	stop()
	all.Wait()
	if open := len(l.places); open != 1 {
		t.Errorf("%d indexes are open at the end", open)
	}
	if asked.Load() < askers*exchanges {
		t.Errorf("only %d questions were asked", asked.Load())
	}
	t.Logf("%d questions during %d exchanges", asked.Load(), exchanges)
}
