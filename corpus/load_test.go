package corpus

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// folder makes a file system of the files of a txtar archive, and returns the
// file that is named want apart.
func folder(a *txtar.Archive) (fsys fstest.MapFS, want string) {
	fsys = fstest.MapFS{}
	for _, f := range a.Files {
		if f.Name == "want" {
			want = string(f.Data)
			continue
		}
		fsys[f.Name] = &fstest.MapFile{Data: f.Data, Mode: 0o644}
	}
	return fsys, want
}

// mustLoad loads a folder that has no faults.
func mustLoad(t *testing.T, fsys fs.FS) *Corpus {
	t.Helper()
	c, err := Load(fsys)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestFaults(t *testing.T) {
	a, err := txtar.ParseFile("testdata/faults.txt")
	if err != nil {
		t.Fatal(err)
	}
	fsys, want := folder(a)
	c, err := Load(fsys)
	if c != nil || err == nil {
		t.Fatal("a corpus with faults was loaded")
	}
	var problems Problems
	if !errors.As(err, &problems) {
		t.Fatalf("error is %T, want Problems", err)
	}
	if os.Getenv("UPDATE") != "" {
		a.Files[len(a.Files)-1].Data = []byte(err.Error() + "\n")
		os.WriteFile("testdata/faults.txt", txtar.Format(a), 0o644)
	}
	if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(err.Error()+"\n", "\n")); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}
