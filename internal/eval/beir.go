package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"dalil/corpus"
	"dalil/internal/arabic"
)

// maxLine bounds a line of a data set.
const maxLine = 8 << 20

// Set is a BEIR folder: passages as a corpus, queries, and which passages
// answer which query.
type Set struct {
	Name, Split string
	Corpus      *corpus.Corpus
	IDs         []string // of the passages, in corpus order
	Queries     []SetQuery
	Relevant    map[string]map[string]int // query id -> passage id -> grade

	folded []string // passages, when asked for
}

// SetQuery is one query; Answers are the gold texts where the set has them.
type SetQuery struct {
	ID      string
	Text    string
	Answers []string
}

// ReadSet reads corpus.jsonl, queries.jsonl and qrels/<split>.tsv below dir.
// split may be empty where there is one qrels file. lang is the language of
// the passages, or "" to tell by their letters. Errors name file and line.
func ReadSet(dir, split string, lang corpus.Lang) (*Set, error) {
	split, err := chooseSplit(dir, split)
	if err != nil {
		return nil, err
	}
	s := &Set{Name: filepath.Base(filepath.Clean(dir)), Split: split}
	if err := s.readCorpus(filepath.Join(dir, "corpus.jsonl"), lang); err != nil {
		return nil, err
	}
	if err := s.readQrels(filepath.Join(dir, "qrels", split+".tsv")); err != nil {
		return nil, err
	}
	return s, s.readQueries(filepath.Join(dir, "queries.jsonl"))
}

func chooseSplit(dir, split string) (string, error) {
	if split != "" {
		return split, nil
	}
	files, err := filepath.Glob(filepath.Join(dir, "qrels", "*.tsv"))
	if err != nil {
		return "", err
	}
	if len(files) != 1 {
		return "", fmt.Errorf("%s: %d qrels files: name one with --split", filepath.Join(dir, "qrels"), len(files))
	}
	return strings.TrimSuffix(filepath.Base(files[0]), ".tsv"), nil
}

// readCorpus makes one article of the passages that share a title; a passage
// without a title is an article of its own.
func (s *Set) readCorpus(path string, lang corpus.Lang) error {
	type row struct {
		ID    string `json:"_id"`
		Title string `json:"title"`
		Text  string `json:"text"`
	}
	var articles []corpus.Article
	var ids [][]string // by article
	byTitle := make(map[string]int)
	seen := make(map[string]bool)
	err := eachLine(path, func(line []byte) error {
		var r row
		if err := json.Unmarshal(line, &r); err != nil {
			return err
		}
		r.Text = strings.TrimSpace(strings.ToValidUTF8(r.Text, "\uFFFD"))
		if r.ID == "" || seen[r.ID] {
			return fmt.Errorf("missing or repeated _id %q", r.ID)
		}
		seen[r.ID] = true
		n, ok := byTitle[r.Title]
		if !ok || r.Title == "" {
			n = len(articles)
			byTitle[r.Title] = n
			articles = append(articles, corpus.Article{ID: "d" + strconv.Itoa(n), Lang: lang, Title: r.Title, File: filepath.Base(path)})
			ids = append(ids, nil)
		}
		a := &articles[n]
		if a.Text != "" {
			a.Text += "\n\n"
		}
		a.Passages = append(a.Passages, corpus.Passage{Start: len(a.Text), End: len(a.Text) + len(r.Text)})
		a.Text += r.Text
		if a.Lang == "" {
			a.Lang = language(r.Text)
		}
		ids[n] = append(ids[n], r.ID)
		return nil
	})
	for _, list := range ids {
		s.IDs = append(s.IDs, list...)
	}
	s.Corpus = &corpus.Corpus{Articles: articles, Lexicon: corpus.DefaultLexicon()}
	return err
}

func language(text string) corpus.Lang {
	if script, ok := arabic.Mostly(text); ok && script == arabic.Latin {
		return corpus.English
	}
	return corpus.Arabic
}

func (s *Set) readQrels(path string) error {
	s.Relevant = make(map[string]map[string]int)
	first := true
	return eachLine(path, func(line []byte) error {
		fields := strings.Split(strings.TrimRight(string(line), "\r"), "\t")
		if first && len(fields) == 3 && fields[2] == "score" {
			first = false
			return nil
		}
		first = false
		if len(fields) != 3 {
			return errors.New("want query-id, corpus-id and score between tabs")
		}
		grade, err := strconv.Atoi(fields[2])
		if err != nil {
			return err
		}
		if s.Relevant[fields[0]] == nil {
			s.Relevant[fields[0]] = make(map[string]int)
		}
		s.Relevant[fields[0]][fields[1]] = grade
		return nil
	})
}

// readQueries keeps the queries that the qrels judge.
func (s *Set) readQueries(path string) error {
	return eachLine(path, func(line []byte) error {
		var r struct {
			ID       string `json:"_id"`
			Text     string `json:"text"`
			Metadata struct {
				Answers []string `json:"answers"`
			} `json:"metadata"`
		}
		if err := json.Unmarshal(line, &r); err != nil {
			return err
		}
		if r.ID == "" {
			return errors.New("missing _id")
		}
		if s.Relevant[r.ID] != nil {
			s.Queries = append(s.Queries, SetQuery{r.ID, r.Text, r.Metadata.Answers})
		}
		return nil
	})
}

// eachLine calls f with each non-empty line; errors are given file and line.
func eachLine(path string, f func(line []byte) error) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	r := bufio.NewReaderSize(file, 1<<16)
	for number := 1; ; number++ {
		line, err := readLine(r)
		if err != nil && err != io.EOF {
			return fmt.Errorf("%s:%d: %w", path, number, err)
		}
		if line = bytes.TrimSpace(line); len(line) > 0 {
			if err := f(line); err != nil {
				return fmt.Errorf("%s:%d: %w", path, number, err)
			}
		}
		if err == io.EOF {
			return nil
		}
	}
}

// readLine returns the next line without holding more than maxLine.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		if len(line)+len(part) > maxLine {
			return nil, fmt.Errorf("line is longer than %d bytes", maxLine)
		}
		line = append(line, part...)
		if err != bufio.ErrBufferFull {
			return line, err
		}
	}
}
