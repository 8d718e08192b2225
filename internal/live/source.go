package live

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"runtime/debug"
	"time"

	"dalil/corpus"
	"dalil/internal/search"
)

// openingGC is the percentage of garbage that is let be while an index opens.
const openingGC = 400

// Source says where a corpus and its indexes are.
type Source struct {
	CorpusDir     string       // folder of the corpus, "" for the one in the program
	DataDir       string       // folder for indexes, "" for the user's cache folder
	PrebuiltDir   string       // another such folder, which is only read, "" for none
	DictionaryDir string       // folder of dictionaries, "" for none
	Log           *slog.Logger // nil for the default one
	Damaged       func(error)  // is told of an index that will be built again; nil: the log is

	Exchanged func(Report, error)      // hears of every exchange of the index; nil: nobody
	Searched  func(took time.Duration) // hears of every search; nil: nobody
}

// opened is an index with the folder that it is in.
type opened struct {
	*search.Index
	dir string
}

// Open returns the index of the corpus as the files are now, with its
// dictionaries. One that is in place is found without parsing the corpus; else
// it is built, and progress is told as by [search.Build].
func (s Source) Open(ctx context.Context, progress func(done, total int)) (*search.Index, error) {
	o, err := s.open(ctx, progress)
	if err != nil {
		return nil, err
	}
	o.use(s.Dictionaries())
	return o.Index, nil
}

// open is Open without dictionaries.
func (s Source) open(ctx context.Context, progress func(done, total int)) (opened, error) {
	start := time.Now()
	// an index fills tables and drops little: collecting early takes a fifth of the time
	defer debug.SetGCPercent(debug.SetGCPercent(openingGC))
	digest, err := s.digest()
	if err != nil {
		return opened{}, err
	}
	o, err := s.openOrBuild(ctx, digest, s.Load, nil, progress)
	if err != nil {
		return opened{}, err
	}
	s.log().Debug("index is open", "dir", o.dir, "took", time.Since(start))
	return o, nil
}

// openOrBuild opens the index of the corpus with a digest. Where there is none
// it builds one of what load returns and tidies the shelf, on which the folders
// in keep stay.
func (s Source) openOrBuild(ctx context.Context, digest string, load func() (*corpus.Corpus, error), keep []string, progress func(done, total int)) (opened, error) {
	shelf, err := openShelf(s.DataDir)
	if err != nil {
		return opened{}, err
	}
	dir := shelf.folder(digest)
	o, err := openIndex(dir)
	if !mustBuild(err) {
		return o, err
	}
	if o, ok := s.openPrebuilt(digest); ok {
		return o, nil
	}
	unlock, err := shelf.lock(ctx)
	if err != nil {
		return opened{}, err
	}
	defer unlock()
	o, err = openIndex(dir) // another process may have been faster
	if !mustBuild(err) {
		return o, err
	}
	if errors.Is(err, search.ErrCorrupt) {
		s.damaged(err)
	}
	c, err := load()
	if err != nil {
		return opened{}, err
	}
	dir = shelf.folder(c.Digest) // the files may have changed since
	if err := search.Build(ctx, dir, c, progress); err != nil {
		return opened{}, err
	}
	shelf.tidy(append(keep, dir)...)
	return openIndex(dir)
}

// openPrebuilt opens the index of a corpus on the shelf that is only read;
// false where it is not there or of no use.
func (s Source) openPrebuilt(digest string) (opened, bool) {
	if s.PrebuiltDir == "" {
		return opened{}, false
	}
	shelf, err := openShelf(s.PrebuiltDir)
	if err != nil {
		return opened{}, false
	}
	o, err := openIndex(shelf.folder(digest))
	if err != nil {
		s.log().Debug("no prebuilt index", "error", err)
	}
	return o, err == nil
}

func openIndex(dir string) (opened, error) {
	ix, err := search.Open(dir)
	return opened{ix, dir}, err
}

// mustBuild reports whether an error of search.Open means that the index has
// to be built.
func mustBuild(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, search.ErrCorrupt)
}

// Build builds the index of c on the shelf, also where there is one, and
// returns its folder.
func (s Source) Build(ctx context.Context, c *corpus.Corpus, progress func(done, total int)) (string, error) {
	shelf, err := openShelf(s.DataDir)
	if err != nil {
		return "", err
	}
	unlock, err := shelf.lock(ctx)
	if err != nil {
		return "", err
	}
	defer unlock()
	dir := shelf.folder(c.Digest)
	if err := search.Build(ctx, dir, c, progress); err != nil {
		return "", err
	}
	shelf.tidy(dir)
	return dir, nil
}

// Load reads and checks the corpus. The error is [corpus.Problems].
func (s Source) Load() (*corpus.Corpus, error) {
	if s.CorpusDir == "" {
		return corpus.Load(corpus.Default())
	}
	return corpus.LoadDir(s.CorpusDir)
}

// digest returns the digest of the corpus. Where it cannot be read, the error
// is that of Load, which knows more.
func (s Source) digest() (digest string, err error) {
	if s.CorpusDir == "" {
		digest, err = corpus.Digest(corpus.Default())
	} else {
		digest, err = corpus.DigestDir(s.CorpusDir)
	}
	if err == nil {
		return digest, nil
	}
	if _, loadErr := s.Load(); loadErr != nil {
		err = loadErr
	}
	return "", err
}

// Dictionaries returns the dictionaries that are there, nil where none are
// wanted.
func (s Source) Dictionaries() *search.Dictionaries {
	if s.DictionaryDir == "" {
		return nil
	}
	return search.OpenDictionaries(s.DictionaryDir, func(err error) {
		s.log().Warn("a dictionary cannot be read and is left out", "error", err)
	})
}

// use lets the index translate with dictionaries; nil is none.
func (o opened) use(d *search.Dictionaries) {
	if d != nil {
		o.UseDictionaries(d)
	}
}

func (s Source) damaged(err error) {
	if s.Damaged != nil {
		s.Damaged(err)
		return
	}
	s.log().Warn("an index is built again", "error", err)
}

func (s Source) log() *slog.Logger {
	if s.Log == nil {
		return slog.Default()
	}
	return s.Log
}

// CheckIndex returns nil where the index of the corpus as the files are now is
// there and whole. The error wraps fs.ErrNotExist or [search.ErrCorrupt] where
// the next Open builds it.
func (s Source) CheckIndex() error {
	digest, err := s.digest()
	if err != nil {
		return err
	}
	shelf, err := openShelf(s.DataDir)
	if err != nil {
		return err
	}
	o, err := openIndex(shelf.folder(digest))
	if mustBuild(err) {
		if prebuilt, ok := s.openPrebuilt(digest); ok {
			o, err = prebuilt, nil
		}
	}
	if err != nil {
		return err
	}
	return o.Close()
}

// CheckData returns the folder in which indexes are kept, and why that cannot be.
func (s Source) CheckData() (dir string, err error) {
	shelf, err := openShelf(s.DataDir)
	if err != nil {
		return s.DataDir, err
	}
	dir = string(shelf)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return dir, err
	}
	f, err := os.CreateTemp(dir, ".try-")
	if err != nil {
		return dir, err
	}
	return dir, errors.Join(f.Close(), os.Remove(f.Name()))
}
