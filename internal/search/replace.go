package search

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

const (
	// building and old are in the names of folders beside an index: what is
	// being built, and what was just replaced.
	building = ".building-"
	old      = ".old"

	// staleAfter is the time after which a folder that nothing was written to
	// belongs to a build that was killed.
	staleAfter = time.Hour

	// maxReplace is how often a build tries to put its index into place while
	// others do the same.
	maxReplace = 100
)

// replace puts the finished folder tmp in the place of dir. Of builds that end
// together the last stays. Where the system cannot exchange folders there is
// nothing at dir for a moment.
func replace(dir, tmp string) error {
	if exchange(tmp, dir) == nil {
		os.RemoveAll(tmp) // what stood there before; what cannot be removed does no harm
		return nil
	}
	before := tmp + old
	defer os.RemoveAll(before)
	for try := 1; ; try++ {
		if err := os.Rename(dir, before); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		err := os.Rename(tmp, dir)
		if err == nil {
			return nil
		}
		if try == maxReplace || !errors.Is(err, fs.ErrExist) {
			os.Rename(before, dir) // what stood there before; the error above is the one to tell
			return err
		}
		// another build was faster: its index is the one to replace now
		if err := os.RemoveAll(before); err != nil {
			return err
		}
	}
}

// removeStale removes what builds that were killed left beside dir. It does
// what it can: whatever stays does no harm.
func removeStale(dir string) {
	parent := filepath.Dir(dir)
	entries, err := os.ReadDir(parent)
	if err != nil {
		return
	}
	for _, e := range entries {
		path := filepath.Join(parent, e.Name())
		if !e.IsDir() || !strings.HasPrefix(e.Name(), filepath.Base(dir)+building) || time.Since(lastWrite(path)) < staleAfter {
			continue
		}
		if of, ok := strings.CutSuffix(path, old); ok {
			if _, err := os.Stat(of); err == nil {
				continue // its build is about to end
			}
		}
		os.RemoveAll(path)
	}
}

// lastWrite returns when something below dir was last written.
func lastWrite(dir string) (last time.Time) {
	filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil {
			return nil // it is being written or removed
		}
		if info, err := e.Info(); err == nil && info.ModTime().After(last) {
			last = info.ModTime()
		}
		return nil
	})
	return last
}
