package main

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/signal"
	"runtime/debug"
	"sync"
	"syscall"

	"github.com/urfave/cli/v3"

	"dalil/config"
	"dalil/corpus"
	"dalil/internal/answer"
	"dalil/internal/gateway"
	"dalil/internal/handlers"
	"dalil/internal/live"
	"dalil/internal/metrics"
	"dalil/internal/web"
)

// servingGC is the percentage of garbage that is let be while the bot serves. With
// the built-in corpus it keeps resident memory at 71 MB after 10,000 questions, of
// the 80 that scripts/soak allows; 80 and Go's usual 100 take 79 to 81 and save no
// time of a processor that could be measured. GOGC sets another.
const servingGC = 50

// serve connects to Discord and answers there until it is told to stop. It is
// what the program does without a command.
func (p *program) serve(ctx context.Context, cmd *cli.Command) error {
	if cmd.Args().Present() {
		return unknownCommand(cmd, cmd.Args().First())
	}
	cfg, err := p.settings(cmd)
	if err != nil {
		return err
	}
	if cfg.Token.Value() == "" {
		return usageErrorf(cmd, `DISCORD_TOKEN is not set: set it (in the environment or in .env) to connect to Discord, or ask here with bot ask "…"`)
	}
	hangups := make(chan os.Signal, 1)
	signal.Notify(hangups, syscall.SIGHUP) // from now on, for one before the bot is ready would end it
	defer signal.Stop(hangups)
	go answer.Prepare()
	l := p.library(cfg)
	m := metrics.New()
	l.Searched = m.Search
	l.Exchanged = func(r live.Report, err error) { m.Reindexed(outcome(r, err), r.Took) }
	s := &site{log: l.Log, metrics: m, alone: cfg.InteractionsAddr != ""}
	stop, err := s.serve(cfg)
	if err != nil {
		return err
	}
	defer stop()
	if p.getenv("GOGC") == "" {
		debug.SetGCPercent(servingGC)
	}
	lv, err := l.serve(ctx)
	if err != nil {
		return err
	}
	defer lv.Close()
	s.opened(lv)
	ctx, cancel := context.WithCancel(ctx)
	var followers sync.WaitGroup
	defer followers.Wait()
	defer cancel()
	followers.Go(func() { lv.ReindexOn(ctx, hangups) })
	if cfg.Watch {
		followers.Go(func() { lv.Watch(ctx) })
	}
	bot := handlers.New(lv, p.botOptions(cfg, l, s.metrics, lv))
	if cfg.InteractionsAddr == "" {
		s.bot.Store(bot)
		return bot.Run(ctx)
	}
	interactions, err := net.Listen("tcp", cfg.InteractionsAddr)
	if err != nil {
		return fmt.Errorf("%s: %w", config.InteractionsAddr, err)
	}
	return bot.Listen(ctx, interactions, cfg.PublicKey)
}

// outcome is how the figures call what came of an exchange of the index.
func outcome(r live.Report, err error) string {
	switch {
	case err != nil:
		return "failed"
	case r.Back:
		return "rolled back"
	case r.Same:
		return "unchanged"
	}
	return "built"
}

// botOptions returns the settings of the bot on Discord.
func (p *program) botOptions(cfg config.Config, l *library, m *metrics.Metrics, lv *live.Live) handlers.Options {
	health := checkup(cfg, l.Source)
	opt := handlers.Options{
		Token: cfg.Token.Value(), APIURL: cfg.API, Lang: cfg.Lang, Logger: l.Log, Metrics: m, Shards: gateway.Shards(cfg.Shards),
		Guild: cfg.Guild, Content: cfg.MessageContent, Channels: cfg.Channels, PlainText: cfg.PlainText, Key: signingKey(cfg, l.Log),
		Keeper: lv, Admins: cfg.Admins, Checkup: &health, UserRate: cfg.UserRate, ChannelRate: cfg.ChannelRate,
	}
	if cfg.PublicURL != "" && cfg.HTTPAddr != "" {
		opt.PageURL = func(article string, l corpus.Lang, start, end int) string {
			return web.PageURL(cfg.PublicURL, article, l, 0, start, end)
		}
	}
	return opt
}
