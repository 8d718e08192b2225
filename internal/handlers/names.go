package handlers

import (
	"slices"
	"strings"
	"sync"

	"github.com/bwmarrin/discordgo"

	"dalil/corpus"
	"dalil/internal/answer"
	"dalil/internal/names"
	"dalil/internal/search"
)

// entityKind is what a field asks for.
type entityKind int

const (
	entityModel entityKind = iota // or whatever else is no company
	entityCompany
	entityAny // that can be compared
	entityKinds
)

// holds reports whether a field of a kind may name an entry of the catalogue.
func (k entityKind) holds(cat *corpus.Catalogue, id string) bool {
	_, org := cat.Organisation(id)
	_, model := cat.Model(id)
	return k == entityAny && (org || model) || k == entityCompany && org || k == entityModel && !org
}

const (
	maxChoices = 25
	maxChoice  = 100 // characters of a choice's name and value
)

// completers find names for fields; they are made anew for another index.
type completers struct {
	mu  sync.Mutex
	of  *corpus.Corpus
	all [entityKinds]*names.Completer
}

// get returns the completer of a kind over a corpus.
func (c *completers) get(from *corpus.Corpus, kind entityKind) *names.Completer {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.of != from {
		c.of, c.all = from, [entityKinds]*names.Completer{}
	}
	if c.all[kind] == nil {
		cat := &from.Catalogue
		c.all[kind] = names.NewCompleter(cat, func(id string) bool {
			return kind.holds(cat, id)
		})
	}
	return c.all[kind]
}

// entity returns the entity that a field means: by its id, which a completion
// gives, or by whatever was typed.
func (b *Bot) entity(typed string, kind entityKind) (id string, ok bool) {
	b.use(func(ix *search.Index, _ *answer.Answerer) {
		c, cat := b.names.get(ix.Corpus, kind), &ix.Corpus.Catalogue
		if _, known := cat.Entry(typed); known && kind.holds(cat, typed) {
			id, ok = typed, true
			return
		}
		if found := c.Complete(typed, 1); len(found) > 0 && strings.TrimSpace(typed) != "" {
			id, ok = found[0], true
		}
	})
	return id, ok
}

// notFound says that nothing has that name.
func (b *Bot) notFound(c call, typed string) view {
	return notice(c.lang, "not-found", cut(oneLine(bare(typed)), maxChoice))
}

// completions returns what the field that is being typed in may become.
func (b *Bot) completions(c call, d discordgo.ApplicationCommandInteractionData) (list []*discordgo.ApplicationCommandOptionChoice) {
	for _, o := range c.options {
		if !o.Focused {
			continue
		}
		typed, _ := o.Value.(string)
		if o.Name == kindName {
			return kindChoices(typed, c.lang)
		}
		kind := entityAny
		switch {
		case o.Name == makerName || d.Name == companyName:
			kind = entityCompany
		case d.Name == modelName:
			kind = entityModel
		}
		b.use(func(ix *search.Index, a *answer.Answerer) {
			for _, id := range b.names.get(ix.Corpus, kind).Complete(typed, maxChoices) {
				if len(id) <= maxChoice {
					list = append(list, &discordgo.ApplicationCommandOptionChoice{Name: cut(a.Name(id, c.lang), maxChoice), Value: id})
				}
			}
		})
	}
	return list
}

// kindChoices returns the kinds of models whose names, in either language, hold
// what was typed.
func kindChoices(typed string, l lang) (list []*discordgo.ApplicationCommandOptionChoice) {
	typed = strings.ToLower(strings.TrimSpace(typed))
	for _, kind := range corpus.Kinds {
		name := answer.KindName(kind, l)
		texts := []string{kind, name, answer.KindName(kind, corpus.English)}
		if len(list) < maxChoices && slices.ContainsFunc(texts, func(t string) bool { return strings.Contains(strings.ToLower(t), typed) }) {
			list = append(list, &discordgo.ApplicationCommandOptionChoice{Name: cut(name, maxChoice), Value: kind})
		}
	}
	return list
}

// filterArgs are the args of a list of models; ok is false for a kind that
// there is not.
func filterArgs(f answer.Filter) (args []byte, ok bool) {
	place := func(list []string, value string) byte {
		if value == "" {
			return 0
		}
		return byte(slices.Index(list, value) + 1)
	}
	kind, licence := place(corpus.Kinds, f.Kind), place(corpus.LicenceClasses, f.Licence)
	if f.Kind != "" && kind == 0 || f.Licence != "" && licence == 0 {
		return nil, false
	}
	args = append([]byte{kind, licence, place(corpus.Truths, f.Open), byte(len(f.Year))}, f.Year...)
	if f.Maker != "" {
		args = appendShort(args, f.Maker)
	}
	return args, true
}

// filterOf reads what filterArgs wrote; ok is false where the maker is not in
// the catalogue.
func filterOf(cat *corpus.Catalogue, args []byte) (f answer.Filter, ok bool) {
	if len(args) < 4 || len(args) < 4+int(args[3]) {
		return f, false
	}
	value := func(list []string, place byte) string {
		if place == 0 || int(place) > len(list) {
			return ""
		}
		return list[place-1]
	}
	f = answer.Filter{Kind: value(corpus.Kinds, args[0]), Licence: value(corpus.LicenceClasses, args[1]), Open: value(corpus.Truths, args[2])}
	rest := args[4+int(args[3]):]
	f.Year = string(args[4 : 4+int(args[3])])
	if len(rest) > 0 {
		ids := entities(cat, rest)
		if len(ids) != 1 {
			return f, false
		}
		f.Maker = ids[0]
	}
	return f, true
}
