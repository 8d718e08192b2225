package search

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/index/scorch"
	index "github.com/blevesearch/bleve_index_api"
	segment "github.com/blevesearch/scorch_segment_api/v2"

	"dalil/corpus"
	"dalil/internal/arabic"
)

// Index is an open index with the corpus that it was built from. It is safe
// for concurrent use until it is closed.
type Index struct {
	Corpus *corpus.Corpus

	Searched func(took time.Duration) // hears of every search; nil: nobody. Set it before the first one.

	bleve      bleve.Index
	reader     index.IndexReader
	segment    segment.Segment
	manifest   *manifest
	lexicon    *Lexicon
	vocabulary *vocabulary
	passages   *mapped
	ends       u32s // of each passage in streams
	streams    []byte
	lengths    u32s                 // stems of each passage, and of its title
	norms      [2][]float32         // k1 times the relative length of a passage, of its title, by document
	averages   [len(fields)]float64 // lengths
	numbers    u32s                 // passage by Bleve's document number
	places     []place              // by number of the passage
	scratch    sync.Pool            // *scratch

	dictionaries *Dictionaries          // nil: none
	needed       map[arabic.Script]bool // scripts whose words are looked for in the other: see crossing
}

// place is where a passage stands.
type place struct{ article, passage int32 }

// Says reports whether a passage has a word in some form.
func (ix *Index) Says(t arabic.Token) bool {
	return ix.vocabulary.frequency(arabic.Stem(t)) > 0
}

// Open opens an index folder that Build wrote. The error wraps fs.ErrNotExist
// when there is none and [ErrCorrupt] when it must be built again.
func Open(dir string) (*Index, error) {
	for try := 1; ; try++ {
		before, _ := os.ReadFile(filepath.Join(dir, manifestFile))
		ix, err := open(dir)
		after, _ := os.ReadFile(filepath.Join(dir, manifestFile))
		if bytes.Equal(before, after) || try == maxReplace {
			if err != nil {
				return nil, fmt.Errorf("open index: %w", err)
			}
			return ix, nil
		}
		if err == nil { // replaced meanwhile: it may be half the one and half the other
			ix.Close()
		}
	}
}

func open(dir string) (*Index, error) {
	m, err := readManifest(dir)
	if err != nil {
		return nil, err
	}
	s, err := readSnapshot(filepath.Join(dir, snapshotFile))
	if err != nil {
		return nil, err
	}
	lexicon, err := readLexicon(filepath.Join(dir, lexiconFile))
	if err != nil {
		return nil, err
	}
	ix := &Index{Corpus: &s.Corpus, manifest: m, lexicon: lexicon, needed: crossing(&s.Corpus)}
	if err := ix.openFiles(dir); err != nil {
		ix.Close()
		return nil, fmt.Errorf("%w: %v", ErrCorrupt, err)
	}
	for a := range ix.Corpus.Articles {
		for p := range ix.Corpus.Articles[a].Passages {
			ix.places = append(ix.places, place{int32(a), int32(p)})
		}
	}
	if n := len(ix.places); n != m.Passages || n != ix.ends.len() || 2*n != ix.lengths.len() || n != ix.numbers.len() {
		ix.Close()
		return nil, fmt.Errorf("%w: %d passages in the index, %d in the corpus", ErrCorrupt, ix.ends.len(), n)
	}
	ix.measure()
	if err := ix.fill(s.Gaps); err != nil {
		ix.Close()
		return nil, fmt.Errorf("%w: texts: %v", ErrCorrupt, err)
	}
	return ix, nil
}

// openFiles opens what is read in place.
func (ix *Index) openFiles(dir string) (err error) {
	if ix.vocabulary, err = openVocabulary(filepath.Join(dir, vocabularyFile)); err != nil {
		return err
	}
	if ix.passages, err = mapSections(filepath.Join(dir, passagesFile), 4); err != nil {
		return err
	}
	s := ix.passages.sections
	ix.ends, ix.streams, ix.lengths, ix.numbers = s[0], s[1], s[2], s[3]
	b, err := bleve.OpenUsing(filepath.Join(dir, bleveDir), map[string]any{"read_only": true})
	if err != nil {
		return err
	}
	ix.bleve = b
	advanced, err := b.Advanced()
	if err != nil {
		return err
	}
	if ix.reader, err = advanced.Reader(); err != nil {
		return err
	}
	ix.segment, err = segmentOf(b)
	return err
}

// measure prepares the lengths of passages for BM25.
func (ix *Index) measure() {
	for i, f := range fields {
		ix.averages[i] = ix.averageLength(f.name)
	}
	for i, order := range []int{orderStem, orderTitle} {
		ix.norms[i] = make([]float32, len(ix.places))
		for d := range ix.norms[i] {
			ix.norms[i][d] = float32(k1 * (1 - b + b*float64(ix.lengths.at(2*ix.numbers.at(d)+i))/ix.averages[order]))
		}
	}
}

// segmentOf returns the one segment of an index that a builder has written.
func segmentOf(b bleve.Index) (segment.Segment, error) {
	advanced, err := b.Advanced()
	if err != nil {
		return nil, err
	}
	reader, err := advanced.Reader()
	if err != nil {
		return nil, err
	}
	defer reader.Close()
	snapshot, ok := reader.(*scorch.IndexSnapshot)
	if !ok || len(snapshot.Segments()) != 1 {
		return nil, errors.New("it is not of one segment")
	}
	return snapshot.Segments()[0].Segment(), nil
}

// stream returns a passage.
func (ix *Index) stream(n int) passageStream {
	from, to := span(ix.ends, n)
	return ix.streams[from:to]
}

// Close releases the index. Searches must have ended.
func (ix *Index) Close() error {
	var errs []error
	if ix.reader != nil {
		errs = append(errs, ix.reader.Close())
	}
	if ix.bleve != nil {
		errs = append(errs, ix.bleve.Close())
	}
	if ix.passages != nil {
		errs = append(errs, ix.passages.close())
	}
	if ix.vocabulary != nil {
		errs = append(errs, ix.vocabulary.close())
	}
	return errors.Join(errs...)
}

// Passages returns the number of passages.
func (ix *Index) Passages() int { return len(ix.places) }

// Lexicon returns the word list of the corpus.
func (ix *Index) Lexicon() *Lexicon { return ix.lexicon }

// BuildSeconds returns how long the index took to build.
func (ix *Index) BuildSeconds() float64 { return ix.manifest.BuildSeconds }

// Bytes returns the size of the index on disk.
func (ix *Index) Bytes() (n int64) {
	for _, f := range ix.manifest.Files {
		n += f.Size
	}
	return n
}

// Passage returns the article and the number of the passage within it.
func (ix *Index) Passage(n int) (*corpus.Article, int) {
	p := ix.places[n]
	return &ix.Corpus.Articles[p.article], int(p.passage)
}
