// Package importtest holds the rules about the source as a whole that the
// compiler does not know: who may import whom, which modules we depend on and
// why, how long a file may be, where words may stand. It has tests only.
package importtest

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
)

// rooms lists every package of ours and which others of ours it may import. A
// new package gets a line here and one in ARCHITECTURE.md.
var rooms = map[string][]string{
	"corpus":           nil,
	"config":           {"corpus"},
	"internal/arabic":  {"corpus"},
	"internal/names":   {"corpus", "internal/arabic"},
	"internal/dictd":   nil,
	"internal/search":  {"corpus", "internal/arabic", "internal/dictd", "internal/names"},
	"internal/answer":  {"corpus", "internal/arabic", "internal/names", "internal/search"},
	"internal/eval":    {"corpus", "internal/arabic", "internal/search", "internal/answer"},
	"internal/store":   {"corpus"},
	"internal/live":    {"corpus", "internal/names", "internal/search", "internal/answer"},
	"internal/metrics": nil,
	"internal/gateway": {"internal/metrics"},
	"internal/web":     {"corpus", "internal/search", "internal/metrics"},
	"internal/handlers": {
		"corpus", "internal/arabic", "internal/names", "internal/search", "internal/answer", "internal/store", "internal/live",
		"internal/metrics", "internal/gateway",
	},
	"internal/discordtest": nil,
	"internal/importtest":  nil,
	"scripts/floors":       nil,
	"cmd/bot": {
		"corpus", "config", "internal/arabic", "internal/names", "internal/search", "internal/answer",
		"internal/eval", "internal/store", "internal/live", "internal/metrics", "internal/gateway", "internal/web", "internal/handlers",
	},
}

// testRooms are what tests may import beside what their package may.
var testRooms = []string{"internal/eval", "internal/discordtest"}

// fences name libraries that only some packages may import, tests included.
var fences = []struct {
	prefix string
	only   []string
}{
	{"github.com/blevesearch/bleve", []string{"internal/search"}}, // bleve and bleve_index_api
	{"github.com/bwmarrin/discordgo", []string{"internal/gateway", "internal/handlers", "internal/discordtest", "cmd/bot"}},
}

// module is the name of ours in go.mod, with the slash.
const module = "dalil/"

func TestArrows(t *testing.T) {
	for _, fault := range wrongArrows(sources(t)) {
		t.Error(fault)
	}
}

// wrongArrows returns a line for every import that rooms and fences forbid, and
// for every file in a package that rooms does not know.
func wrongArrows(files []source) (faults []string) {
	for _, f := range files {
		room := path.Dir(f.path)
		allowed, known := rooms[room]
		if !known {
			faults = append(faults, fmt.Sprintf("%s: package %s is not in the list of rooms", f.path, room))
			continue
		}
		may := append([]string{room}, allowed...)
		if f.isTest() {
			may = append(may, testRooms...)
		}
		for _, imported := range f.imports {
			own, ours := strings.CutPrefix(imported, module)
			if ours && !slices.Contains(may, own) {
				faults = append(faults, fmt.Sprintf("%s: %s may not import %s", f.path, room, own))
			}
			for _, fence := range fences {
				if strings.HasPrefix(imported, fence.prefix) && !slices.Contains(fence.only, room) {
					faults = append(faults, fmt.Sprintf("%s: only %s may import %s", f.path, strings.Join(fence.only, ", "), imported))
				}
			}
		}
	}
	return faults
}

// TestWrongArrows keeps the rules from going lax: each import here is wrong, or
// right, for one reason.
func TestWrongArrows(t *testing.T) {
	for _, tc := range []struct {
		path, imported string
		wrong          bool
	}{
		{"internal/answer/x.go", "dalil/internal/search", false},
		{"internal/answer/x_test.go", "dalil/internal/answer", false},  // its own package, from outside
		{"internal/answer/x_test.go", "dalil/internal/eval", false},    // golden tests score with eval
		{"internal/answer/x.go", "dalil/internal/eval", true},          // eval is beside, not below
		{"internal/search/x.go", "dalil/internal/answer", true},        // upwards
		{"internal/arabic/x_test.go", "dalil/internal/names", true},    // upwards, in a test
		{"corpus/x.go", "dalil/internal/arabic", true},                 // corpus is under all
		{"internal/handlers/x.go", "dalil/config", true},               // config only to cmd/bot
		{"internal/handlers/x.go", "dalil/internal/store", false},      // store is under handlers
		{"internal/answer/x.go", "dalil/internal/store", true},         // and under nothing else
		{"internal/handlers/x.go", "dalil/internal/discordtest", true}, // a fake, outside a test
		{"internal/handlers/x_test.go", "dalil/internal/discordtest", false},
		{"internal/eval/x.go", "dalil/cmd/bot", true},                      // nothing imports cmd
		{"internal/rooms/x.go", "fmt", true},                               // a package nobody has placed
		{"internal/search/x.go", "github.com/blevesearch/bleve/v2", false}, // the one place for Bleve
		{"cmd/bot/x.go", "github.com/blevesearch/bleve/v2/mapping", true},  //
		{"internal/eval/x.go", "github.com/blevesearch/bleve_index_api", true},
		{"internal/arabic/x.go", "github.com/blevesearch/snowballstem", false}, // a stemmer is not the index
		{"internal/answer/x.go", "github.com/bwmarrin/discordgo", true},
		{"internal/store/x_test.go", "github.com/bwmarrin/discordgo", true},
		{"internal/handlers/x.go", "github.com/bwmarrin/discordgo", false},
	} {
		faults := wrongArrows([]source{{path: tc.path, imports: []string{tc.imported}}})
		if got := len(faults) > 0; got != tc.wrong {
			t.Errorf("%s imports %s: faults %q, want wrong = %v", tc.path, tc.imported, faults, tc.wrong)
		}
	}
}
