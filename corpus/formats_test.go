package corpus

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the expected results in testdata")

// TestFormats reads the articles of each archive and compares what was read:
// a passage is written as line, section and text.
func TestFormats(t *testing.T) {
	archives, _ := filepath.Glob("testdata/formats/*.txt")
	if len(archives) == 0 {
		t.Fatal("no archives")
	}
	for _, name := range archives {
		t.Run(filepath.Base(name), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			fsys, want := folder(a)
			var b strings.Builder
			for _, article := range mustLoad(t, fsys).Articles {
				checkPassages(t, &article)
				writeArticle(&b, &article)
			}
			checkWant(t, name, a, want, b.String())
		})
	}
}

func writeArticle(b *strings.Builder, a *Article) {
	fmt.Fprintf(b, "%s: %s, in %s\n", a.ID, a.Title, a.Lang)
	for _, field := range []string{a.Published, a.URL, a.Source, a.Licence, strings.Join(a.References, " ")} {
		if field != "" {
			fmt.Fprintf(b, "    %s\n", field)
		}
	}
	for i, p := range a.Passages {
		fmt.Fprintf(b, "%d [%s] %s\n", p.Line, p.Section, a.PassageText(i))
	}
}

// checkWant compares a result with the last file of an archive, and rewrites
// that with -update.
func checkWant(t *testing.T, name string, a *txtar.Archive, want, got string) {
	t.Helper()
	if *update {
		a.Files[len(a.Files)-1].Data = []byte(got)
		if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(strings.Split(want, "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
