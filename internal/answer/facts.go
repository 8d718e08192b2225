package answer

import (
	"slices"
	"strings"

	"dalil/corpus"
)

// fact is a value of the catalogue rendered as a statement.
type fact struct {
	entity *corpus.Entry
	text   string   // the statement; it is also what is quoted
	source string   // URL
	names  []string // ids of the entities that the value names
	value  string   // as the catalogue has it, to compare with a question; "" for a description
	shown  string   // as a comparison shows it
	asks   string   // the phrase that it was rendered with
	lang   corpus.Lang
}

// attribute is something that can be asked of an entity.
type attribute struct {
	name    string
	classes []class // words that ask for it
	narrow  bool    // its words mean nothing else: the question may say a little more
	facts   func(*Answerer, string, corpus.Lang) []fact
}

// attributes in the order in which they are looked for: the narrower first.
var attributes = []attribute{
	{"chairman", []class{"chairman"}, true, personFacts("chairman", "chairman")},
	{"scientist", []class{"scientist"}, true, personFacts("scientist", "chief-scientist")},
	{"chief", []class{"chief", "boss"}, true, personFacts("chief", "chief-executive")},
	{"founder", []class{"founder", "found", "foundask"}, true, founderFacts},
	{"founded", []class{"found"}, false, foundedFacts},
	{"partner", []class{"partner"}, false, partnerFacts},
	{"active", []class{"active", "params"}, true, modelFacts("active", "params_active", func(m *corpus.Model) string { return m.ParamsActive })},
	{"params", []class{"params", "variant"}, true, paramsFacts},
	{"context", []class{"context"}, true, modelFacts("context", "context", func(m *corpus.Model) string { return m.Context })},
	{"licence", []class{"licence", "open"}, true, modelFacts("licence", "licence", func(m *corpus.Model) string { return m.Licence })},
	{"paper", []class{"paper"}, true, modelFacts("paper", "paper", paperOf)},
	{"based", []class{"based"}, true, basedFacts},
	{"variant", []class{"variant", "params"}, false, modelFacts("variant", "variants", func(m *corpus.Model) string { return strings.Join(m.Variants, ", ") })},
	{"weights", []class{"weights"}, true, modelFacts("weights", "weights", func(m *corpus.Model) string { return m.Weights })},
	{"repo", []class{"repo", "weights"}, true, modelFacts("repo", "repo", func(m *corpus.Model) string { return m.Repo })},
	{"claims", []class{"benchmark"}, true, claimFacts},
	{"released", []class{"release", "make", "open"}, false, releasedFacts},
	{"parent", []class{"parent", "make"}, false, parentFacts},
	{"maker", []class{"make", "release", "parent"}, false, makerFacts},
	{"country", []class{"country", "city", "parent"}, true, countryFacts},
	{"open", []class{"open", "closed", "licence", "weights"}, false, openFacts},
	{"kind", []class{"kind", "modality", "purpose"}, false, kindFacts},
	{"product", []class{"product"}, false, productFacts},
	{"define", []class{"define", "kind", "purpose"}, false, defineFacts},
}

// statement renders a fact of an entity.
func (a *Answerer) statement(e *corpus.Entry, lang corpus.Lang, phrase, field, value string, args ...any) fact {
	text := say(lang, phrase, append([]any{value, a.name(e.ID, lang)}, args...)...)
	if slices.ContainsFunc(e.Unverified, func(u corpus.Unverified) bool { return u.Field == field }) {
		text = strings.TrimSuffix(text, ".") + say(lang, "unverified") + "."
	}
	f := fact{entity: e, text: text, value: value, shown: value, asks: phrase, lang: lang}
	if len(e.Sources) > 0 {
		f.source = e.Sources[0]
	}
	return f
}

// name returns how a reply in a language calls an entity. In Arabic,
// organisations, products and persons are called by their Arabic name, the
// Latin one behind it.
func (a *Answerer) name(id string, lang corpus.Lang) string {
	e, ok := a.cat.Entry(id)
	if !ok {
		return id
	}
	if lang == corpus.Arabic && len(e.Aliases.AR) > 0 && a.kinds[id] != wantModel {
		return e.Aliases.AR[0] + " (" + e.Name + ")"
	}
	return e.Name
}

