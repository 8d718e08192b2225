package main

import (
	"context"
	"runtime"
	"sync"
)

// maxWorkers bounds the questions that are answered at once.
const maxWorkers = 4

// workers is how many questions are answered at once.
func workers() int { return min(maxWorkers, runtime.GOMAXPROCS(0)) }

// inOrder calls f for every value of in, a few at a time, and passes what it
// returns to emit in the order of in, each as soon as those before it are
// through. It ends with the first error of emit, or the context's; no call of f
// is under way then.
func inOrder[T, R any](ctx context.Context, in <-chan T, f func(context.Context, T) R, emit func(R) error) error {
	var running sync.WaitGroup
	defer running.Wait()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	pending := make(chan chan R, workers()-1)
	running.Go(func() {
		defer close(pending)
		for {
			select {
			case v, ok := <-in:
				if !ok {
					return
				}
				out := make(chan R, 1)
				select {
				case pending <- out:
				case <-ctx.Done():
					return
				}
				running.Go(func() { out <- f(ctx, v) })
			case <-ctx.Done():
				return
			}
		}
	})
	for out := range pending {
		if err := emit(<-out); err != nil {
			return err
		}
	}
	return ctx.Err()
}
