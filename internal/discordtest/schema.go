package discordtest

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

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

// schema returns what the body of a request must look like.
func (s *schemas) schema(method, template string) (*jsonschema.Schema, error) {
	escape := strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D")
	at := "discord.json#/paths/" + escape.Replace(template) + "/" + strings.ToLower(method) + "/requestBody/content/application~1json/schema"
	s.mu.Lock()
	defer s.mu.Unlock()
	if schema, ok := s.compiled[at]; ok {
		return schema, nil
	}
	schema, err := s.compiler.Compile(at)
	if err == nil {
		s.compiled[at] = schema
	}
	return schema, err
}

// described fails the test and returns false where the body of a request is
// not as Discord describes it.
func (s *Server) described(rt route, r *Request) bool {
	if s.schemas == nil {
		return true
	}
	schema, err := s.schemas.schema(rt.method, rt.template)
	if err != nil {
		s.errorf("no description of %s %s: %v", rt.method, rt.template, err)
		return false
	}
	body, err := jsonschema.UnmarshalJSON(bytes.NewReader(r.raw))
	if err == nil {
		err = schema.Validate(withNumbers(body))
	}
	if err != nil {
		s.errorf("%s %s: Discord would refuse the body: %v\n%s", rt.method, rt.template, err, r.raw)
	}
	return err == nil
}

// withNumbers makes default_member_permissions of commands a number: Discord
// takes the digits of one too, which its description does not say.
func withNumbers(body any) any {
	list, _ := body.([]any)
	for _, one := range list {
		command, _ := one.(map[string]any)
		if digits, ok := command["default_member_permissions"].(string); ok {
			command["default_member_permissions"] = json.Number(digits)
		}
	}
	return body
}
