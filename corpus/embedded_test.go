package corpus

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
)

// builtIn is the embedded corpus, loaded once for all tests.
var builtIn = sync.OnceValues(func() (*Corpus, error) { return Load(Default()) })

func embeddedCorpus(t *testing.T) *Corpus {
	t.Helper()
	c, err := builtIn()
	if err != nil {
		t.Fatalf("the embedded corpus has problems:\n%v", err)
	}
	return c
}

func TestEmbedded(t *testing.T) {
	c := embeddedCorpus(t)
	if len(c.Articles) == 0 || len(c.Catalogue.Models) == 0 || c.Lexicon.Count == 0 || len(c.Digest) != 64 {
		t.Errorf("%d articles, %d models, %d pairs, digest %q", len(c.Articles), len(c.Catalogue.Models), c.Lexicon.Count, c.Digest)
	}
	for i := range c.Articles {
		checkPassages(t, &c.Articles[i])
	}
}

// TestEmbeddedLines checks the lines of entries and passages against the files.
func TestEmbeddedLines(t *testing.T) {
	c := embeddedCorpus(t)
	files := map[string][]string{}
	line := func(file string, n int) string {
		if files[file] == nil {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			files[file] = strings.Split(string(data), "\n")
		}
		if n < 1 || n > len(files[file]) {
			return ""
		}
		return files[file][n-1]
	}
	for e := range c.Catalogue.All() {
		if got := line(e.File, e.Line); !strings.Contains(got, "- id: "+e.ID) {
			t.Errorf("%s:%d is %q, want the entry %s", e.File, e.Line, got, e.ID)
		}
	}
	for _, a := range c.Articles {
		for i, p := range a.Passages {
			first := strings.Fields(a.PassageText(i))[0]
			if i > 0 && p.Line == a.Passages[i-1].Line {
				continue // the second run of a long paragraph
			}
			if got := line(a.File, p.Line); !strings.Contains(got, first) {
				t.Errorf("%s:%d is %q, want it to begin with %s", a.File, p.Line, got, first)
			}
		}
	}
}

// TestEmbeddedPairs checks that the versions of an article say the same: they
// name the same entities in Latin letters and the same numbers.
func TestEmbeddedPairs(t *testing.T) {
	c := embeddedCorpus(t)
	versions := map[string]map[Lang]*Article{}
	for i := range c.Articles {
		a := &c.Articles[i]
		if versions[a.ID] == nil {
			versions[a.ID] = map[Lang]*Article{}
		}
		versions[a.ID][a.Lang] = a
		if n := len(strings.Fields(a.Text)); n < 350 || n > 900 {
			t.Errorf("%s: %d words, want 350 to 900", a.File, n)
		}
	}
	names := latinNames(&c.Catalogue)
	for id, v := range versions {
		if len(v) != 2 {
			t.Errorf("article %s has %d versions, want 2", id, len(v))
			continue
		}
		for what, find := range map[string]func(*Article) []string{
			"entities": func(a *Article) []string { return names.in(a) },
			"numbers":  numbersIn,
		} {
			if diff := cmp.Diff(find(v[English]), find(v[Arabic])); diff != "" {
				t.Errorf("article %s: %s (-en +ar):\n%s", id, what, diff)
			}
		}
	}
}

// nameList maps a name in Latin letters to the entities that have it.
type nameList map[string][]string

// latinNames returns the names that are written alike in both languages: each
// of their words has a capital or a digit.
func latinNames(c *Catalogue) nameList {
	names := nameList{}
	for e := range c.All() {
		for _, name := range append([]string{e.Name}, e.Aliases.EN...) {
			name, _, _ = strings.Cut(name, " (")
			proper := func(word string) bool {
				return strings.ContainsFunc(word, func(c rune) bool { return unicode.IsUpper(c) || unicode.IsDigit(c) })
			}
			if words := strings.Fields(name); !slices.ContainsFunc(words, func(w string) bool { return !proper(w) }) {
				names[name] = append(names[name], e.ID)
			}
		}
	}
	return names
}

// in returns the ids of the entities that an article names, in order.
func (l nameList) in(a *Article) []string {
	found := map[string]bool{}
	text := a.Title + "\n" + a.Text
	for name, ids := range l {
		if !strings.Contains(text, name) {
			continue
		}
		if regexp.MustCompile(`(^|[^A-Za-z0-9.])` + regexp.QuoteMeta(name) + `($|[^A-Za-z0-9])`).MatchString(text) {
			for _, id := range ids {
				found[id] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}

var number = regexp.MustCompile(`[0-9]+(?:[.,][0-9]+)*`)

// numbersIn returns the numbers of an article in order, without the commas
// between thousands.
func numbersIn(a *Article) []string {
	text := strings.Map(func(c rune) rune {
		switch {
		case c >= '\u0660' && c <= '\u0669': // Arabic-Indic digits
			return c - '\u0660' + '0'
		case c == '\u066b': // Arabic decimal separator
			return '.'
		case c == '\u066c': // Arabic thousands separator
			return ','
		}
		return c
	}, a.Title+"\n"+a.Text)
	found := map[string]bool{}
	for _, n := range number.FindAllString(text, -1) {
		found[strings.ReplaceAll(n, ",", "")] = true
	}
	return slices.Sorted(maps.Keys(found))
}
