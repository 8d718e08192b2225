package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync/atomic"
	"time"

	"dalil/config"
	"dalil/internal/answer"
	"dalil/internal/gateway"
	"dalil/internal/handlers"
	"dalil/internal/live"
	"dalil/internal/metrics"
	"dalil/internal/search"
	"dalil/internal/web"
)

// errOpening is why there is nothing to show while the index is opened or
// built.
var errOpening = errors.New("the index is being opened")

// site is what the bot serves over HTTP. It serves from the start, also while
// the index is built.
type site struct {
	log     *slog.Logger
	metrics *metrics.Metrics
	live    atomic.Pointer[live.Live]    // nil until the index is open
	bot     atomic.Pointer[handlers.Bot] // nil until it connects to Discord, and where it does not
	alone   bool                         // it does not: interactions come over HTTP
}

// serve listens on HTTP_ADDR, and nowhere where it is not set. stop ends it.
func (s *site) serve(cfg config.Config) (stop func(), err error) {
	if cfg.HTTPAddr == "" {
		return func() {}, nil
	}
	server, err := web.Listen(web.Options{
		Addr: cfg.HTTPAddr, Metrics: s.metrics, Borrow: s.borrow, Checks: s.checks(cfg.DataDir), Logger: s.log,
	})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", config.HTTPAddr, err)
	}
	s.log.Info("serving over HTTP", "addr", server.Addr())
	// it outlives the connection to Discord, which says goodbye first
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := server.Serve(ctx); err != nil {
			s.log.Error("serving over HTTP has ended", "error", err)
		}
	}()
	return func() {
		cancel()
		<-ended
	}, nil
}

// opened says that the index is in service.
func (s *site) opened(l *live.Live) {
	s.live.Store(l)
	s.metrics.Index(func() (time.Time, int64, int) {
		status := l.Status()
		return status.Built, status.Bytes, status.Passages
	})
}

// borrow calls use with the index in service.
func (s *site) borrow(use func(*search.Index) error) error {
	l := s.live.Load()
	if l == nil {
		return errOpening
	}
	return l.Use(func(ix *search.Index, _ *answer.Answerer) error { return use(ix) })
}

// checks are the conditions under which the bot answers.
func (s *site) checks(dataDir string) []web.Check {
	checks := []web.Check{
		{Name: "index", Ready: func() error { return s.borrow(func(*search.Index) error { return nil }) }},
		{Name: "data", Ready: func() error { return writable(dataDir) }},
	}
	if !s.alone {
		checks = append(checks, web.Check{Name: "gateway", Ready: s.connected})
	}
	return checks
}

// connected reports why the bot does not hear Discord.
func (s *site) connected() error {
	bot := s.bot.Load()
	if bot == nil {
		return errors.New("the bot is not connected to Discord yet")
	}
	return hears(bot.State(), time.Now())
}

// silence is how long Discord may leave heartbeats unanswered; one comes every
// 41 s.
const silence = 2 * time.Minute

// hears reports why not every shard of this process hears Discord.
func hears(state gateway.State, now time.Time) error {
	if len(state.Shards) == 0 {
		return errors.New("the bot is not connected to Discord yet")
	}
	for _, shard := range state.Shards {
		switch {
		case !shard.Connected:
			return fmt.Errorf("shard %d is not connected to Discord", shard.ID)
		case now.Sub(shard.Since) > silence && now.Sub(shard.LastAck) > silence:
			return fmt.Errorf("no answer from Discord to the heartbeat of shard %d for more than %v", shard.ID, silence)
		}
	}
	return nil
}

// writable reports why no file can be made in the folder for indexes.
func writable(dir string) error {
	dir, err := live.DataDir(dir)
	if err != nil {
		return errors.New("there is no folder for indexes")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return errors.New("the folder for indexes cannot be made")
	}
	f, err := os.CreateTemp(dir, ".health-*")
	if err != nil {
		return errors.New("the folder for indexes cannot be written to")
	}
	_, err = f.WriteString("x")
	if err := errors.Join(err, f.Close(), os.Remove(f.Name())); err != nil {
		return errors.New("the folder for indexes cannot be written to")
	}
	return nil
}
