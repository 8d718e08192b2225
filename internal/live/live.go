// Package live is the index in service: it opens and builds the index of a
// corpus, answers from it, and exchanges it for another one without a question
// that is dropped.
//
// An index is built beside the one in service, asked the questions of the
// corpus's smoke.yaml, and then put into service; the one before is closed when
// the last question on it is answered, and stays on disk for a rollback. What
// fails, or is cancelled, leaves the index in service as it was. A rollback
// lasts until the next reindex or restart: whoever starts serves the corpus as
// the files are then, or where they have faults, what was last in service.
package live

import (
	"context"
	"errors"
	"os"
	"sync"
	"time"

	"dalil/corpus"
	"dalil/internal/answer"
	"dalil/internal/search"
)

// maxOpen is how many indexes are open at a time: the one in service, the one
// that is tried, and one on which a question is still being answered.
const maxOpen = 3

// What a Live returns besides the errors of its steps.
var (
	ErrBusy     = errors.New("the index is being exchanged already")
	ErrNoBefore = errors.New("there is no index before this one")
	ErrClosed   = errors.New("the index is closed")
)

// Live is the index in service. It is safe for concurrent use.
type Live struct {
	source       Source
	dictionaries *search.Dictionaries
	places       chan struct{} // one taken for each open index
	turn         chan struct{} // taken by who exchanges the index
	life         context.Context
	end          context.CancelFunc

	mu      sync.Mutex
	current *generation // nil when closed
	before  string      // folder of the index before; "" for none
	now     Progress
	failed  error
}

// generation is an index that is in service or was, while it is open.
type generation struct {
	opened
	answerer *answer.Answerer
	memory   memory
	counts   Counts
	built    time.Time
	before   bool // it was in service before the one before
	users    int  // its borrowers, and one while it is in service; guarded by Live.mu
}

// Open puts the index of the corpus as the files are now into service. It is
// built where it is missing; progress is told as by [search.Build]. Where the
// files have faults, the index that was last in service for them is again, and
// Status tells of the faults.
func Open(ctx context.Context, s Source, progress func(done, total int)) (*Live, error) {
	l := &Live{
		source: s, dictionaries: s.Dictionaries(),
		places: make(chan struct{}, maxOpen), turn: make(chan struct{}, 1),
	}
	o, err := s.open(ctx, progress)
	if err == nil {
		s.remember(o.dir)
	} else if o, err = l.last(err); err != nil {
		return nil, err
	}
	l.life, l.end = context.WithCancel(context.Background())
	l.places <- struct{}{}
	l.current = l.generation(o)
	return l, nil
}

// last returns the index that was last in service, where err is a fault of the
// corpus, and else err.
func (l *Live) last(err error) (opened, error) {
	var faults corpus.Problems
	if !errors.As(err, &faults) {
		return opened{}, err
	}
	o, ok := l.source.openServed()
	if !ok {
		return opened{}, err
	}
	l.failed = &StepError{Check, err}
	l.source.log().Warn("the corpus has faults; the index that was last in service is again", "faults", len(faults), "first", faults[0].String())
	return o, nil
}

// generation makes an open index ready to answer.
func (l *Live) generation(o opened) *generation {
	o.use(l.dictionaries)
	o.Searched = l.source.Searched
	g := &generation{opened: o, answerer: answer.New(o.Index), memory: newMemory(), counts: Count(o.Corpus), users: 1}
	if info, err := os.Stat(o.dir); err == nil {
		g.built = info.ModTime() // of its last new file, the manifest
	}
	return g
}

// Answer answers a question over the index of the moment. Nobody may change
// what is in the reply: it may be given again.
func (l *Live) Answer(ctx context.Context, q answer.Question) (r answer.Reply, err error) {
	err = l.use(func(g *generation) error {
		r, err = g.memory.answer(ctx, g.answerer, q)
		return err
	})
	return r, err
}

// Use calls f with the index of the moment, which stays open until f returns;
// f keeps nothing of it but texts.
func (l *Live) Use(f func(*search.Index, *answer.Answerer) error) error {
	return l.use(func(g *generation) error { return f(g.Index, g.answerer) })
}

// use calls f with the generation of the moment.
func (l *Live) use(f func(*generation) error) error {
	l.mu.Lock()
	g := l.current
	if g == nil {
		l.mu.Unlock()
		return ErrClosed
	}
	g.users++
	l.mu.Unlock()
	defer l.release(g)
	return f(g)
}

// release ends one use of an index and closes it after the last.
func (l *Live) release(g *generation) {
	l.mu.Lock()
	g.users--
	last := g.users == 0
	l.mu.Unlock()
	if last {
		l.close(g)
	}
}

// close closes an index and frees its place.
func (l *Live) close(g *generation) {
	if err := g.Close(); err != nil {
		l.source.log().Warn("an index cannot be closed", "dir", g.dir, "error", err)
	}
	<-l.places
}

// Close ends a reindex that is under way and takes the index out of service. It
// waits for no borrower: the last one closes the index.
func (l *Live) Close() error {
	l.end()
	l.turn <- struct{}{}
	defer func() { <-l.turn }()
	l.mu.Lock()
	g := l.current
	l.current = nil
	l.mu.Unlock()
	if g != nil {
		l.release(g)
	}
	return nil
}

// Status is what can be said of the index in service.
type Status struct {
	Counts
	Digest      string        // of its corpus
	Built       time.Time     // when it was built
	Took        time.Duration // how long that took
	Bytes       int64         // on disk
	Now         Progress      // of a reindex that is under way; its Step is "" where none is
	Failed      error         // of the last reindex or rollback, nil where it went well
	CanRollback bool
}

// Status returns what can be said of the index of the moment; of a closed one,
// nothing.
func (l *Live) Status() Status {
	l.mu.Lock()
	defer l.mu.Unlock()
	g := l.current
	if g == nil {
		return Status{Failed: ErrClosed}
	}
	return Status{
		Counts: g.counts, Digest: g.Corpus.Digest, Built: g.built, Bytes: g.Bytes(),
		Took: time.Duration(g.BuildSeconds() * float64(time.Second)),
		Now:  l.now, Failed: l.failed, CanRollback: l.before != "",
	}
}

// Counts is how much a corpus holds.
type Counts struct {
	Articles map[corpus.Lang]int `json:"articles"` // by language
	Passages int                 `json:"passages"`
	Entities int                 `json:"entities"`
	Lexicon  int                 `json:"lexicon"` // pairs
}

// Count returns how much a corpus holds.
func Count(c *corpus.Corpus) Counts {
	n := Counts{Articles: make(map[corpus.Lang]int), Lexicon: c.Lexicon.Count}
	for _, a := range c.Articles {
		n.Articles[a.Lang]++
		n.Passages += len(a.Passages)
	}
	for range c.Catalogue.All() {
		n.Entities++
	}
	return n
}
