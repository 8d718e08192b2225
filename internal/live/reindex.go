package live

import (
	"context"
	"errors"
	"fmt"
	"time"

	"dalil/corpus"
)

// Step is a part of a reindex.
type Step string

// The steps, in order.
const (
	Read  Step = "read"  // the files of the corpus; for a rollback, the index before
	Check Step = "check" // what is in them
	Build Step = "build" // the new index, beside the one in service
	Smoke Step = "smoke" // the questions that it must answer
	Swap  Step = "swap"  // the new one goes into service
)

// Steps are all of them, in order.
var Steps = []Step{Read, Check, Build, Smoke, Swap}

// Progress is how far a reindex is. Total is 0 where a step has no parts.
type Progress struct {
	Step        Step
	Done, Total int
}

// Report is what an exchange of the index brought. Articles are named by their
// file, entities of the catalogue as "catalogue/id", all in order; a changed
// word list or smoke test stands under Changed as "lexicon" or "smoke".
type Report struct {
	Added, Removed, Changed []string
	Took                    time.Duration
	Bytes                   int64 // of the index on disk
	Passages                int
	Same                    bool // the corpus is the one that was in service
	Back                    bool // it was a rollback
}

// StepError says at which step a reindex ended. Err may be [corpus.Problems]:
// faults of the corpus, or questions of the smoke test that failed.
type StepError struct {
	Step Step
	Err  error
}

// Error implements error.
func (e *StepError) Error() string { return fmt.Sprintf("%s: %v", e.Step, e.Err) }

// Unwrap returns Err.
func (e *StepError) Unwrap() error { return e.Err }

// Reindex puts the index of the corpus as the files are now into service. Where
// it fails, or ctx ends, the error is a [*StepError] and the index in service
// stays. While another exchange is under way it is [ErrBusy]. progress, when not
// nil, is called often and must return quickly.
func (l *Live) Reindex(ctx context.Context, progress func(Progress)) (Report, error) {
	return l.exchange(ctx, progress, l.fresh)
}

// Rollback puts the index back into service that was there before the last
// exchange; done again, it goes forward again. The errors are those of Reindex,
// and [ErrNoBefore].
func (l *Live) Rollback(ctx context.Context) (Report, error) {
	return l.exchange(ctx, nil, l.earlier)
}

// successor returns the index that is to go into service, and tells how far it
// is. It closes what it opened where it fails.
type successor func(ctx context.Context, tell func(Progress)) (*generation, error)

// exchange puts the index that next returns into service.
func (l *Live) exchange(ctx context.Context, progress func(Progress), next successor) (Report, error) {
	select {
	case l.turn <- struct{}{}:
		defer func() { <-l.turn }()
	default:
		return Report{}, ErrBusy
	}
	return l.exchangeInTurn(ctx, progress, next)
}

// exchangeInTurn is exchange for who has the turn.
func (l *Live) exchangeInTurn(ctx context.Context, progress func(Progress), next successor) (r Report, err error) {
	if l.life.Err() != nil {
		return Report{}, ErrClosed
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	defer context.AfterFunc(l.life, cancel)()
	start := time.Now()
	tell := func(p Progress) {
		l.mu.Lock()
		l.now = p
		l.mu.Unlock()
		if progress != nil {
			progress(p)
		}
	}
	defer func() { l.done(r, err) }()
	select {
	case l.places <- struct{}{}:
	case <-ctx.Done():
		return Report{}, &StepError{Read, ctx.Err()}
	}
	g, err := next(ctx, tell)
	if err != nil {
		<-l.places
		return Report{}, l.stepError(err)
	}
	tell(Progress{Step: Swap})
	old, err := l.swap(ctx, g)
	if err != nil {
		l.close(g)
		return Report{}, &StepError{Swap, err}
	}
	r = compare(old.Corpus, g.Corpus)
	r.Back = g.before
	r.Took, r.Bytes, r.Passages = time.Since(start), g.Bytes(), g.Passages()
	l.release(old)
	l.source.remember(g.dir)
	return r, nil
}

// stepError returns the error with the step of the moment, one without steps as
// it is.
func (l *Live) stepError(err error) error {
	if errors.Is(err, ErrNoBefore) {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	return &StepError{l.now.Step, err}
}

// swap puts g into service and returns what was there, which is to be released.
func (l *Live) swap(ctx context.Context, g *generation) (old *generation, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	old = l.current
	if old == nil {
		return nil, ErrClosed
	}
	if old.Corpus.Digest != g.Corpus.Digest {
		l.before = old.dir
	}
	l.current = g
	return old, nil
}

// done records and logs how an exchange ended.
func (l *Live) done(r Report, err error) {
	l.mu.Lock()
	l.now, l.failed = Progress{}, err
	l.mu.Unlock()
	if f := l.source.Exchanged; f != nil {
		f(r, err)
	}
	if err != nil {
		l.source.log().Warn("the index was not exchanged", "error", err)
		return
	}
	l.source.log().Info("the index was exchanged", "same", r.Same, "added", len(r.Added), "removed", len(r.Removed), "changed", len(r.Changed),
		"passages", r.Passages, "bytes", r.Bytes, "took", r.Took)
}

// fresh returns the index of the corpus as the files are now, when it has
// passed the smoke test.
func (l *Live) fresh(ctx context.Context, tell func(Progress)) (*generation, error) {
	tell(Progress{Step: Read})
	if _, err := l.source.digest(); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	tell(Progress{Step: Check})
	c, err := l.source.Load()
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	tell(Progress{Step: Build})
	o, err := l.source.openOrBuild(ctx, c.Digest, func() (*corpus.Corpus, error) { return c, nil }, l.folders(), func(done, total int) {
		tell(Progress{Build, done, total})
	})
	if err != nil {
		return nil, err
	}
	g := l.generation(o)
	tell(Progress{Step: Smoke})
	if err := g.smoke(ctx, func(done, total int) { tell(Progress{Smoke, done, total}) }); err != nil {
		g.Close()
		return nil, err
	}
	return g, nil
}

// earlier returns the index before. It has been in service: the smoke test is
// not asked again.
func (l *Live) earlier(_ context.Context, tell func(Progress)) (*generation, error) {
	l.mu.Lock()
	dir := l.before
	l.mu.Unlock()
	if dir == "" {
		return nil, ErrNoBefore
	}
	tell(Progress{Step: Read})
	o, err := openIndex(dir)
	if err != nil {
		return nil, err
	}
	g := l.generation(o)
	g.before = true
	return g, nil
}

// folders returns the folders that must stay on the shelf: of the index in
// service and of the one before.
func (l *Live) folders() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	var dirs []string
	if l.current != nil {
		dirs = append(dirs, l.current.dir)
	}
	if l.before != "" {
		dirs = append(dirs, l.before)
	}
	return dirs
}
