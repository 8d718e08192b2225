package live

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

// maxWatched is how many folders of a corpus are watched.
const maxWatched = 1000

// pace says how long a watch waits.
type pace struct {
	quiet    time.Duration // without a change, before a reindex
	patience time.Duration // the most that changes put it off; the pause before a folder that is gone is looked for again
	look     time.Duration // after which the files are looked at, told of a change or not
}

// usualPace looks at the files now and then, since network file systems and
// links that are exchanged outside of the folder tell of nothing.
var usualPace = pace{quiet: 2 * time.Second, patience: 30 * time.Second, look: 5 * time.Minute}

// ReindexOn reindexes at each signal until ctx is done. How it ends is in the
// log and in Status; signals that come during a reindex count as one where the
// channel holds one.
func (l *Live) ReindexOn(ctx context.Context, signals <-chan os.Signal) {
	for {
		select {
		case <-ctx.Done():
			return
		case s := <-signals:
			l.source.log().Info("reindex on a signal", "signal", s.String())
			l.reindexWhenFree(ctx)
		}
	}
}

// reindexWhenFree is Reindex that waits for another exchange to end.
func (l *Live) reindexWhenFree(ctx context.Context) {
	select {
	case l.turn <- struct{}{}:
		defer func() { <-l.turn }()
		_, _ = l.exchangeInTurn(ctx, nil, l.fresh) // it logs what is wrong
	case <-ctx.Done():
	}
}

// Watch reindexes when files of the corpus change, once they have been quiet for
// a while, until ctx is done. A corpus that is not a folder does not change.
// Faults are logged and tried again; a reindex that fails is not, before the
// next change. Files that are as they were when they were last tried are left
// alone, so that a rollback lasts.
func (l *Live) Watch(ctx context.Context) { l.watch(ctx, usualPace) }

func (l *Live) watch(ctx context.Context, p pace) {
	if l.source.CorpusDir == "" {
		return
	}
	tried := l.Status().Digest
	for ctx.Err() == nil {
		w, err := l.newWatch()
		if err != nil {
			l.source.log().Warn("the corpus cannot be watched, another try follows", "dir", l.source.CorpusDir, "error", err, "after", p.patience)
			select {
			case <-ctx.Done():
			case <-time.After(p.patience):
			}
			continue
		}
		// changes from here on are told by w
		digest, err := l.source.digest()
		if err != nil || digest != tried {
			l.reindexWhenFree(ctx)
		}
		tried = digest
		l.awaitChange(ctx, w, p)
		w.Close()
	}
}

// newWatch watches the folder of the corpus and those below it.
func (l *Live) newWatch() (*fsnotify.Watcher, error) {
	root, err := filepath.EvalSymlinks(l.source.CorpusDir)
	if err != nil {
		return nil, err
	}
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	if err := w.Add(root); err != nil {
		w.Close()
		return nil, err
	}
	l.watchBelow(w, root)
	return w, nil
}

// watchBelow adds a folder and those below it to a watch. Hidden folders hold
// nothing of a corpus.
func (l *Live) watchBelow(w *fsnotify.Watcher, dir string) {
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return nil // it has gone meanwhile, or is nothing that the corpus could read
		case !d.IsDir():
			return nil
		case path != dir && temporary(d.Name()):
			return fs.SkipDir
		case len(w.WatchList()) >= maxWatched:
			return errors.New("too many folders")
		}
		return w.Add(path)
	})
	if err != nil {
		l.source.log().Warn("not every folder of the corpus is watched", "error", err, "at_most", maxWatched)
	}
}

// awaitChange returns when files have changed and were quiet then, when they
// were not quiet for too long, when it is time to look in any case, and when
// ctx is done.
func (l *Live) awaitChange(ctx context.Context, w *fsnotify.Watcher, p pace) {
	due := time.NewTimer(p.look)
	defer due.Stop()
	var first time.Time // of the changes
	changed := func() {
		now := time.Now()
		if first.IsZero() {
			first = now
		}
		due.Reset(min(p.quiet, first.Add(p.patience).Sub(now)))
	}
	for {
		select {
		case <-ctx.Done():
			return
		case <-due.C:
			return
		case e, ok := <-w.Events:
			if !ok {
				return
			}
			if e.Op == fsnotify.Chmod || temporary(filepath.Base(e.Name)) {
				continue
			}
			if info, err := os.Lstat(e.Name); e.Has(fsnotify.Create) && err == nil && info.IsDir() {
				l.watchBelow(w, e.Name)
			}
			changed()
		case err, ok := <-w.Errors:
			if !ok {
				return
			}
			l.source.log().Warn("a change of the corpus may have been missed", "error", err)
			changed()
		}
	}
}

// temporary reports whether a file or folder is none of the corpus: hidden, or
// what editors and copying leave for a moment. The folder ..data is how
// Kubernetes exchanges a mounted corpus.
func temporary(name string) bool {
	const vimProbe = "4913" // a file that Vim makes to see whether it may
	hidden := strings.HasPrefix(name, ".") && !strings.HasPrefix(name, "..")
	saved := strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#")
	ending := slices.ContainsFunc([]string{"~", ".swp", ".swx", ".tmp", ".part"}, func(s string) bool { return strings.HasSuffix(name, s) })
	return hidden || saved || ending || name == vimProbe
}
