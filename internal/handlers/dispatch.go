package handlers

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"
)

// dispatcher runs the work on events: so many at a time, each with a deadline,
// and none left behind at the end.
type dispatcher struct {
	log      *slog.Logger
	deadline time.Duration // of one event
	slow     time.Duration // after which it takes long
	base     context.Context
	cancel   context.CancelFunc
	waiting  int           // events that may wait for their turn; who comes then is told that the bot is busy
	slots    chan struct{} // one for each event that runs

	mu     sync.Mutex
	closed bool
	held   int // events that run or wait
	idle   sync.WaitGroup
}

const (
	running = 16 // events at a time
	telling = 32 // who are told at a time that the bot is busy; more are dropped
)

// newDispatcher returns a dispatcher, whose work goes on until it is drained.
func newDispatcher(log *slog.Logger, waiting int, deadline, slow time.Duration) *dispatcher {
	d := &dispatcher{log: log, deadline: deadline, slow: slow, waiting: waiting, slots: make(chan struct{}, running)}
	d.base, d.cancel = context.WithCancel(context.Background())
	return d
}

// load returns how many events run and how many wait.
func (d *dispatcher) load() (runs, waits int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	runs = len(d.slots)
	return runs, max(0, d.held-runs)
}

// job is the work on one event. slow tells who asked that it takes long, also
// where it waits for its turn, sorry that it has failed, busy that there is too
// much to do; they may be nil.
type job struct {
	name  string
	limit time.Duration // 0 for the usual deadline
	work  func(context.Context) error
	slow  func(context.Context)
	sorry func(context.Context)
	busy  func(context.Context)
}

// run starts a job and returns at once.
func (d *dispatcher) run(j job) {
	d.mu.Lock()
	defer d.mu.Unlock()
	full := d.held >= running+d.waiting
	if d.closed || full && (j.busy == nil || d.held >= running+d.waiting+telling) {
		d.log.Warn("event dropped", "event", j.name, "closing", d.closed, "held", d.held)
		return
	}
	d.held++
	d.idle.Add(1)
	go func() {
		defer d.idle.Done()
		defer func() {
			d.mu.Lock()
			defer d.mu.Unlock()
			d.held--
		}()
		ctx, cancel := context.WithTimeout(d.base, cmp.Or(j.limit, d.deadline))
		defer cancel()
		if full {
			d.log.Warn("too many events", "event", j.name)
			d.finish(ctx, job{name: j.name, work: func(ctx context.Context) error { j.busy(ctx); return nil }})
			return
		}
		if j.slow != nil {
			slow := time.AfterFunc(d.slow, func() { d.guard(ctx, func(ctx context.Context) error { j.slow(ctx); return nil }) })
			defer slow.Stop()
		}
		select {
		case d.slots <- struct{}{}:
			defer func() { <-d.slots }()
		case <-ctx.Done():
			d.finish(ctx, job{name: j.name, sorry: j.sorry, work: func(ctx context.Context) error { return ctx.Err() }})
			return
		}
		d.finish(ctx, j)
	}()
}

// finish does a job and apologises where it fails.
func (d *dispatcher) finish(ctx context.Context, j job) {
	const grace = 5 * time.Second // to apologise in, also after the deadline
	err := d.guard(ctx, j.work)
	if err == nil {
		return
	}
	d.log.Error("event failed", "event", j.name, "error", err)
	if j.sorry == nil || d.base.Err() != nil {
		return
	}
	ctx, cancel := context.WithTimeout(d.base, grace)
	defer cancel()
	if err := d.guard(ctx, func(ctx context.Context) error { j.sorry(ctx); return nil }); err != nil {
		d.log.Error("apology failed", "event", j.name, "error", err)
	}
}

// guard is the one place that recovers: a panic becomes an error.
func (d *dispatcher) guard(ctx context.Context, work func(context.Context) error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			d.log.Error("panic", "value", p, "stack", string(debug.Stack()))
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	return work(ctx)
}

// drain takes no more events and waits for those that run, at most for limit;
// then it cancels what is left.
func (d *dispatcher) drain(limit time.Duration) {
	d.mu.Lock()
	d.closed = true
	d.mu.Unlock()
	done := make(chan struct{})
	go func() {
		d.idle.Wait()
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(limit):
		d.log.Warn("answers are cut off by the shutdown")
		d.cancel()
		select {
		case <-done:
		case <-time.After(time.Second):
		}
	}
	d.cancel()
}
