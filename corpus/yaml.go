package corpus

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"unicode"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// maxNesting bounds the depth of lists and fields in YAML and of quotations and
// lists in Markdown: the parsers take time and memory that grow with its square.
const maxNesting = 500

// block is YAML in a file. Decoding walks the syntax tree instead of calling
// yaml.Unmarshal so that every fault is found, with its line, and a scalar
// keeps the text that was written: 79.80 stays "79.80", 2025-01-20 a date.
type block struct {
	file string
	*Problems
}

// lines says where each field of a decoded value stands in the file, by path:
// "maker", "based_on[1]", "claims[0].source".
type lines map[string]int

// parse returns the top mapping of a file's text, or nil if there is none; what
// is wrong is recorded. Front matter comes with blank lines in place of what
// stands above it, so that its lines are those of the file.
func (b block) parse(text string) (top *ast.MappingNode) {
	if line := tooDeep(text); line > 0 {
		b.add(b.file, line, "broken YAML: more than %d lists or fields within each other", maxNesting)
		return nil
	}
	defer func() { // the parser panics on some broken input
		if p := recover(); p != nil {
			b.add(b.file, 1, "broken YAML: %v", p)
		}
	}()
	tree, err := parser.ParseBytes([]byte(text), 0)
	if err != nil {
		line, message := 1, err.Error()
		var ye yaml.Error
		if errors.As(err, &ye) {
			message = ye.GetMessage()
			if t := ye.GetToken(); t != nil && t.Position != nil {
				line = t.Position.Line
			}
		}
		b.add(b.file, line, "broken YAML: %s", firstLine(message))
		return nil
	}
	for i, doc := range tree.Docs {
		if i > 0 {
			b.add(b.file, b.line(doc), "broken YAML: a second document, want one")
			return nil
		}
		if doc.Body == nil {
			continue
		}
		var ok bool
		if top, ok = mapping(doc.Body); !ok {
			b.add(b.file, b.line(doc.Body), "broken YAML: want fields with a colon, as in title: …")
		}
	}
	return top
}

// line returns the line of a node in the file.
func (b block) line(n ast.Node) int {
	if m, ok := n.(*ast.MappingNode); ok && len(m.Values) > 0 && !m.IsFlowStyle {
		n = m.Values[0].Key
	}
	t := n.GetToken()
	if t == nil || t.Position == nil {
		return 1
	}
	return t.Position.Line
}

// decode stores a node in v, which is a struct, slice or string, and the lines
// of its fields under path in at.
func (b block) decode(n ast.Node, v reflect.Value, path string, at lines) {
	if t, ok := n.(*ast.TagNode); ok {
		n = t.Value
	}
	if n == nil {
		return
	}
	at[path] = b.line(n)
	switch n.Type() {
	case ast.NullType:
		return
	case ast.AnchorType, ast.AliasType:
		b.add(b.file, b.line(n), "%s: a YAML anchor or alias is not read: write the value out, in quotes if it begins with & or *", shown(path))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		if m, ok := mapping(n); ok {
			b.decodeStruct(m, v, path, at)
			return
		}
		b.add(b.file, b.line(n), "%s: want fields: %s", shown(path), strings.Join(fieldNames(v), ", "))
	case reflect.Slice:
		seq, ok := n.(*ast.SequenceNode)
		if !ok {
			b.add(b.file, b.line(n), "%s: want a list", shown(path))
			return
		}
		list := reflect.MakeSlice(v.Type(), len(seq.Values), len(seq.Values))
		for i, item := range seq.Values {
			b.decode(item, list.Index(i), fmt.Sprintf("%s[%d]", path, i), at)
		}
		v.Set(list)
	default:
		text, ok := scalar(n)
		if !ok {
			b.add(b.file, b.line(n), "%s: want text", shown(path))
			return
		}
		if strings.ContainsFunc(text, func(c rune) bool { return unicode.IsControl(c) && c != '\n' && c != '\t' }) {
			b.add(b.file, b.line(n), "%s: control character in the text", shown(path))
			return
		}
		v.SetString(text)
	}
}

// decodeStruct stores the fields of a mapping and records those that v does
// not have.
func (b block) decodeStruct(m *ast.MappingNode, v reflect.Value, path string, at lines) {
	for _, pair := range m.Values {
		key, ok := scalar(pair.Key)
		if !ok {
			b.add(b.file, b.line(pair.Key), "broken YAML: want a field name")
			continue
		}
		field, ok := fieldByName(v, key)
		if !ok {
			b.add(b.file, b.line(pair.Key), "unknown field %q: want one of %s", key, strings.Join(fieldNames(v), ", "))
			continue
		}
		under := key
		if path != "" {
			under = path + "." + key
		}
		b.decode(pair.Value, field, under, at)
		if at[under] == 0 || pair.Value.Type() == ast.LiteralType {
			at[under] = b.line(pair.Key)
		}
	}
}

// mapping returns the node as a mapping.
func mapping(n ast.Node) (*ast.MappingNode, bool) {
	switch n := n.(type) {
	case *ast.MappingNode:
		return n, true
	case *ast.MappingValueNode:
		return ast.Mapping(n.Start, false, n), true
	}
	return nil, false
}

// scalar returns the text of a scalar as it is written in the file, without
// quotes and outer spaces.
func scalar(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return strings.TrimSpace(n.Value), true
	case *ast.LiteralNode:
		return strings.TrimSpace(n.Value.Value), true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return strings.TrimSpace(n.GetToken().Value), true
	}
	return "", false
}

// fieldByName returns the field of a struct, or of one embedded in it, that
// has a name in YAML.
func fieldByName(v reflect.Value, name string) (reflect.Value, bool) {
	for f, field := range v.Fields() {
		tag := f.Tag.Get("yaml")
		if tag == ",inline" {
			if inner, ok := fieldByName(field, name); ok {
				return inner, true
			}
		} else if tag == name && tag != "-" {
			return field, true
		}
	}
	return reflect.Value{}, false
}

// fieldNames returns the names in YAML of the fields of a struct.
func fieldNames(v reflect.Value) []string {
	var names []string
	for f, field := range v.Fields() {
		switch tag := f.Tag.Get("yaml"); tag {
		case ",inline":
			names = append(names, fieldNames(field)...)
		case "", "-":
		default:
			names = append(names, tag)
		}
	}
	return names
}

func shown(path string) string {
	if path == "" {
		return "entry"
	}
	return path
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// tooDeep returns the first line where more than maxNesting brackets are open
// or a line begins with as many list or key marks, 0 if there is none.
func tooDeep(text string) int {
	n, open := 0, 0
	for line := range strings.Lines(text) {
		n++
		open += strings.Count(line, "[") + strings.Count(line, "{")
		marks := len(line) - len(strings.TrimLeft(line, "-? \t"))
		if open > maxNesting || strings.Count(line[:marks], "- ")+strings.Count(line[:marks], "? ") > maxNesting {
			return n
		}
		open = max(0, open-strings.Count(line, "]")-strings.Count(line, "}"))
	}
	return 0
}
