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

// passage is the document that Bleve indexes.
type passage struct {
	Text  string `json:"text"`
	Title string `json:"title"`
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
	if err := m.writeBleve(ctx, filepath.Join(tmp, bleveDir), c, progress); err != nil {
		return err
	}
	if err := writeSnapshot(filepath.Join(tmp, snapshotFile), c); err != nil {
		return err
	}
	if err := writeLexicon(filepath.Join(tmp, lexiconFile), prepare(c.Lexicon)); err != nil {
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
		case manifestFile, snapshotFile, lexiconFile, bleveDir:
		default:
			return fmt.Errorf("%s is no index, %s is in it: name a new or an empty folder", dir, e.Name())
		}
	}
	return nil
}

// writeBleve fills the Bleve index, one document a passage, named by the
// passage's number, and counts what the manifest holds.
func (m *manifest) writeBleve(ctx context.Context, dir string, c *corpus.Corpus, progress func(done, total int)) error {
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
	m.Lengths = make(map[string]int, len(fields))
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
			doc := passage{Text: a.PassageText(n), Title: a.Title + "\n" + a.Passages[n].Section}
			m.count(doc)
			if err := b.Index(strconv.Itoa(m.Passages), doc); err != nil {
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

// count adds the lengths of a passage's fields.
func (m *manifest) count(doc passage) {
	text, title := lexemes.append(nil, doc.Text), lexemes.append(nil, doc.Title)
	for _, f := range fields {
		if f.title {
			m.Lengths[f.name] += len(termsOf(f.name, title))
		} else {
			m.Lengths[f.name] += len(termsOf(f.name, text))
		}
	}
}

// newMapping returns the mapping of a passage: every field indexed, none
// stored.
func newMapping() mapping.IndexMapping {
	m := bleve.NewIndexMapping()
	doc := bleve.NewDocumentStaticMapping()
	property := map[bool]string{false: "text", true: "title"}
	for _, f := range fields {
		fm := bleve.NewTextFieldMapping()
		fm.Name, fm.Analyzer = f.name, analyzerName(f.name)
		fm.Store, fm.IncludeTermVectors, fm.IncludeInAll, fm.DocValues = false, false, false, false
		doc.AddFieldMappingsAt(property[f.title], fm)
	}
	m.DefaultMapping = doc
	return m
}
