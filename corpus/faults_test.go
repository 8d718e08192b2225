//go:build unix

package corpus

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"
	"time"
)

const sound = "---\ntitle: A title\nlang: en\n---\nSome text.\n"

// write puts a file into a folder, with the folders above it.
func write(t *testing.T, dir, name string, data []byte) {
	t.Helper()
	full := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(full, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func link(t *testing.T, target, dir, name string) {
	t.Helper()
	if err := os.Symlink(target, filepath.Join(dir, filepath.FromSlash(name))); err != nil {
		t.Skip("no symbolic links here:", err)
	}
}

// TestFaultsOnDisk plants what cannot stand in a text file: wrong bytes, links,
// folders, pipes and files over the limits.
func TestFaultsOnDisk(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "articles/fine.md", []byte(sound))
	write(t, dir, "articles/.hidden", []byte{0xff})
	write(t, dir, "articles/.git/config", nil)
	write(t, dir, "articles/latin1.en.md", []byte("---\ntitle: Caf\xe9\n---\nSome text.\n"))
	write(t, dir, "articles/utf16.en.txt", []byte("\xff\xfeA\x00\n\x00"))
	write(t, dir, "articles/nul.en.txt", []byte("Title\n\nSome\x00text.\n"))
	write(t, dir, "articles/line.en.txt", []byte("Title\n\n"+strings.Repeat("a", maxLine+1)+"\n"))
	write(t, dir, "articles/huge.en.txt", bytes.Repeat([]byte("a"), 50<<20))
	write(t, dir, "articles/title.en.txt", []byte(strings.Repeat("t", maxTitle+1)+"\n\nSome text.\n"))
	write(t, dir, "articles/folder.md/inside.md", []byte(sound))
	write(t, dir, "outside.md", []byte(sound))
	link(t, "nowhere.md", dir, "articles/dangling.md")
	link(t, "fine.md", dir, "articles/inside.en.md")
	link(t, "../../outside.md", dir, "articles/leaves.md")
	link(t, filepath.Join(dir, "outside.md"), dir, "articles/absolute.md")
	link(t, "round.md", dir, "articles/round.md")
	link(t, "..", dir, "articles/up.md")
	if err := syscall.Mkfifo(filepath.Join(dir, "articles", "pipe.md"), 0o644); err != nil {
		t.Fatal(err)
	}
	write(t, dir, "catalogue/models.yaml", []byte("models:\n  - id: a\n    name: "+strings.Repeat("n", maxAlias+1)+
		"\n    aliases:\n      en:\n        - "+strings.Repeat("a", maxAlias+1)+"\n    status: \"\\e[2J\"\n    sources: [https://example.org]\n"))
	write(t, dir, "catalogue/others.yaml", []byte("others: "+strings.Repeat("[", 5000)+"\n"))
	write(t, dir, "lexicon/long.tsv", []byte("\ufeffmodel\tنموذج\r\nmodel\t"+strings.Repeat("ن", maxLexiconSide+1)+"\r\n"))

	start := time.Now()
	_, err := LoadDir(dir)
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("took %v: the file of 50 MB was read whole?", took)
	}
	want := strings.TrimSpace(`
articles/absolute.md: a link that leaves the folder, to ` + dir + `/outside.md
articles/dangling.md: a link to nothing
articles/folder.md: a folder, want a file
articles/huge.en.txt: too large: at most 4 MiB are read, split the file
articles/huge.en.txt:1: line too long: at most 1 MiB
articles/latin1.en.md:2: invalid UTF-8 at byte offset 14 (0xe9): save the file as UTF-8
articles/leaves.md: a link that leaves the folder, to ../../outside.md
articles/line.en.txt:3: line too long: at most 1 MiB
articles/nul.en.txt:3: NUL byte at byte offset 11: not a text file
articles/pipe.md: not a regular file
articles/round.md: cannot read the file: too many levels of symbolic links
articles/title.en.txt:1: title too long: at most 300 characters
articles/up.md: a folder, want a file
articles/utf16.en.txt:1: invalid UTF-8 at byte offset 0 (0xff): save the file as UTF-8
articles/utf16.en.txt:1: NUL byte at byte offset 3: not a text file
catalogue/models.yaml:3: name too long: at most 200 characters
catalogue/models.yaml:6: aliases.en[0] too long: at most 200 characters
catalogue/models.yaml:7: status: control character in the text
catalogue/others.yaml:1: broken YAML: more than 500 lists or fields within each other
lexicon/long.tsv:2: line too long: at most 200 characters on each side
`)
	if got := fmt.Sprint(err); got != want {
		t.Errorf("problems:\n%s\nwant:\n%s", got, want)
	}
}

// failing is a file system in which one file cannot be opened or read.
type failing struct {
	fstest.MapFS
	name string
	err  error
}

func (f failing) Open(name string) (fs.File, error) {
	if name == f.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: f.err}
	}
	return f.MapFS.Open(name)
}

func TestUnreadable(t *testing.T) {
	files := fstest.MapFS{"articles/a.md": {Data: []byte(sound)}, "catalogue/models.yaml": {Data: []byte("models: []\n")}}
	for name, want := range map[string]string{
		"articles/a.md":         "articles/a.md: cannot read the file: permission denied",
		"catalogue/models.yaml": "catalogue/models.yaml: cannot read the file: permission denied",
	} {
		if _, err := Load(failing{files, name, syscall.EACCES}); fmt.Sprint(err) != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestFolders(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "none")
	empty := t.TempDir()
	for name, test := range map[string]struct {
		load func() (*Corpus, error)
		want string
	}{
		"no folder":    {func() (*Corpus, error) { return LoadDir(missing) }, missing + ": cannot open the folder: no such file or directory"},
		"empty folder": {func() (*Corpus, error) { return LoadDir(empty) }, "articles: no articles: add .md, .txt or .html files to the folder articles"},
		"only hidden": {func() (*Corpus, error) { return Load(fstest.MapFS{"articles/.keep": {}}) },
			"articles: no articles: add .md, .txt or .html files to the folder articles"},
		"too many": {func() (*Corpus, error) {
			many := fstest.MapFS{}
			for i := range maxFiles + 1 {
				many[fmt.Sprintf("articles/%d.md", i)] = &fstest.MapFile{}
			}
			return Load(many)
		}, "articles: 20001 files, at most 20000 are read"},
		"empty catalogue": {func() (*Corpus, error) {
			return Load(fstest.MapFS{"articles/a.md": {Data: []byte(sound)}, "catalogue/others.yaml": {Data: []byte("# nothing\n")}})
		}, "catalogue/others.yaml:1: empty file: want others: and a list"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := test.load()
			if got := fmt.Sprint(err); got != test.want {
				t.Errorf("got %s\nwant %s", got, test.want)
			}
			var problems Problems
			if !errors.As(err, &problems) {
				t.Errorf("error is %T, want Problems", err)
			}
		})
	}
}
