package main

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/bwmarrin/discordgo"
	"github.com/urfave/cli/v3"

	"dalil/config"
	"dalil/internal/gateway"
	"dalil/internal/handlers"
	"dalil/internal/live"
)

func (p *program) doctorCommand() *cli.Command {
	return &cli.Command{
		Name:  "doctor",
		Usage: "say what is missing on Discord and on this machine, and how to mend it",
		Description: `Looks at the token, the intents, a server with the bot's permissions and commands, the corpus, the
index and the folders. It changes nothing and exits with 1 where something is in the way.`,
		Flags: []cli.Flag{
			&cli.StringFlag{
				Name: "guild", Usage: "look at the server with this `ID` (" + config.Guild + ")",
				Validator: func(value string) error { return config.Check(config.Guild, value) },
			},
		},
		Action: p.doctor,
	}
}

// doctor prints what there is to be said of everything that a bot needs.
func (p *program) doctor(ctx context.Context, cmd *cli.Command) error {
	if err := noArgs(cmd); err != nil {
		return err
	}
	cfg, err := p.settings(cmd)
	if err != nil {
		return err
	}
	l := p.library(cfg)
	c := checkup(cfg, l.Source)
	if guild := cmd.String("guild"); guild != "" {
		c.Guild = guild
	}
	rest, done := restSession(cfg, l.Log)
	defer done()
	found := handlers.Check(ctx, rest, c)
	if err := ctx.Err(); err != nil {
		return err
	}
	if cmd.Bool("json") {
		err = writeJSON(p.stdout, found, true)
	} else {
		err = p.printFindings(found)
	}
	if err != nil {
		return err
	}
	for _, f := range found {
		if f.Level == handlers.Failure {
			return errSaid
		}
	}
	return nil
}

// printFindings prints one finding a line, and what to do below it.
func (p *program) printFindings(found []handlers.Finding) error {
	for _, f := range found {
		text := fmt.Sprintf("%-4s  %s\n", f.Level, f.Text)
		if f.Remedy != "" {
			text += "      " + f.Remedy + "\n"
		}
		if _, err := fmt.Fprint(p.stdout, text); err != nil {
			return err
		}
	}
	return nil
}

// checkup is what the doctor looks at by the settings.
func checkup(cfg config.Config, s live.Source) handlers.Checkup {
	return handlers.Checkup{
		Lang: cfg.Lang, Guild: cfg.Guild, Scope: cfg.Guild, Content: cfg.MessageContent, Channels: cfg.Channels, Source: s,
	}
}

// restSession returns a session for requests, nil where there is no token, and
// what ends it.
func restSession(cfg config.Config, log *slog.Logger) (s *discordgo.Session, done func()) {
	if cfg.Token.Value() == "" {
		return nil, func() {}
	}
	g := gateway.New(gateway.Options{Token: cfg.Token.Value(), APIURL: cfg.API, Logger: log})
	return g.REST(), g.Close
}
