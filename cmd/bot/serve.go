package main

import (
	"context"

	"github.com/urfave/cli/v3"
)

// serve connects to Discord. It is what the program does without a command.
func (p *program) serve(_ context.Context, cmd *cli.Command) error {
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
	return usageErrorf(cmd, "serving comes with the Discord part")
}
