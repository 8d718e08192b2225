package importtest

import (
	"os"
	"path"
	"slices"
	"strings"
	"testing"
)

// modules lists the modules that we use ourselves, with the reason. A new one
// is a decision: it gets a line here.
var modules = map[string]string{
	"github.com/blevesearch/bleve/v2":              "the index: postings on disk, opened in milliseconds",
	"github.com/blevesearch/bleve_index_api":       "reading Bleve's postings, to score them our way",
	"github.com/blevesearch/mmap-go":               "files of the index in memory as far as they are read",
	"github.com/blevesearch/scorch_segment_api/v2": "postings of Bleve one by one, without what its searchers add",
	"github.com/blevesearch/snowballstem":          "stems of English words",
	"github.com/bwmarrin/discordgo":                "Discord's gateway and REST interface",
	"github.com/clipperhouse/displaywidth":         "columns that a text takes on a terminal, in any script",
	"github.com/clipperhouse/uax29/v2":             "where sentences end, by the rules of Unicode",
	"github.com/fatih/color":                       "colours on a terminal",
	"github.com/fsnotify/fsnotify":                 "the corpus folder is watched for changes",
	"github.com/goccy/go-yaml":                     "YAML with the line of every field, for errors that name it",
	"github.com/google/go-cmp":                     "differences in tests that can be read",
	"github.com/gorilla/websocket":                 "close codes of Discord's gateway; the gateway of the fake Discord in tests",
	"github.com/hashicorp/golang-lru/v2":           "bounded memory of events, answers and limits",
	"github.com/joho/godotenv":                     ".env files",
	"github.com/prometheus/client_golang":          "counters and histograms, in the form that Prometheus reads",
	"github.com/rogpeppe/go-internal":              "file locks between processes; txtar in tests",
	"github.com/santhosh-tekuri/jsonschema/v6":     "tests check requests against Discord's own description of its interface",
	"github.com/schollz/progressbar/v3":            "progress bars on a terminal",
	"github.com/urfave/cli/v3":                     "subcommands, flags, help and shell completion",
	"github.com/yuin/goldmark":                     "Markdown articles",
	"golang.org/x/time":                            "rate limits of users and channels",
	"go.uber.org/goleak":                           "tests find goroutines that were left over",
	"golang.org/x/net":                             "HTML articles",
	"golang.org/x/sys":                             "two folders change places in one step, on Linux",
	"golang.org/x/term":                            "whether there is a terminal, and how wide",
	"golang.org/x/text":                            "Unicode normal forms; plural forms and phrases in two languages",
	"honnef.co/go/tools":                           "staticcheck, a tool of the checks only",
	"pgregory.net/rapid":                           "random collections and questions in tests, cut down where they fail",
}

// goMod is what go.mod requires.
type goMod struct {
	direct map[string]bool // by path of the module; false: marked as indirect
	tools  []string        // packages
}

// readGoMod reads the require and tool directives of go.mod.
func readGoMod(text string) goMod {
	m := goMod{direct: make(map[string]bool)}
	block := ""
	for line := range strings.Lines(text) {
		code, comment, _ := strings.Cut(line, "//")
		words := strings.Fields(code)
		switch {
		case len(words) == 0:
			continue
		case words[0] == ")":
			block = ""
			continue
		case len(words) == 2 && words[1] == "(":
			block = words[0]
			continue
		case block != "":
			words = append([]string{block}, words...)
		}
		switch words[0] {
		case "require":
			m.direct[words[1]] = !strings.HasPrefix(strings.TrimSpace(comment), "indirect")
		case "tool":
			m.tools = append(m.tools, words[1])
		}
	}
	return m
}

// provider returns the required module that a package is in, "" for the
// standard library and our own packages.
func (m goMod) provider(pkg string) string {
	for p := pkg; p != "." && p != "/"; p = path.Dir(p) {
		if _, ok := m.direct[p]; ok {
			return p
		}
	}
	return ""
}

func TestModules(t *testing.T) {
	text, err := os.ReadFile(path.Join(top, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	m := readGoMod(string(text))
	imported := make(map[string]bool)
	for _, f := range sources(t) {
		for _, pkg := range f.imports {
			imported[m.provider(pkg)] = true
		}
	}
	delete(imported, "")
	used := make(map[string]bool)
	for mod := range imported {
		used[mod] = true
		if !m.direct[mod] {
			t.Errorf("%s is imported and marked as indirect in go.mod: run go mod tidy", mod)
		}
	}
	for mod, direct := range m.direct {
		used[mod] = used[mod] || direct
		if direct && !imported[mod] {
			t.Errorf("%s is in go.mod and nothing imports it: run go mod tidy", mod)
		}
	}
	for _, tool := range m.tools {
		used[m.provider(tool)] = true
	}
	for mod, is := range used {
		if is && modules[mod] == "" {
			t.Errorf("new module %s: say in the list of modules what it is for", mod)
		}
	}
	for mod := range modules {
		if !used[mod] {
			t.Errorf("%s is in the list of modules and not used", mod)
		}
	}
}

func TestReadGoMod(t *testing.T) {
	m := readGoMod("module dalil\n\ngo 1.26.0\n\nrequire example.org/one v1.0.0\n\n" +
		"require (\n\texample.org/two/v2 v2.0.0\n\texample.org/far v1.0.0 // indirect\n)\n\ntool (\n\texample.org/far/cmd/x\n)\n")
	if !m.direct["example.org/one"] || !m.direct["example.org/two/v2"] || m.direct["example.org/far"] || len(m.direct) != 3 {
		t.Errorf("direct = %v", m.direct)
	}
	if !slices.Equal(m.tools, []string{"example.org/far/cmd/x"}) {
		t.Errorf("tools = %v", m.tools)
	}
	for pkg, want := range map[string]string{
		"example.org/two/v2/deep/er": "example.org/two/v2", "example.org/far/cmd/x": "example.org/far",
		"example.org/two": "", "fmt": "", "dalil/corpus": "",
	} {
		if got := m.provider(pkg); got != want {
			t.Errorf("provider(%q) = %q, want %q", pkg, got, want)
		}
	}
}
