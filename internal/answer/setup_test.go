package answer

import (
	"context"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dalil/corpus"
	"dalil/internal/search"
)

// Update makes the golden files anew: go test ./internal/answer -update.
var Update = flag.Bool("update", false, "write testdata/*.golden anew")

// accept lets -update list cases that did not fail before.
var accept = flag.Bool("accept", false, "with -update: new failures are known defects from now on")

// worlds are the corpora of the tests, each built when a test first asks for it:
// the one that is built into the program, and the folders of testdata.
var worlds = sync.OnceValue(func() map[string]func() (*Answerer, error) {
	list := map[string]func() (*Answerer, error){
		"default": world("default", func() (*corpus.Corpus, error) { return corpus.Load(corpus.Default()) }),
	}
	folders, _ := filepath.Glob("testdata/*/articles")
	for _, f := range folders {
		dir := filepath.Dir(f)
		list[filepath.Base(dir)] = world(filepath.Base(dir), func() (*corpus.Corpus, error) { return corpus.LoadDir(dir) })
	}
	return list
})

// scratch holds the indexes; opened are those to close at the end.
var (
	scratch string
	opened  struct {
		sync.Mutex
		indexes []*search.Index
	}
)

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	flag.Parse()
	dir, err := os.MkdirTemp("", "dalil-answer-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	scratch = dir
	defer os.RemoveAll(dir)
	code := m.Run()
	for _, ix := range opened.indexes {
		ix.Close()
	}
	if err := defects.save(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return code
}

// world returns a function that builds and opens a corpus once.
func world(name string, load func() (*corpus.Corpus, error)) func() (*Answerer, error) {
	return sync.OnceValues(func() (*Answerer, error) {
		c, err := load()
		if err != nil {
			return nil, err
		}
		dir := filepath.Join(scratch, name)
		if err := search.Build(context.Background(), dir, c, nil); err != nil {
			return nil, err
		}
		ix, err := search.Open(dir)
		if err != nil {
			return nil, err
		}
		opened.Lock()
		defer opened.Unlock()
		opened.indexes = append(opened.indexes, ix)
		return New(ix), nil
	})
}

// World returns the answerer over a corpus of the tests: "default" is the one
// that is built into the program.
func World(t testing.TB, name string) *Answerer {
	t.Helper()
	open, ok := worlds()[name]
	if !ok {
		t.Fatalf("no corpus %s in testdata", name)
	}
	a, err := open()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// tinies counts the corpora of single tests.
var tinies atomic.Int64

// tiny returns an answerer over a corpus of the test's own.
func tiny(t testing.TB, files fs.FS) *Answerer {
	t.Helper()
	a, err := world(fmt.Sprintf("tiny-%d", tinies.Add(1)), func() (*corpus.Corpus, error) {
		c, err := corpus.Load(files)
		if err == nil && c.Lexicon.Count == 0 {
			c.Lexicon = corpus.DefaultLexicon()
		}
		return c, err
	})()
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// ask asks a question on its own and holds the reply to what every reply must be.
func ask(t testing.TB, a *Answerer, text string) Reply {
	t.Helper()
	return askAfter(t, a, text, nil)
}

// askAfter asks a question in a conversation.
func askAfter(t testing.TB, a *Answerer, text string, turn *Context) Reply {
	t.Helper()
	r, err := a.Answer(context.Background(), Question{Text: text, Turn: turn})
	if err != nil {
		t.Fatalf("%.200q: %v", text, err)
	}
	for _, fault := range Broken(a, text, r) {
		t.Errorf("%.200q: %s\n%s", text, fault, r.Text)
	}
	return r
}

// Golden compares a text with a file of testdata, or writes the file anew.
func Golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *Update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s (-file +now), go test -update writes it anew:\n%s", file, diff)
	}
}

// defects are the cases that are known to fail, one name a line of
// testdata/defects.golden. A case that fails and is not there is an error, and
// so is one that is there and does not fail any more. -update takes cases off the
// list; only -update -accept puts new ones on it.
var defects = &defectList{file: filepath.Join("testdata", "defects.golden"), failed: make(map[string]bool)}

type defectList struct {
	file string
	sync.Mutex
	known  map[string]bool
	failed map[string]bool // of the cases that ran
}

// Check reports the faults of a case, none for a case that holds.
func Check(t *testing.T, faults ...string) {
	t.Helper()
	defects.Lock()
	defer defects.Unlock()
	defects.load(t)
	known, text := defects.known[t.Name()], strings.Join(faults, "\n")
	defects.failed[t.Name()] = len(faults) > 0
	switch {
	case *Update && (known || *accept || len(faults) == 0):
	case known && len(faults) > 0:
		t.Logf("known defect: %s", text)
	case known:
		t.Errorf("is mended: go test -update takes it off %s", defects.file)
	case len(faults) > 0:
		t.Error(text)
	}
}

func (d *defectList) load(t *testing.T) {
	if d.known != nil {
		return
	}
	text, err := os.ReadFile(d.file)
	if err != nil && !*Update {
		t.Fatal(err)
	}
	d.known = make(map[string]bool)
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			d.known[line] = true
		}
	}
}

// save writes the list anew; cases that did not run stay as they were.
func (d *defectList) save() error {
	if !*Update || d.known == nil {
		return nil
	}
	for name, fails := range d.failed {
		d.known[name] = fails && (d.known[name] || *accept)
	}
	maps.DeleteFunc(d.known, func(_ string, fails bool) bool { return !fails })
	var b strings.Builder
	b.WriteString("# Cases that are known to fail; see Check in setup_test.go.\n")
	for _, name := range slices.Sorted(maps.Keys(d.known)) {
		b.WriteString(name + "\n")
	}
	return os.WriteFile(d.file, []byte(b.String()), 0o644)
}
