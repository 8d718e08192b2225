package main

import (
	"context"
	"os"
	"os/signal"
	"sync"
	"syscall"

	"github.com/urfave/cli/v3"

	"dalil/internal/handlers"
	"dalil/internal/metrics"
)

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
	l := p.library(cfg)
	s := &site{log: l.Log, metrics: metrics.New()}
	stop, err := s.serve(cfg)
	if err != nil {
		return err
	}
	defer stop()
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
	return handlers.New(lv, handlers.Options{
		Token: cfg.Token.Value(), APIURL: cfg.API, Lang: cfg.Lang, Logger: l.Log,
		Guild: cfg.Guild, Content: cfg.MessageContent, Channels: cfg.Channels, PlainText: cfg.PlainText, Key: signingKey(cfg, l.Log),
		Keeper: lv, Admins: cfg.Admins, UserRate: cfg.UserRate, ChannelRate: cfg.ChannelRate,
	}).Run(ctx)
}
