package search

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"sync"

	"github.com/blevesearch/bleve/v2"
	index "github.com/blevesearch/bleve_index_api"

	"dalil/corpus"
	"dalil/internal/arabic"
)

// Index is an open index with the corpus that it was built from. It is safe
// for concurrent use until it is closed.
type Index struct {
	Corpus *corpus.Corpus

	bleve    bleve.Index
	reader   index.IndexReader
	manifest *manifest
	places   []place // by number of the passage
	numbers  []int32 // passage by Bleve's document number
	lexicon  *Lexicon
	scratch  sync.Pool // *accumulator

	dictionaries *Dictionaries          // nil: none
	needed       map[arabic.Script]bool // scripts whose words are looked for in the other: see crossing
}

// place is where a passage stands.
type place struct{ article, passage int32 }

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
	c, err := readSnapshot(filepath.Join(dir, snapshotFile))
	if err != nil {
		return nil, err
	}
	entries, err := readLexicon(filepath.Join(dir, lexiconFile))
	if err != nil {
		return nil, err
	}
	b, err := bleve.OpenUsing(filepath.Join(dir, bleveDir), map[string]any{"read_only": true})
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrCorrupt, err)
	}
	ix := &Index{Corpus: c, bleve: b, manifest: m, lexicon: newLexicon(entries), needed: crossing(c)}
	if err := ix.prepare(); err != nil {
		if ix.reader != nil {
			ix.reader.Close()
		}
		b.Close()
		return nil, fmt.Errorf("%w: %v", ErrCorrupt, err)
	}
	return ix, nil
}

// prepare opens the reader and maps Bleve's document numbers to passages.
func (ix *Index) prepare() error {
	for a := range ix.Corpus.Articles {
		for p := range ix.Corpus.Articles[a].Passages {
			ix.places = append(ix.places, place{int32(a), int32(p)})
		}
	}
	advanced, err := ix.bleve.Advanced()
	if err != nil {
		return err
	}
	if ix.reader, err = advanced.Reader(); err != nil {
		return err
	}
	ids, err := ix.reader.DocIDReaderAll()
	if err != nil {
		return err
	}
	defer ids.Close()
	ix.numbers = make([]int32, len(ix.places))
	seen := 0
	for {
		internal, err := ids.Next()
		if err != nil {
			return err
		}
		if internal == nil {
			break
		}
		external, err := ix.reader.ExternalID(internal)
		if err != nil {
			return err
		}
		if external == noPassage && len(ix.places) == 0 {
			continue
		}
		n, err := strconv.Atoi(external)
		doc := docNumber(internal)
		if err != nil || n < 0 || n >= len(ix.places) || doc >= len(ix.places) {
			return fmt.Errorf("unknown passage %q", external)
		}
		ix.numbers[doc] = int32(n)
		seen++
	}
	if seen != len(ix.places) {
		return fmt.Errorf("%d passages in the index, %d in the corpus", seen, len(ix.places))
	}
	return nil
}

// docNumber returns scorch's document number: eight bytes, big endian.
func docNumber(id index.IndexInternalID) int {
	if len(id) != 8 {
		return math.MaxInt
	}
	return int(binary.BigEndian.Uint64(id))
}

// Close releases the index. Searches must have ended.
func (ix *Index) Close() error {
	err := ix.reader.Close()
	if closeErr := ix.bleve.Close(); err == nil {
		err = closeErr
	}
	return err
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
