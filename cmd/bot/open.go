package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"dalil/config"
	"dalil/corpus"
	"dalil/internal/search"
)

// openingGC is the percentage of garbage that is let be while an index opens.
const openingGC = 400

// library opens the index of the corpus and builds it where it is missing or
// damaged.
type library struct {
	cfg    config.Config
	log    *slog.Logger
	stderr io.Writer // for the progress bar
	notice func(format string, args ...any)
}

func (p *program) library(cfg config.Config) *library {
	return &library{cfg: cfg, log: p.logger(cfg), stderr: p.stderr, notice: p.notice}
}

// usualDictionaries is where Debian puts dictionaries.
const usualDictionaries = "/usr/share/dictd"

// open returns the index of the corpus as the files are now, with the
// dictionaries that are there.
func (l *library) open(ctx context.Context) (*search.Index, error) {
	ix, err := l.openIndex(ctx)
	if err == nil {
		l.useDictionaries(ix)
	}
	return ix, err
}

// useDictionaries gives an index the dictionaries of the settings.
func (l *library) useDictionaries(ix *search.Index) {
	if l.cfg.Dictionary != "none" {
		ix.UseDictionaries(search.OpenDictionaries(cmp.Or(l.cfg.Dictionary, usualDictionaries), func(err error) {
			l.log.Warn("a dictionary cannot be read and is left out", "error", err)
		}))
	}
}

// openIndex returns the index without dictionaries. An index that is in place
// is found without parsing the corpus.
func (l *library) openIndex(ctx context.Context) (*search.Index, error) {
	start := time.Now()
	// an index fills tables and drops little: collecting early takes a fifth of the time
	defer debug.SetGCPercent(debug.SetGCPercent(openingGC))
	digest, err := l.digest()
	if err != nil {
		return nil, err
	}
	shelf, err := openShelf(l.cfg.DataDir)
	if err != nil {
		return nil, err
	}
	dir := shelf.folder(digest)
	ix, err := search.Open(dir)
	if mustBuild(err) {
		if ix, ok := l.openPrebuilt(digest); ok {
			return ix, nil
		}
		ix, err = l.openBuilt(ctx, shelf, dir)
	}
	if err == nil {
		l.log.Debug("index is open", "dir", dir, "took", time.Since(start))
	}
	return ix, err
}

// openPrebuilt opens the index of a corpus on the shelf that is only read;
// false where it is not there or of no use.
func (l *library) openPrebuilt(digest string) (*search.Index, bool) {
	if l.cfg.Prebuilt == "" {
		return nil, false
	}
	shelf, err := openShelf(l.cfg.Prebuilt)
	if err != nil {
		return nil, false
	}
	ix, err := search.Open(shelf.folder(digest))
	if err != nil {
		l.log.Debug("no prebuilt index", "error", err)
	}
	return ix, err == nil
}

// mustBuild reports whether an error of search.Open means that the index has
// to be built.
func mustBuild(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, search.ErrCorrupt)
}

// openBuilt builds the index, unless another process was faster, and opens it.
func (l *library) openBuilt(ctx context.Context, shelf shelf, dir string) (*search.Index, error) {
	unlock, err := shelf.lock(ctx)
	if err != nil {
		return nil, err
	}
	defer unlock()
	ix, err := search.Open(dir)
	if !mustBuild(err) {
		return ix, err
	}
	if errors.Is(err, search.ErrCorrupt) {
		l.notice("%v; building it again", err)
	}
	c, err := l.load()
	if err != nil {
		return nil, err
	}
	dir = shelf.folder(c.Digest) // the files may have changed since
	if err := l.build(ctx, dir, c); err != nil {
		return nil, err
	}
	shelf.tidy(dir)
	return search.Open(dir)
}

// build builds the index of c in dir, with a progress bar.
func (l *library) build(ctx context.Context, dir string, c *corpus.Corpus) error {
	bar := newProgress(l.stderr, "building the index")
	defer bar.end()
	return search.Build(ctx, dir, c, bar.update)
}

// load reads and checks the corpus.
func (l *library) load() (*corpus.Corpus, error) {
	var c *corpus.Corpus
	var err error
	if l.cfg.Corpus == "" {
		c, err = corpus.Load(corpus.Default())
	} else {
		c, err = corpus.LoadDir(l.cfg.Corpus)
	}
	return c, l.located(err)
}

// digest returns the digest of the corpus. Where it cannot be read, the error
// is that of load, which knows more.
func (l *library) digest() (string, error) {
	var digest string
	var err error
	if l.cfg.Corpus == "" {
		digest, err = corpus.Digest(corpus.Default())
	} else {
		digest, err = corpus.DigestDir(l.cfg.Corpus)
	}
	if err == nil {
		return digest, nil
	}
	if _, loadErr := l.load(); loadErr != nil {
		return "", loadErr
	}
	return "", l.located(err)
}

// corpusError holds what is wrong with a corpus, with files as they can be
// opened from here.
type corpusError struct{ problems corpus.Problems }

// Error implements error: one problem is one line.
func (e *corpusError) Error() string {
	const more = 10
	lines := make([]string, len(e.problems))
	for i, p := range e.problems {
		lines[i] = p.String()
	}
	if len(lines) == 1 {
		return lines[0]
	}
	text := fmt.Sprintf("the corpus has %d faults:\n%s", len(lines), strings.Join(lines[:min(more, len(lines))], "\n"))
	if len(lines) > more {
		text += "\n… and more: bot check lists them all"
	}
	return text
}

// located puts the folder of the corpus before the files of problems.
func (l *library) located(err error) error {
	var problems corpus.Problems
	if !errors.As(err, &problems) {
		return err
	}
	e := &corpusError{}
	for _, p := range problems {
		switch l.cfg.Corpus {
		case "":
		case p.File: // the folder itself
			p.Message += "; --corpus or CORPUS_DIR names a folder with articles/ in it"
		default:
			p.File = filepath.Join(l.cfg.Corpus, p.File)
		}
		e.problems = append(e.problems, p)
	}
	return e
}