// modelFacts returns the facts of a plain field of a model.
func modelFacts(phrase, field string, get func(*corpus.Model) string) func(*Answerer, string, corpus.Lang) []fact {
	return func(a *Answerer, id string, lang corpus.Lang) []fact {
		m, ok := a.cat.Model(id)
		if !ok || get(m) == "" {
			return nil
		}
		return []fact{a.statement(&m.Entry, lang, phrase, field, get(m))}
	}
}

func paperOf(m *corpus.Model) string {
	if m.Paper.Arxiv != "" && m.Paper.URL != "" {
		return "arXiv " + m.Paper.Arxiv + " (" + m.Paper.URL + ")"
	}
	return m.Paper.URL
}

func paramsFacts(a *Answerer, id string, lang corpus.Lang) []fact {
	m, ok := a.cat.Model(id)
	if !ok || m.ParamsTotal == "" {
		return nil
	}
	facts := []fact{a.statement(&m.Entry, lang, "params", "params_total", amount(m.ParamsTotal, lang))}
	facts[0].value = m.ParamsTotal
	if m.ParamsActive != "" {
		facts = append(facts, a.statement(&m.Entry, lang, "active", "params_active", amount(m.ParamsActive, lang)))
	}
	return facts
}

func releasedFacts(a *Answerer, id string, lang corpus.Lang) []fact {
	if m, ok := a.cat.Model(id); ok && m.Released != "" {
		f := a.statement(&m.Entry, lang, "released", "released", formatDate(m.Released, lang))
		f.value = m.Released
		return []fact{f}
	}
	if o, ok := a.cat.Other(id); ok && o.Launched != "" {
		f := a.statement(&o.Entry, lang, "launched", "launched", formatDate(o.Launched, lang))
		f.value = o.Launched
		return []fact{f}
	}
	return nil
}

func makerFacts(a *Answerer, id string, lang corpus.Lang) []fact {
	var e *corpus.Entry
	phrase, field, maker := "maker", "maker", ""
	if m, ok := a.cat.Model(id); ok {
		e, maker = &m.Entry, m.Maker
	} else if o, ok := a.cat.Other(id); ok {
		e, maker, phrase, field = &o.Entry, o.Owner, "owner", "owner"
	}
	if maker == "" {
		return nil
	}
	f := a.statement(e, lang, phrase, field, a.name(maker, lang))
	f.names, f.value = []string{maker}, maker
	return []fact{f}
}

func basedFacts(a *Answerer, id string, lang corpus.Lang) []fact {
	m, ok := a.cat.Model(id)
	if !ok || len(m.BasedOn) == 0 {
		return nil
	}
	f := a.statement(&m.Entry, lang, "based", "based_on", a.nameList(m.BasedOn, lang))
	f.names = m.BasedOn
	return []fact{f}
}

// nameList lists entities by their names.
func (a *Answerer) nameList(ids []string, lang corpus.Lang) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = a.name(id, lang)
	}
	return join(lang, out)
}

func openFacts(a *Answerer, id string, lang corpus.Lang) []fact {
	m, ok := a.cat.Model(id)
	if !ok || m.OpenWeights == "" && m.LicenceClass == "" {
		return nil
	}
	under := ""
	if m.Licence != "" {
		under = say(lang, "under", m.Licence)
	}
	phrase := map[string]string{"true": "open", "false": "closed", "": "unclear"}[m.OpenWeights]
	f := a.statement(&m.Entry, lang, phrase, "open_weights", under)
	f.value, f.shown = phrase, say(lang, "state."+phrase)
	return []fact{f}
}

// defineFacts is the description of an entity, in our own words.
func defineFacts(a *Answerer, id string, lang corpus.Lang) []fact {
	e, ok := a.cat.Entry(id)
	if !ok {
		return nil
	}
	text, in := e.Description.In(lang)
	if text == "" {
		return nil
	}
	f := a.statement(e, lang, "kind", "", text)
	f.text, f.lang, f.value = text, in, ""
	return []fact{f}
}
