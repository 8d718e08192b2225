package live

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// maxServed is the length of a path in bytes.
const maxServed = 4 << 10

// servedFile returns the file that names the index which was last in service
// for the corpus; "" for the corpus in the program, which has no faults.
func (s Source) servedFile() (string, error) {
	if s.CorpusDir == "" {
		return "", nil
	}
	shelf, err := openShelf(s.DataDir)
	if err != nil {
		return "", err
	}
	corpusDir, err := filepath.Abs(s.CorpusDir)
	if err != nil {
		return "", err
	}
	return filepath.Join(string(shelf), fmt.Sprintf(".served-%.8x", sha256.Sum256([]byte(corpusDir)))), nil
}

// remember notes that the index in dir is in service. Where that cannot be
// noted, the next start has no index if the corpus has faults then.
func (s Source) remember(dir string) {
	name, err := s.servedFile()
	if name == "" && err == nil {
		return
	}
	if err == nil {
		err = writeWhole(name, dir+"\n")
	}
	if err != nil {
		s.log().Warn("it cannot be noted which index is in service", "error", err)
	}
}

// writeWhole writes a file that others see whole or not at all.
func writeWhole(name, text string) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".note-")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	_, err = io.WriteString(f, text)
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}

// openServed opens the index that was last in service for the corpus; false
// where none is noted or it is of no use.
func (s Source) openServed() (opened, bool) {
	name, err := s.servedFile()
	if name == "" || err != nil {
		return opened{}, false
	}
	f, err := os.Open(name)
	if err != nil {
		return opened{}, false
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxServed))
	dir := strings.TrimSpace(string(text))
	if err != nil || !indexName.MatchString(filepath.Base(dir)) {
		return opened{}, false
	}
	o, err := openIndex(dir)
	if err != nil {
		s.log().Debug("the index that was last in service cannot be opened", "error", err)
	}
	return o, err == nil
}
