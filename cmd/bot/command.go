package main

import (
	"fmt"
	"io"
	"log/slog"
	"os"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/urfave/cli/v3"

	"dalil/config"
)

// program is what every subcommand works with.
type program struct {
	getenv func(string) string
	stdin  io.Reader
	stdout *output
	stderr io.Writer
}

// command returns the command line.
func (p *program) command() *cli.Command {
	root := &cli.Command{
		Name:  "bot",
		Usage: "answers questions from a corpus, in Arabic and English, with citations",
		Description: `Without a command the bot connects to Discord, for which it needs DISCORD_TOKEN.
"bot ask" and "bot chat" answer on the terminal and need nothing.
"bot completion bash" (or zsh, fish, pwsh) prints completions for your shell.`,
		Version:               version(debug.ReadBuildInfo()),
		Writer:                p.stdout,
		ErrWriter:             p.stderr,
		EnableShellCompletion: true,
		ExitErrHandler:        noExit,
		Flags:                 commonFlags(),
		Action:                p.serve,
		Commands: []*cli.Command{
			p.askCommand(), p.chatCommand(), p.indexCommand(), p.checkCommand(), p.doctorCommand(), p.healthCommand(), p.evalCommand(),
		},
	}
	for _, c := range append(root.Commands, root) {
		c.OnUsageError = usage
	}
	for _, c := range root.Commands {
		c.HideHelpCommand = true // "help" is a fair question
	}
	return root
}

// settingFlags are the flags that override a variable of the environment.
var settingFlags = []struct{ flag, variable, help string }{
	{"corpus", config.Corpus, "answer from the articles in `DIR`, not from the built-in ones"},
	{"lang", config.Lang, "language `L` of the replies: ar, en or auto"},
	{"data-dir", config.DataDir, "keep indexes in `DIR`"},
	{"log-level", config.LogLevel, "log from level `L` on: debug, info, warn or error"},
}

// commonFlags returns the flags that every subcommand has.
func commonFlags() []cli.Flag {
	var flags []cli.Flag
	for _, s := range settingFlags {
		flags = append(flags, &cli.StringFlag{
			Name: s.flag, Usage: s.help + " (" + s.variable + ")",
			Validator: func(value string) error { return config.Check(s.variable, value) },
		})
	}
	return append(flags, &cli.BoolFlag{Name: "json", Usage: "print results as JSON"})
}

// settings returns the settings: flags first, then the environment, then .env.
func (p *program) settings(cmd *cli.Command) (config.Config, error) {
	file, err := readDotEnv(dotEnv)
	if err != nil {
		return config.Config{}, err
	}
	for name := range file {
		if slices.Contains(config.Names(), name) {
			continue
		}
		if near := nearest(name, config.Names()); near != "" {
			p.notice("%s: there is no setting %s; did you mean %s?", dotEnv, name, near)
		}
	}
	cfg, err := config.FromEnv(func(name string) string {
		for _, s := range settingFlags {
			if s.variable == name && cmd.IsSet(s.flag) {
				return cmd.String(s.flag)
			}
		}
		if value := p.getenv(name); value != "" {
			return value
		}
		return file[name]
	}, os.ReadFile)
	if err != nil {
		return cfg, settingsError{err}
	}
	return cfg, nil
}

// settingsError is what config says, one fault a line.
type settingsError struct{ error }

// Error implements error.
func (e settingsError) Error() string {
	lines := e.lines()
	if len(lines) == 1 {
		return lines[0]
	}
	return "wrong settings\n" + strings.Join(lines, "\n")
}

func (e settingsError) lines() []string { return strings.Split(e.error.Error(), "\n") }

// logger returns the logger of the program, which writes to standard error.
func (p *program) logger(cfg config.Config) *slog.Logger {
	opt := &slog.HandlerOptions{Level: cfg.LogLevel}
	if cfg.LogJSON {
		return slog.New(slog.NewJSONHandler(p.stderr, opt))
	}
	return slog.New(slog.NewTextHandler(p.stderr, opt))
}

// notice tells the user something that is not a result.
func (p *program) notice(format string, args ...any) {
	fmt.Fprintf(p.stderr, "bot: "+format+"\n", args...)
}

// noArgs returns a usage error where a subcommand that takes none has
// arguments.
func noArgs(cmd *cli.Command) error {
	if cmd.Args().Present() {
		return usageErrorf(cmd, "%s takes no argument %q", cmd.Name, cmd.Args().First())
	}
	return nil
}

// release is the version of a release, set by the linker.
var release string

// version returns the version of the release, or of the module, or the commit
// that it was built from.
func version(info *debug.BuildInfo, ok bool) string {
	if release != "" {
		return release
	}
	if !ok {
		return "unknown"
	}
	v := info.Main.Version
	if v != "" && v != "(devel)" {
		return v
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return "(devel) " + s.Value
		}
	}
	return "(devel)"
}
