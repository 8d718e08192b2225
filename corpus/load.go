package corpus

import (
	"crypto/sha256"
	"embed"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

// The folders of a corpus.
const (
	articlesDir  = "articles"
	catalogueDir = "catalogue"
	lexiconDir   = "lexicon"
)

//go:embed articles catalogue lexicon smoke.yaml
var embedded embed.FS

// Default returns the corpus that is built into the program.
func Default() fs.FS {
	return embedded
}

// Load reads a corpus. The error is Problems and holds every fault that was
// found; the corpus is nil then.
func Load(fsys fs.FS) (*Corpus, error) {
	r := &reader{fsys: fsys}
	return r.load()
}

// LoadDir reads a corpus from a folder on disk. Links that leave the folder are
// problems. The lexicon is the embedded one and the folder's own; what the
// folder says about an English headword replaces what the embedded one says.
func LoadDir(dir string) (*Corpus, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, Problems{{File: dir, Message: "cannot open the folder: " + reason(err)}}
	}
	defer root.Close()
	base := &reader{fsys: embedded}
	r := &reader{fsys: root.FS()}
	r.lexicon = base.readLexicon()
	r.underlay(base)
	return r.load()
}

// DefaultLexicon returns the word list that is built into the program.
func DefaultLexicon() WordList {
	return NewWordList((&reader{fsys: embedded}).readLexicon())
}

// underlay counts the files that base read as files of r.
func (r *reader) underlay(base *reader) {
	for _, f := range base.files {
		r.files = append(r.files, file{path: "embedded/" + f.path, data: f.data})
	}
}

// load reads everything below r.fsys. Pairs that are already in r.lexicon give
// way to the folder's own.
func (r *reader) load() (*Corpus, error) {
	c := &Corpus{Articles: r.readArticles()}
	found := r.readCatalogue(&c.Catalogue)
	c.Lexicon = NewWordList(overlay(r.lexicon, r.readLexicon()))
	r.checkCatalogue(found)
	c.Smoke = r.readSmoke()
	if err := r.problems.err(); err != nil {
		return nil, err
	}
	c.Catalogue.index = newIndex(&c.Catalogue)
	c.Digest = digest(r.files)
	return c, nil
}

// digest returns the hex SHA-256 over path, length and bytes of each file, in
// order of path.
func digest(files []file) string {
	sorted := slices.SortedFunc(slices.Values(files), func(a, b file) int {
		return strings.Compare(a.path, b.path)
	})
	h := sha256.New()
	for _, f := range sorted {
		var size [16]byte
		binary.BigEndian.PutUint64(size[:8], uint64(len(f.path)))
		binary.BigEndian.PutUint64(size[8:], uint64(len(f.data)))
		h.Write(size[:])
		h.Write([]byte(f.path))
		h.Write(f.data)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// reason is the part of a file system's error that says why, without the path,
// which the problem already names.
func reason(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err.Error()
	}
	return err.Error()
}

// stem returns the file name without folder and extension, and the extension
// in lower case.
func stem(name string) (string, string) {
	ext := path.Ext(name)
	return strings.TrimSuffix(path.Base(name), ext), strings.ToLower(ext)
}
