package search

import (
	"bufio"
	"encoding/gob"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// FormatVersion changes whenever an index written by older code would be read
// wrongly: fields, analysis, snapshot.
const FormatVersion = 7

// What an index folder holds.
const (
	manifestFile   = "manifest.json"
	snapshotFile   = "corpus.gob"
	lexiconFile    = "lexicon"
	vocabularyFile = "vocabulary"
	passagesFile   = "passages"
	bleveDir       = "bleve"
)

// ErrCorrupt is wrapped by Open when the folder is damaged, incomplete or of
// another version: the index must be built again.
var ErrCorrupt = errors.New("index is damaged or of another version")

// manifest describes an index. It is written last: a folder without one is
// half written.
type manifest struct {
	Version      int             `json:"version"`
	Digest       string          `json:"digest"` // of the corpus
	Passages     int             `json:"passages"`
	Lengths      map[string]int  `json:"lengths"` // terms a field, over all passages
	BuildSeconds float64         `json:"build_seconds"`
	Files        map[string]file `json:"files"`  // by slash-separated path
	CRC          uint32          `json:"crc32c"` // of the manifest itself, with 0 here
}

// file is what a file of the index must be like.
type file struct {
	Size int64  `json:"size"`
	CRC  uint32 `json:"crc32c"`
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// write records the files in dir and writes the manifest beside them.
func (m *manifest) write(dir string) error {
	files, err := checksums(dir)
	if err != nil {
		return err
	}
	m.Files, m.CRC = files, 0
	if m.CRC, err = m.checksum(); err != nil {
		return err
	}
	data, err := m.encode()
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, manifestFile), data, 0o644)
}

func (m *manifest) encode() ([]byte, error) { return json.MarshalIndent(m, "", "\t") }

// checksum returns what CRC must be.
func (m manifest) checksum() (uint32, error) {
	m.CRC = 0
	data, err := m.encode()
	return crc32.Checksum(data, castagnoli), err
}

// readManifest reads and verifies the manifest of an index folder.
func readManifest(dir string) (*manifest, error) {
	data, err := os.ReadFile(filepath.Join(dir, manifestFile))
	if err != nil {
		if _, statErr := os.Stat(dir); errors.Is(statErr, fs.ErrNotExist) {
			return nil, statErr
		}
		return nil, fmt.Errorf("%w: %v", ErrCorrupt, err)
	}
	var m manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return nil, fmt.Errorf("%w: %s: %v", ErrCorrupt, manifestFile, err)
	}
	if m.Version != FormatVersion {
		return nil, fmt.Errorf("%w: it has format %d, this program reads %d", ErrCorrupt, m.Version, FormatVersion)
	}
	if sum, err := m.checksum(); err != nil || sum != m.CRC {
		return nil, fmt.Errorf("%w: %s was changed", ErrCorrupt, manifestFile)
	}
	files, err := checksums(dir)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrCorrupt, err)
	}
	for name, want := range m.Files {
		if got, ok := files[name]; !ok {
			return nil, fmt.Errorf("%w: %s is missing", ErrCorrupt, name)
		} else if got != want {
			return nil, fmt.Errorf("%w: %s was changed", ErrCorrupt, name)
		}
	}
	return &m, nil
}

// checksums returns size and checksum of every file below dir but the
// manifest.
func checksums(dir string) (map[string]file, error) {
	files := make(map[string]file)
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == manifestFile {
			return err
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		h := crc32.New(castagnoli)
		size, err := io.Copy(h, f)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		files[filepath.ToSlash(rel)] = file{size, h.Sum32()}
		return nil
	})
	return files, err
}

// writeGob writes v to a new file.
func writeGob(path string, v any) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	return errors.Join(gob.NewEncoder(w).Encode(v), w.Flush(), f.Close())
}

// readGob reads what writeGob wrote; the error wraps ErrCorrupt.
func readGob(path string, v any) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("%w: %v", ErrCorrupt, err)
	}
	defer f.Close()
	if err := gob.NewDecoder(bufio.NewReader(f)).Decode(v); err != nil {
		return fmt.Errorf("%w: %s: %v", ErrCorrupt, filepath.Base(path), err)
	}
	return nil
}
