package answer

import (
	"slices"

	"dalil/corpus"
)

// personFacts returns who holds a role in an organisation.
func personFacts(phrase, role string) func(*Answerer, string, corpus.Lang) []fact {
	return func(a *Answerer, id string, lang corpus.Lang) []fact {
		o, ok := a.cat.Organisation(id)
		if !ok {
			return nil
		}
		people := peopleWith(o, lang, role)
		if len(people) == 0 {
			return nil
		}
		f := a.statement(&o.Entry, lang, phrase, "people", join(lang, people))
		f.names = a.personIDs(o, role)
		return []fact{f}
	}
}

// personIDs returns the ids of those who hold a role and are in the catalogue.
func (a *Answerer) personIDs(o *corpus.Organisation, role string) []string {
	var ids []string
	for _, p := range o.People {
		for i := range a.cat.Others {
			if other := &a.cat.Others[i]; slices.Contains(p.Roles, role) && other.Kind == "person" && other.Name == p.Name {
				ids = append(ids, other.ID)
			}
		}
	}
	return ids
}

// peopleWith lists those who hold a role, by name.
func peopleWith(o *corpus.Organisation, lang corpus.Lang, role string) []string {
	var out []string
	for _, p := range o.People {
		if slices.Contains(p.Roles, role) {
			out = append(out, personName(p, lang))
		}
	}
	return out
}

func personName(p corpus.Person, lang corpus.Lang) string {
	if lang == corpus.Arabic && p.AR != "" {
		return p.AR + " (" + p.Name + ")"
	}
	return p.Name
}

func founderFacts(a *Answerer, id string, lang corpus.Lang) []fact {
	o, ok := a.cat.Organisation(id)
	if !ok {
		return nil
	}
	var facts []fact
	for _, r := range [][2]string{{"founder", "founder"}, {"cofounder", "co-founder"}} {
		if people := peopleWith(o, lang, r[1]); len(people) > 0 {
			f := a.statement(&o.Entry, lang, r[0], "people", join(lang, people))
			f.names = a.personIDs(o, r[1])
			facts = append(facts, f)
		}
	}
	return facts
}

func foundedFacts(a *Answerer, id string, lang corpus.Lang) []fact {
	o, ok := a.cat.Organisation(id)
	if !ok || o.Founded == "" {
		return nil
	}
	f := a.statement(&o.Entry, lang, "founded", "founded", formatDate(o.Founded, lang))
	f.value = o.Founded
	return []fact{f}
}

func parentFacts(a *Answerer, id string, lang corpus.Lang) []fact {
	o, ok := a.cat.Organisation(id)
	if !ok || o.Parent == "" {
		return nil
	}
	f := a.statement(&o.Entry, lang, "parent", "parent", a.name(o.Parent, lang))
	f.names, f.value = []string{o.Parent}, o.Parent
	return []fact{f}
}

func countryFacts(a *Answerer, id string, lang corpus.Lang) []fact {
	o, ok := a.cat.Organisation(id)
	if !ok {
		return nil
	}
	country, in := o.Country.In(lang)
	if country == "" {
		return nil
	}
	field := "country"
	if city, _ := o.City.In(in); city != "" && city != country {
		country, field = city+say(in, "comma")+country, "city"
	}
	f := a.statement(&o.Entry, lang, "country", field, country)
	f.value = o.Country.EN
	return []fact{f}
}

func partnerFacts(a *Answerer, id string, lang corpus.Lang) []fact {
	o, ok := a.cat.Organisation(id)
	if !ok {
		return nil
	}
	var facts []fact
	for _, p := range o.Partners {
		what, _ := p.What.In(lang)
		f := a.statement(&o.Entry, lang, "partner", "partners", a.name(p.ID, lang), what)
		f.names = []string{p.ID}
		if p.Source != "" {
			f.source = p.Source
		}
		facts = append(facts, f)
	}
	return facts[:min(len(facts), maxFacts)]
}

func productFacts(a *Answerer, id string, lang corpus.Lang) []fact {
	o, ok := a.cat.Organisation(id)
	if !ok || len(o.Products) == 0 {
		return nil
	}
	return []fact{a.statement(&o.Entry, lang, "product", "products", join(lang, o.Products))}
}
