package search

import (
	"fmt"
	"runtime"
	"sync"

	"dalil/corpus"
)

// snapshot is the corpus on disk, so that an index answers from exactly the
// texts that it was built from. The texts of articles stand in the passages.
type snapshot struct {
	Corpus corpus.Corpus
	Gaps   [][]string // by article: what stands before each passage and behind the last
}

// writeSnapshot stores the corpus without the text of its passages and without
// the pairs of its word list.
func writeSnapshot(path string, c *corpus.Corpus) error {
	s := snapshot{Corpus: *c, Gaps: make([][]string, len(c.Articles))}
	s.Corpus.Lexicon.Pairs = nil
	s.Corpus.Articles = make([]corpus.Article, len(c.Articles))
	copy(s.Corpus.Articles, c.Articles)
	for i := range s.Corpus.Articles {
		a := &s.Corpus.Articles[i]
		if gaps, ok := gapsOf(a); ok {
			s.Gaps[i], a.Text = gaps, ""
		}
	}
	return writeGob(path, s)
}

// gapsOf returns what stands between the passages of an article; false where
// they overlap.
func gapsOf(a *corpus.Article) (gaps []string, ok bool) {
	end := 0
	for _, p := range a.Passages {
		if p.Start < end {
			return nil, false
		}
		gaps = append(gaps, a.Text[end:p.Start])
		end = p.End
	}
	return append(gaps, a.Text[end:]), true
}

func readSnapshot(path string) (*snapshot, error) {
	var s snapshot
	if err := readGob(path, &s); err != nil {
		return nil, err
	}
	if len(s.Gaps) != len(s.Corpus.Articles) {
		return nil, fmt.Errorf("%w: %d articles, %d texts", ErrCorrupt, len(s.Corpus.Articles), len(s.Gaps))
	}
	return &s, nil
}

// fill puts the texts of the articles together, on every processor.
func (ix *Index) fill(gaps [][]string) error {
	texts, err := ix.vocabulary.texts()
	if err != nil {
		return err
	}
	if n := ix.vocabulary.chunkEnds.len(); len(texts) != n {
		return fmt.Errorf("%d of %d", len(texts), n)
	}
	articles := ix.Corpus.Articles
	part := len(articles)/runtime.GOMAXPROCS(0) + 1
	var wg sync.WaitGroup
	first := 0 // passage of the article
	for from := 0; from < len(articles); from += part {
		to, start := min(from+part, len(articles)), first
		for _, a := range articles[from:to] {
			first += len(a.Passages)
		}
		wg.Go(func() { ix.fillArticles(articles[from:to], gaps[from:to], start, texts) })
	}
	wg.Wait()
	return nil
}

// fillArticles puts the texts of articles together whose first passage is first.
func (ix *Index) fillArticles(articles []corpus.Article, gaps [][]string, first int, texts []string) {
	var text []byte
	for n := range articles {
		a := &articles[n]
		if before := gaps[n]; len(before) == len(a.Passages)+1 { // or it is whole
			text = text[:0]
			for i := range a.Passages {
				text = append(text, before[i]...)
				text = ix.stream(first+i).body().appendText(text, texts)
			}
			a.Text = string(append(text, before[len(a.Passages)]...))
		}
		first += len(a.Passages)
	}
}
