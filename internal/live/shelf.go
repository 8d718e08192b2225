package live

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"

	"dalil/internal/search"
)

// shelf is the folder in which indexes are kept, one folder each, named by the
// digest of the corpus and the format of the index.
type shelf string

const (
	keptIndexes = 3             // older ones are removed
	staleBuild  = 1 * time.Hour // after which a half-built index is removed
	lockFile    = ".lock"
)

var indexName = regexp.MustCompile(`^[0-9a-f]{16}-v\d+$`)

// DataDir returns the folder for what is kept: dir, or the folder dalil in the
// user's cache folder where that is empty. Nothing is created.
func DataDir(dir string) (string, error) {
	if dir == "" {
		cache, err := os.UserCacheDir()
		if err != nil {
			return "", fmt.Errorf("no folder for the index: %w; name one with --data-dir or DATA_DIR", err)
		}
		dir = filepath.Join(cache, "dalil")
	}
	return filepath.Abs(dir)
}

// openShelf returns the shelf in a folder for what is kept. Nothing is created.
func openShelf(dataDir string) (shelf, error) {
	dir, err := DataDir(dataDir)
	if err != nil {
		return "", err
	}
	return shelf(filepath.Join(dir, "index")), nil
}

// folder returns where the index of a corpus is.
func (s shelf) folder(digest string) string {
	return filepath.Join(string(s), fmt.Sprintf("%.16s-v%d", digest, search.FormatVersion))
}

// lock keeps other processes from building on the shelf until unlock is
// called. It waits for its turn until ctx is done. A file system that has no
// locks is used without.
func (s shelf) lock(ctx context.Context) (unlock func(), err error) {
	if err := os.MkdirAll(string(s), 0o755); err != nil {
		return nil, fmt.Errorf("cannot keep an index: %w; name another folder with --data-dir or DATA_DIR", err)
	}
	type held struct {
		unlock func()
		err    error
	}
	turn := make(chan held, 1)
	go func() {
		unlock, err := lockedfile.MutexAt(filepath.Join(string(s), lockFile)).Lock()
		turn <- held{unlock, err}
	}()
	select {
	case h := <-turn:
		if errors.Is(h.err, errors.ErrUnsupported) {
			return func() {}, nil
		}
		if h.err != nil {
			return nil, fmt.Errorf("cannot keep an index: %w; name another folder with --data-dir or DATA_DIR", h.err)
		}
		return h.unlock, nil
	case <-ctx.Done():
		go func() {
			if h := <-turn; h.err == nil {
				h.unlock()
			}
		}()
		return nil, ctx.Err()
	}
}

// tidy removes all but the newest indexes and what builds that were killed have
// left. The folders in keep stay, and count. What cannot be removed stays too.
// The shelf must be locked.
func (s shelf) tidy(keep ...string) {
	type kept struct {
		path  string
		built time.Time
	}
	var indexes []kept
	entries, _ := os.ReadDir(string(s))
	for _, e := range entries {
		info, err := e.Info()
		if err != nil {
			continue
		}
		path := filepath.Join(string(s), e.Name())
		switch name, _, building := strings.Cut(e.Name(), ".building-"); {
		case building && indexName.MatchString(name) && time.Since(info.ModTime()) > staleBuild:
			os.RemoveAll(path)
		case indexName.MatchString(e.Name()) && !slices.Contains(keep, path):
			indexes = append(indexes, kept{path, info.ModTime()})
		}
	}
	slices.SortFunc(indexes, func(a, b kept) int { return cmp.Compare(b.built.UnixNano(), a.built.UnixNano()) })
	for _, k := range indexes[min(max(0, keptIndexes-len(keep)), len(indexes)):] {
		os.RemoveAll(k.path)
	}
}
