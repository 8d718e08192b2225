package corpus

import (
	"iter"
	"slices"
)

// All yields every entity: organisations, models, others, each in file order.
func (c *Catalogue) All() iter.Seq[*Entry] {
	return func(yield func(*Entry) bool) {
		for p := range c.positions() {
			if !yield(p.entry(c)) {
				return
			}
		}
	}
}

// Entry returns the entity with an id, of whichever list.
func (c *Catalogue) Entry(id string) (*Entry, bool) {
	if i, ok := c.position(id); ok {
		return i.entry(c), true
	}
	return nil, false
}

// With returns the catalogue with more entities behind its own.
func (c *Catalogue) With(more []Other) *Catalogue {
	all := &Catalogue{Organisations: c.Organisations, Models: c.Models, Others: slices.Concat(c.Others, more)}
	all.index = newIndex(all)
	return all
}

// Organisation returns the organisation with an id.
func (c *Catalogue) Organisation(id string) (*Organisation, bool) {
	if i, ok := c.position(id); ok && i.list == organisations {
		return &c.Organisations[i.n], true
	}
	return nil, false
}

// Model returns the model with an id.
func (c *Catalogue) Model(id string) (*Model, bool) {
	if i, ok := c.position(id); ok && i.list == models {
		return &c.Models[i.n], true
	}
	return nil, false
}

// Other returns the entity with an id that is neither an organisation nor a
// model.
func (c *Catalogue) Other(id string) (*Other, bool) {
	if i, ok := c.position(id); ok && i.list == others {
		return &c.Others[i.n], true
	}
	return nil, false
}

// The lists of a catalogue, named as in its files.
const (
	organisations = "organisations"
	models        = "models"
	others        = "others"
)

// position says in which list an entity is, and where.
type position struct {
	list string
	n    int
}

func (p position) entry(c *Catalogue) *Entry {
	switch p.list {
	case organisations:
		return &c.Organisations[p.n].Entry
	case models:
		return &c.Models[p.n].Entry
	}
	return &c.Others[p.n].Entry
}

// position finds an id. A catalogue that Load did not make is searched from
// its beginning.
func (c *Catalogue) position(id string) (position, bool) {
	if c.index != nil {
		p, ok := c.index[id]
		return p, ok
	}
	for p := range c.positions() {
		if p.entry(c).ID == id {
			return p, true
		}
	}
	return position{}, false
}

func (c *Catalogue) positions() iter.Seq[position] {
	return func(yield func(position) bool) {
		for _, l := range []struct {
			name string
			size int
		}{{organisations, len(c.Organisations)}, {models, len(c.Models)}, {others, len(c.Others)}} {
			for n := range l.size {
				if !yield(position{l.name, n}) {
					return
				}
			}
		}
	}
}

// newIndex returns where each id is.
func newIndex(c *Catalogue) map[string]position {
	index := map[string]position{}
	for p := range c.positions() {
		index[p.entry(c).ID] = p
	}
	return index
}
