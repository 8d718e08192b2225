package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"dalil/config"
	"dalil/corpus"
	"dalil/internal/live"
	"dalil/internal/search"
)

// usualDictionaries is where Debian puts dictionaries.
const usualDictionaries = "/usr/share/dictd"

// library opens the index of the settings' corpus, with a progress bar where it
// is built, and names faults of the corpus with files as they can be opened
// from here.
type library struct {
	live.Source
	stderr io.Writer // for the progress bar
}

func (p *program) library(cfg config.Config) *library {
	dictionaries := cmp.Or(cfg.Dictionary, usualDictionaries)
	if cfg.Dictionary == "none" {
		dictionaries = ""
	}
	return &library{stderr: p.stderr, Source: live.Source{
		CorpusDir: cfg.Corpus, DataDir: cfg.DataDir, PrebuiltDir: cfg.Prebuilt, DictionaryDir: dictionaries, Log: p.logger(cfg),
		Damaged: func(err error) { p.notice("%v; building it again", err) },
	}}
}

// open returns the index of the corpus as the files are now.
func (l *library) open(ctx context.Context) (*search.Index, error) {
	bar := newProgress(l.stderr, buildingLabel)
	defer bar.end()
	ix, err := l.Source.Open(ctx, bar.update)
	return ix, l.located(err)
}

// serve puts the index of the corpus as the files are now into service.
func (l *library) serve(ctx context.Context) (*live.Live, error) {
	bar := newProgress(l.stderr, buildingLabel)
	defer bar.end()
	lv, err := live.Open(ctx, l.Source, bar.update)
	return lv, l.located(err)
}

// load reads and checks the corpus.
func (l *library) load() (*corpus.Corpus, error) {
	c, err := l.Load()
	return c, l.located(err)
}

// corpusError holds what is wrong with a corpus.
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
		switch l.CorpusDir {
		case "":
		case p.File: // the folder itself
			p.Message += "; --corpus or CORPUS_DIR names a folder with articles/ in it"
		default:
			p.File = filepath.Join(l.CorpusDir, p.File)
		}
		e.problems = append(e.problems, p)
	}
	return e
}
