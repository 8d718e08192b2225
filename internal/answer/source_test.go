package answer

import (
	"errors"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// source is the package's own code: what the tests of the word files read.
type source struct {
	files []*ast.File
	info  types.Info
}

// readSource returns the package's code.
func readSource(t *testing.T) source {
	t.Helper()
	s, err := parseSource()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// parseSource parses the package, once, and finds the types of its constants.
// Packages that it imports stay unknown, which the constants do not mind.
var parseSource = sync.OnceValues(func() (source, error) {
	fset := token.NewFileSet()
	s := source{info: types.Info{Types: make(map[ast.Expr]types.TypeAndValue)}}
	names, err := fs.Glob(os.DirFS("."), "*.go")
	if err != nil {
		return s, err
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return s, err
		}
		s.files = append(s.files, f)
	}
	conf := types.Config{Importer: noImports{}, Error: func(error) {}}
	_, _ = conf.Check("dalil/internal/answer", fset, s.files, &s.info) // the imports are missing
	return s, nil
})

type noImports struct{}

func (noImports) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	return nil, errors.New("not read")
}

// constants returns the constants of a named string type of the package.
func (s source) constants(typeName string) map[string]bool {
	found := make(map[string]bool)
	for _, tv := range s.info.Types {
		if tv.Value == nil || tv.Value.Kind() != constant.String {
			continue
		}
		if name := tv.Type.String(); name[strings.LastIndexByte(name, '.')+1:] == typeName {
			found[constant.StringVal(tv.Value)] = true
		}
	}
	return found
}

// literals returns the strings that stand in the code.
func (s source) literals() map[string]bool {
	found := make(map[string]bool)
	for _, f := range s.files {
		ast.Inspect(f, func(n ast.Node) bool {
			if text, ok := stringOf(n); ok {
				found[text] = true
			}
			return true
		})
	}
	return found
}

// arguments returns the strings that stand at a place of the calls of a function
// or method.
func (s source) arguments(name string, place int) map[string]bool {
	found := make(map[string]bool)
	for _, f := range s.files {
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || len(call.Args) <= place {
				return true
			}
			called := ""
			switch fun := call.Fun.(type) {
			case *ast.Ident:
				called = fun.Name
			case *ast.SelectorExpr:
				called = fun.Sel.Name
			}
			if text, ok := stringOf(call.Args[place]); ok && called == name {
				found[text] = true
			}
			return true
		})
	}
	return found
}

func stringOf(n ast.Node) (string, bool) {
	lit, ok := n.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(lit.Value)
	return text, err == nil
}
