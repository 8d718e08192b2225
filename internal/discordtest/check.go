package discordtest

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"unicode/utf16"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// maxContent is how long the text of a bot's message may be; the description
// of the interface allows more, which is for others.
const maxContent = 2000

// The flags of a message that the server looks at.
const (
	suppressEmbeds = 1 << 2
	ephemeral      = 1 << 6
)

// pings matches what notifies somebody where Discord reads mentions.
var pings = regexp.MustCompile(`(?i)@(everyone|here)|<(@[!&]?|#)\d+>`)

// Pings returns the mentions in a text that Discord would read, after it has
// dropped the marks that it drops.
func Pings(text string) []string {
	text = strings.NewReplacer("\u202d", "", "\u202e", "").Replace(text)
	return pings.FindAllString(text, -1)
}

// checkMessage fails the test for a message that Discord would refuse or that
// could notify anybody.
func (s *Server) checkMessage(r Request) {
	if r.Kind == "callback" && r.Type() != 4 && r.Type() != 7 {
		return // carries no message
	}
	if n := len(utf16.Encode([]rune(r.Content()))); n > maxContent || n == 0 {
		s.t.Errorf("discordtest: %s has %d characters, want 1 to %d", r.Kind, n, maxContent)
	}
	allowed, _ := r.Data["allowed_mentions"].(map[string]any)
	if parse, ok := allowed["parse"].([]any); !ok || len(parse) > 0 || allowed["users"] != nil || allowed["roles"] != nil {
		s.t.Errorf("discordtest: %s: allowed_mentions is %v, want an explicit empty parse", r.Kind, r.Data["allowed_mentions"])
	}
	if found := Pings(r.Content()); len(found) > 0 {
		s.t.Errorf("discordtest: %s mentions %q: %q", r.Kind, found, r.Content())
	}
	if r.Kind != "edit" && r.Flags()&suppressEmbeds == 0 {
		s.t.Errorf("discordtest: %s lets links grow into embeds: flags %d", r.Kind, r.Flags())
	}
}

// schemas checks bodies against Discord's own description of its interface.
type schemas struct {
	mu       sync.Mutex
	compiler *jsonschema.Compiler
	compiled map[string]*jsonschema.Schema
}

const description = "discord/openapi.json"

// readSchemas reads the description once for all tests of a process.
var readSchemas = sync.OnceValues(func() (*schemas, error) {
	path := filepath.Join(os.Getenv("DALIL_SHARED"), description)
	if os.Getenv("DALIL_SHARED") == "" {
		root, err := checkout()
		if err != nil {
			return nil, err
		}
		path = filepath.Join(root, "..", "shared", description)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("discord.json", doc); err != nil {
		return nil, err
	}
	return &schemas{compiler: c, compiled: make(map[string]*jsonschema.Schema)}, nil
})

// checkout returns the folder of go.mod.
func checkout() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", os.ErrNotExist
		}
		dir = up
	}
}

// loadSchemas returns what checks bodies; nil, which checks nothing, where the
// description is not there. On CI it must be.
func loadSchemas(t testing.TB) *schemas {
	t.Helper()
	s, err := readSchemas()
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("discordtest: the description of Discord's interface must be there on CI: %v", err)
		}
		t.Logf("discordtest: bodies are not checked: %v", err)
		return nil
	}
	return s
}

// check fails the test where the body of a request is not as described.
func (s *schemas) check(t testing.TB, method, template string, raw []byte) {
	if s == nil {
		return
	}
	escape := strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D")
	at := "discord.json#/paths/" + escape.Replace(template) + "/" + strings.ToLower(method) + "/requestBody/content/application~1json/schema"
	s.mu.Lock()
	defer s.mu.Unlock()
	schema, ok := s.compiled[at]
	if !ok {
		var err error
		if schema, err = s.compiler.Compile(at); err != nil {
			t.Errorf("discordtest: no description of %s %s: %v", method, template, err)
			return
		}
		s.compiled[at] = schema
	}
	body, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err == nil {
		err = schema.Validate(body)
	}
	if err != nil {
		t.Errorf("discordtest: %s %s: Discord would refuse the body: %v\n%s", method, template, err, raw)
	}
}
