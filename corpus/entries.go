package corpus

import (
	"io/fs"
	"path"
	"reflect"

	"github.com/goccy/go-yaml/ast"
)

// maxEntries is the number of entities that one catalogue file may hold.
const maxEntries = 50_000

// entries is what was read of the catalogue, before it is checked.
type entries struct {
	records []record
	broken  map[string]bool // lists of which nothing or not all could be read
}

// record is an entity with the lines of its fields.
type record struct {
	entity entity
	list   string
	at     lines
}

// entity is *Organisation, *Model or *Other.
type entity interface{ base() *Entry }

func (e *Entry) base() *Entry { return e }

// readCatalogue reads the files of the folder into c, in order of lists.
func (r *reader) readCatalogue(c *Catalogue) entries {
	found := entries{broken: map[string]bool{}}
	files := map[string]fs.DirEntry{}
	for _, e := range r.list(catalogueDir) {
		files[e.Name()] = e
	}
	for _, list := range []string{organisations, models, others} {
		name := list + ".yaml"
		e, ok := files[name]
		if !ok {
			continue
		}
		delete(files, name)
		f, ok := r.read(catalogueDir, e)
		if !ok {
			found.broken[list] = true
			continue
		}
		items, ok := r.parseList(f, list)
		found.broken[list] = !ok
		b := block{file: f.path, Problems: &r.problems}
		switch list {
		case organisations:
			c.Organisations = decodeAll[Organisation](b, list, items, &found)
		case models:
			c.Models = decodeAll[Model](b, list, items, &found)
		case others:
			c.Others = decodeAll[Other](b, list, items, &found)
		}
	}
	for name := range files {
		r.problems.add(path.Join(catalogueDir, name), 0, "not a catalogue file: want organisations.yaml, models.yaml or others.yaml")
	}
	return found
}

// decodeAll decodes the entries of a list, each on its own, so that a broken
// one does not hide the others.
func decodeAll[T any, P interface {
	*T
	entity
}](b block, list string, items []ast.Node, found *entries) []T {
	all := make([]T, len(items))
	for i, item := range items {
		if _, ok := mapping(item); !ok {
			b.add(b.file, b.line(item), "not an entry: want fields, id: and name: at least")
			continue
		}
		at := lines{}
		b.decode(item, reflect.ValueOf(&all[i]).Elem(), "", at)
		e := P(&all[i]).base()
		e.File, e.Line = b.file, b.line(item)
		found.records = append(found.records, record{P(&all[i]), list, at})
	}
	return all
}

// parseList returns the nodes of the one list that a catalogue file holds, and
// whether the file is sound around them.
func (r *reader) parseList(f file, list string) ([]ast.Node, bool) {
	b := block{file: f.path, Problems: &r.problems}
	before := len(r.problems)
	top := b.parse(f.text)
	if top == nil {
		if len(r.problems) == before {
			r.problems.add(f.path, 1, "empty file: want %s: and a list", list)
		}
		return nil, false
	}
	var items []ast.Node
	for _, pair := range top.Values {
		key, _ := scalar(pair.Key)
		seq, isList := pair.Value.(*ast.SequenceNode)
		switch {
		case key != list:
			r.problems.add(f.path, b.line(pair.Key), "unknown field %q: want %s", key, list)
		case pair.Value.Type() == ast.NullType:
		case !isList:
			r.problems.add(f.path, b.line(pair.Value), "%s: want a list", list)
		case len(seq.Values) > maxEntries:
			r.problems.add(f.path, b.line(pair.Key), "%d entries, at most %d are read", len(seq.Values), maxEntries)
		default:
			items = seq.Values
		}
	}
	return items, len(r.problems) == before
}
