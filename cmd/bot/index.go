package main

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"

	"github.com/urfave/cli/v3"

	"dalil/corpus"
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

// counts is how much a corpus holds.
type counts struct {
	Articles map[corpus.Lang]int `json:"articles"` // by language
	Passages int                 `json:"passages"`
	Entities int                 `json:"entities"`
	Lexicon  int                 `json:"lexicon"` // pairs
}

// built is what "index --json" prints.
type built struct {
	counts
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
	b := built{counts: count(c), Seconds: time.Since(start).Seconds(), Dir: dir}
	if b.Bytes, err = sizeOf(dir); err != nil {
		return err
	}
	if cmd.Bool("json") {
		return writeJSON(p.stdout, b, true)
	}
	_, err = fmt.Fprintf(p.stdout, "%v\n%.1f MB in %.1f s: %s\n", b.counts, float64(b.Bytes)/1e6, b.Seconds, b.Dir)
	return err
}

// buildTo builds the index of c in the folder out, or on the shelf where out
// is empty, and returns the folder.
func (l *library) buildTo(ctx context.Context, out string, c *corpus.Corpus) (string, error) {
	if out != "" {
		dir, err := filepath.Abs(out)
		if err != nil {
			return "", err
		}
		return dir, l.build(ctx, dir, c)
	}
	shelf, err := openShelf(l.cfg.DataDir)
	if err != nil {
		return "", err
	}
	unlock, err := shelf.lock(ctx)
	if err != nil {
		return "", err
	}
	defer unlock()
	dir := shelf.folder(c.Digest)
	if err := l.build(ctx, dir, c); err != nil {
		return "", err
	}
	shelf.tidy(dir)
	return dir, nil
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

// count returns how much a corpus holds.
func count(c *corpus.Corpus) counts {
	n := counts{Articles: make(map[corpus.Lang]int), Lexicon: len(c.Lexicon)}
	for _, a := range c.Articles {
		n.Articles[a.Lang]++
		n.Passages += len(a.Passages)
	}
	for range c.Catalogue.All() {
		n.Entities++
	}
	return n
}

// String returns the counts as a line.
func (n counts) String() string {
	return fmt.Sprintf("%d articles (%d ar, %d en), %d passages, %d entities, %d lexicon pairs",
		n.Articles[corpus.Arabic]+n.Articles[corpus.English], n.Articles[corpus.Arabic], n.Articles[corpus.English],
		n.Passages, n.Entities, n.Lexicon)
}
