package main

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"

	"github.com/urfave/cli/v3"

	"dalil/corpus"
	"dalil/internal/live"
	"dalil/internal/search"
)

func (p *program) indexCommand() *cli.Command {
	return &cli.Command{
		Name:        "index",
		Usage:       "build the index",
		Description: "The other commands build it when they need it; this one builds it anew and says what is in it.",
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "out", Usage: "write the index to `DIR`, not to the data folder"},
		},
		Action: p.index,
	}
}

// built is what "index --json" prints.
type built struct {
	live.Counts
	Bytes   int64   `json:"bytes"`
	Seconds float64 `json:"seconds"`
	Dir     string  `json:"dir"`
}

// index builds the index of the corpus, also where there is one.
func (p *program) index(ctx context.Context, cmd *cli.Command) error {
	if err := noArgs(cmd); err != nil {
		return err
	}
	cfg, err := p.settings(cmd)
	if err != nil {
		return err
	}
	l := p.library(cfg)
	c, err := l.load()
	if err != nil {
		return err
	}
	start := time.Now()
	dir, err := l.buildTo(ctx, cmd.String("out"), c)
	if err != nil {
		return err
	}
	b := built{Counts: live.Count(c), Seconds: time.Since(start).Seconds(), Dir: dir}
	if b.Bytes, err = sizeOf(dir); err != nil {
		return err
	}
	if cmd.Bool("json") {
		return writeJSON(p.stdout, b, true)
	}
	_, err = fmt.Fprintf(p.stdout, "%s\n%.1f MB in %.1f s: %s\n", counted(b.Counts), float64(b.Bytes)/1e6, b.Seconds, b.Dir)
	return err
}

// buildTo builds the index of c in the folder out, or on the shelf where out
// is empty, and returns the folder.
func (l *library) buildTo(ctx context.Context, out string, c *corpus.Corpus) (string, error) {
	bar := newProgress(l.stderr, buildingLabel)
	defer bar.end()
	if out != "" {
		dir, err := filepath.Abs(out)
		if err != nil {
			return "", err
		}
		return dir, search.Build(ctx, dir, c, bar.update)
	}
	return l.Build(ctx, c, bar.update)
}

// sizeOf returns the bytes of the files below a folder.
func sizeOf(dir string) (size int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		size += info.Size()
		return err
	})
	return size, err
}

// counted returns counts as a line.
func counted(n live.Counts) string {
	return fmt.Sprintf("%d articles (%d ar, %d en), %d passages, %d entities, %d lexicon pairs",
		n.Articles[corpus.Arabic]+n.Articles[corpus.English], n.Articles[corpus.Arabic], n.Articles[corpus.English],
		n.Passages, n.Entities, n.Lexicon)
}
