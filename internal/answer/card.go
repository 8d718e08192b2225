package answer

import (
	"slices"
	"strconv"
	"strings"

	"dalil/corpus"
)

// cardAttributes are the attributes that a card shows, in order. Each has a
// phrase "label.<name>".
var cardAttributes = []string{
	"maker", "parent", "founder", "chief", "founded", "country", "partner", "product",
	"released", "kind", "params", "active", "context", "licence", "open", "based", "variant", "paper", "repo", "weights",
}

// Card returns what the catalogue says of an entity: its description, a line an
// attribute, and what is claimed of it, each with its source. ok is false for
// an unknown id.
func (a *Answerer) Card(id string, lang corpus.Lang) (r Reply, ok bool) {
	e, ok := a.cat.Entry(id)
	if !ok {
		return Reply{}, false
	}
	b := card{a: a, reply: Reply{Status: Answered, Lang: lang, Entities: []string{id}}}
	for _, f := range defineFacts(a, id, lang) {
		b.add("", f)
	}
	for _, name := range cardAttributes {
		i := slices.IndexFunc(attributes, func(at attribute) bool { return at.name == name })
		facts := attributes[i].facts(a, id, lang)
		if name == "kind" || name == "params" {
			facts = facts[:min(len(facts), 1)] // the others have lines of their own
		}
		for _, f := range facts {
			b.add(say(lang, "label."+name), f)
		}
	}
	for _, f := range append(claimFacts(a, id, lang), a.statements(id, lang)...) {
		b.add("", f)
	}
	for _, c := range e.Conflicts {
		text, _ := c.In(lang)
		b.lines = append(b.lines, say(lang, "conflict", text))
	}
	if len(b.lines) == 0 {
		b.lines = []string{say(lang, "bare", a.name(id, lang))}
	}
	b.reply.Text = strings.Join(b.lines, "\n")
	return b.reply, true
}

// statements returns the facts of an entity that is neither a model nor an
// organisation.
func (a *Answerer) statements(id string, lang corpus.Lang) (facts []fact) {
	o, ok := a.cat.Other(id)
	if !ok {
		return nil
	}
	for _, s := range o.Facts {
		if text, in := s.Text.In(lang); text != "" {
			facts = append(facts, fact{entity: &o.Entry, text: text, source: s.Source, lang: in, shown: text})
		}
	}
	return facts
}

// card collects lines whose sources are numbered, one number a source.
type card struct {
	a     *Answerer
	reply Reply
	lines []string
}

// add adds a line for a fact; without a label it is the statement itself.
func (b *card) add(label string, f fact) {
	text := f.text
	if label != "" {
		text = label + ": " + f.shown
	}
	b.lines = append(b.lines, text+" ["+strconv.Itoa(b.number(f))+"]")
}

// number returns the number of the citation of a fact. Facts of one source and
// language share it.
func (b *card) number(f fact) int {
	c := Citation{N: len(b.reply.Citations) + 1, Title: f.entity.Name, Quote: f.text, Lang: f.lang, Entity: f.entity.ID}
	b.a.cite(&c, f.source)
	for i := range b.reply.Citations {
		if have := &b.reply.Citations[i]; have.URL == c.URL && have.Source == c.Source && have.Lang == c.Lang {
			have.Quote += " " + f.text
			return have.N
		}
	}
	b.reply.Citations = append(b.reply.Citations, c)
	return c.N
}

// Compare returns two to four entities side by side, one line an attribute. ok
// is false where the catalogue has no facts of them.
func (a *Answerer) Compare(ids []string, lang corpus.Lang) (r Reply, ok bool) {
	return a.compare(ids, compared, lang)
}

// Models returns all models that a filter lets pass, the newest first, a line
// each.
func (a *Answerer) Models(f Filter, lang corpus.Lang) Reply {
	return a.list(a.models(f.inner()), lang, true)
}

// Filter says which models are asked for. What is empty does not matter.
type Filter struct {
	Maker   string // id of an organisation
	Kind    string // of corpus.Kinds
	Licence string // of corpus.LicenceClasses
	Open    string // of corpus.Truths: whether the weights are open
	Year    string // of the release
}

func (f Filter) inner() (in filter) {
	in.open, in.from, in.to = f.Open, f.Year, f.Year
	for _, l := range []struct {
		to    *[]string
		value string
	}{{&in.makers, f.Maker}, {&in.kinds, f.Kind}, {&in.classes, f.Licence}} {
		if l.value != "" {
			*l.to = []string{l.value}
		}
	}
	return in
}

// KindName returns how a reply calls a kind of model.
func KindName(kind string, lang corpus.Lang) string { return namesOf("kind", []string{kind}, lang) }

// Name returns how a reply in a language calls an entity, its id where it is
// not known.
func (a *Answerer) Name(id string, lang corpus.Lang) string { return a.name(id, lang) }
