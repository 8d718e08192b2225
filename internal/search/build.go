package search

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/mapping"

	"dalil/corpus"
)

// batchSize is the number of passages that the builder holds in memory.
const batchSize = 250

// noPassage names the only document of an index without passages.
const noPassage = "none"

// passage is the text and the title of a passage, or the stems of both with a
// space behind each: the document that Bleve indexes.
type passage struct {
	Text  string `json:"text"`
	Title string `json:"title"`
	Fresh string `json:"fresh"` // words that no passage before holds: Bleve keeps a list of them
}

// Build writes an index of the corpus to dir. It builds beside dir and renames
// the result into place: whoever ends it early leaves what stood there before.
// A folder that holds anything but an index is left alone and is an error.
// progress, when not nil, is called after each passage with the number done and
// the total.
func Build(ctx context.Context, dir string, c *corpus.Corpus, progress func(done, total int)) error {
	if err := build(ctx, dir, c, progress); err != nil {
		return fmt.Errorf("build index: %w", err)
	}
	return nil
}

func build(ctx context.Context, dir string, c *corpus.Corpus, progress func(done, total int)) error {
	if w := &c.Lexicon; len(w.Pairs) != w.Count {
		return fmt.Errorf("a corpus that comes out of an index has none of its %d pairs of words: load it", w.Count)
	}
	if err := replaceable(dir); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return err
	}
	removeStale(dir)
	tmp, err := os.MkdirTemp(filepath.Dir(dir), filepath.Base(dir)+building)
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	start := time.Now()
	m := manifest{Version: FormatVersion, Digest: c.Digest}
	if err := m.writePassages(ctx, tmp, c, progress); err != nil {
		return err
	}
	if err := writeSnapshot(filepath.Join(tmp, snapshotFile), c); err != nil {
		return err
	}
	if err := lexiconOf(c.Lexicon).write(filepath.Join(tmp, lexiconFile)); err != nil {
		return err
	}
	m.BuildSeconds = time.Since(start).Seconds()
	if err := m.write(tmp); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return replace(dir, tmp)
}

// replaceable returns an error where dir is something else than an index or an
// empty folder: replacing it would destroy that.
func replaceable(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		switch e.Name() {
		case manifestFile, snapshotFile, lexiconFile, vocabularyFile, passagesFile, bleveDir:
		default:
			return fmt.Errorf("%s is no index, %s is in it: name a new or an empty folder", dir, e.Name())
		}
	}
	return nil
}

// writePassages writes the postings, the vocabulary and the passages, numbered
// in order of the corpus, and counts what the manifest holds.
func (m *manifest) writePassages(ctx context.Context, dir string, c *corpus.Corpus, progress func(done, total int)) error {
	in := newInventory()
	if err := m.writeBleve(ctx, filepath.Join(dir, bleveDir), c, in, progress); err != nil {
		return err
	}
	numbers, err := documents(filepath.Join(dir, bleveDir), m.Passages)
	if err != nil {
		return err
	}
	v, words, err := in.finish()
	if err != nil {
		return err
	}
	counted := in.census(v, words)
	m.Lengths = make(map[string]int, len(fields))
	for i, f := range fields {
		m.Lengths[f.name] = counted.total[i]
	}
	if err := v.write(filepath.Join(dir, vocabularyFile)); err != nil {
		return err
	}
	return writeSections(filepath.Join(dir, passagesFile), pack(counted.ends), counted.encoded, pack(counted.lengths), pack(numbers))
}

// writeBleve fills the Bleve index, one document a passage, named by the
// passage's number, and the inventory.
func (m *manifest) writeBleve(ctx context.Context, dir string, c *corpus.Corpus, in *inventory, progress func(done, total int)) error {
	b, err := bleve.NewBuilder(dir, newMapping(), map[string]any{
		"batchSize": batchSize, "buildPathPrefix": filepath.Dir(dir),
	})
	if err != nil {
		return err
	}
	total := 0
	for _, a := range c.Articles {
		total += len(a.Passages)
	}
	if total == 0 { // Bleve cannot finish an index without documents
		if err := b.Index(noPassage, passage{}); err != nil {
			return err
		}
	}
	for i := range c.Articles {
		a := &c.Articles[i]
		for n := range a.Passages {
			if err := ctx.Err(); err != nil {
				return err // closing b would finish the index first; it holds files below dir only
			}
			stems := in.add(passage{Text: a.PassageText(n), Title: a.Title + "\n" + a.Passages[n].Section})
			if err := b.Index(strconv.Itoa(m.Passages), stems); err != nil {
				b.Close()
				return err
			}
			m.Passages++
			if progress != nil {
				progress(m.Passages, total)
			}
		}
	}
	return b.Close()
}

// documents returns the passages by Bleve's document number.
func documents(dir string, passages int) ([]int, error) {
	b, err := bleve.OpenUsing(dir, map[string]any{"read_only": true})
	if err != nil {
		return nil, err
	}
	defer b.Close()
	segment, err := segmentOf(b)
	if err != nil {
		return nil, err
	}
	numbers := make([]int, passages)
	for doc := range numbers {
		id, err := segment.DocID(uint64(doc))
		if err != nil {
			return nil, err
		}
		if numbers[doc], err = strconv.Atoi(string(id)); err != nil {
			return nil, err
		}
	}
	return numbers, nil
}

// newMapping returns the mapping of a passage's stems: both fields indexed, none
// stored.
func newMapping() mapping.IndexMapping {
	m := bleve.NewIndexMapping()
	doc := bleve.NewDocumentStaticMapping()
	property := map[bool]string{false: "text", true: "title"}
	for _, f := range fields {
		if !f.indexed {
			continue
		}
		fm := bleve.NewTextFieldMapping()
		fm.Name, fm.Analyzer = f.name, analyzerName
		fm.Store, fm.IncludeTermVectors, fm.IncludeInAll, fm.DocValues = false, false, false, false
		if f.name == fieldSurface {
			doc.AddFieldMappingsAt("fresh", fm)
			continue
		}
		doc.AddFieldMappingsAt(property[f.title], fm)
	}
	m.DefaultMapping = doc
	return m
}
