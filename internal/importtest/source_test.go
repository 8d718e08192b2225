package importtest

import (
	"bytes"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// top is the folder of the module, seen from this one.
const top = "../.."

// maxLines is how long a file may be.
const maxLines = 500

// source is a Go file of the module, for whichever system it is built.
type source struct {
	path    string // below top: "internal/names/linker.go"
	text    []byte
	imports []string
}

func (s source) isTest() bool { return strings.HasSuffix(s.path, "_test.go") }

// sources reads all Go files of the module.
func sources(t *testing.T) (files []source) {
	t.Helper()
	err := fs.WalkDir(os.DirFS(top), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (name != "." && strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata"):
			return fs.SkipDir
		case d.IsDir() || path.Ext(name) != ".go":
			return nil
		}
		text, err := os.ReadFile(path.Join(top, name))
		if err != nil {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ImportsOnly)
		if err != nil {
			return err
		}
		f := source{path: name, text: text}
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			f.imports = append(f.imports, imported)
		}
		files = append(files, f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 10 {
		t.Fatalf("found %d Go files: this test looks in the wrong place", len(files))
	}
	return files
}

func TestFileLength(t *testing.T) {
	for _, f := range sources(t) {
		if n := bytes.Count(f.text, []byte("\n")); n > maxLines {
			t.Errorf("%s has %d lines, more than %d: is there a second file in it?", f.path, n, maxLines)
		}
	}
}

// TestLetters finds Arabic letters outside tests. Words belong into the data
// files, single letters into named \u constants: source that runs from right to
// left is hard to review.
func TestLetters(t *testing.T) {
	for _, f := range sources(t) {
		if f.isTest() {
			continue
		}
		for n, line := range bytes.Split(f.text, []byte("\n")) {
			if bytes.ContainsFunc(line, func(r rune) bool { return unicode.Is(unicode.Arabic, r) }) {
				t.Errorf("%s:%d: Arabic letters in Go source", f.path, n+1)
			}
		}
	}
}
