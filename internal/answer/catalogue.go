package answer

import (
	"slices"

	"dalil/internal/arabic"
)

// genericClasses are words that any question about an entity may hold.
var genericClasses = []class{
	"who", "which", "what", "when", "where", "why", "how", "howmany", "whether", "list", "define",
	"meta", "greeting", "company", "model", "app", "date", "number", "person", "and", "pronoun",
}

// fromCatalogue answers a question about the entities it names from the facts
// of the catalogue. It returns nil where the catalogue does not answer: no
// attribute is asked for, the question says more than the attribute, or the
// field is empty.
func (a *Answerer) fromCatalogue(in *intent) []fact {
	for _, id := range in.subjects(a) {
		for _, attr := range attributes {
			if !a.asksFor(in, attr, id) || !in.explainedBy(attr) {
				continue
			}
			facts := attr.facts(a, id, in.lang)
			if attr.name == "claims" {
				facts = a.aboutNamed(in, id, facts)
			}
			if len(facts) > 0 {
				return facts[:min(len(facts), maxFacts)]
			}
		}
	}
	return nil
}

// aboutNamed keeps the claims about the benchmarks and models that the question
// names beside its subject, all where it names none.
func (a *Answerer) aboutNamed(in *intent, subject string, claims []fact) []fact {
	others := slices.DeleteFunc(entityIDs(in.links()), func(id string) bool {
		return id == subject || in.alsoMeans(id, subject) || a.kinds[id] == wantOrg
	})
	if len(others) == 0 {
		return claims
	}
	return slices.DeleteFunc(claims, func(f fact) bool { return !intersect(f.names, others) })
}

// namesKind reports whether the question names an entity of a kind.
func (a *Answerer) namesKind(in *intent, kind want) bool {
	return slices.ContainsFunc(entityIDs(in.links()), func(id string) bool { return a.kinds[id] == kind })
}

// year returns the year that the question names, "" for none.
func (in *intent) year() string {
	for i, t := range in.query.Tokens {
		if !in.skip[i] && t.Script == arabic.Number && isYear(t.Text) {
			return t.Text
		}
	}
	return ""
}

// kind returns the kinds of model that the question names. Words that have a
// kind in common mean that one: "edit images" is image editing.
func (in *intent) kind() []string {
	var kinds, common []string
	for c := range in.filters() {
		for _, k := range kindsOf[c] {
			if slices.Contains(kinds, k) {
				common = append(common, k)
			}
			kinds = append(kinds, k)
		}
	}
	if common != nil {
		return common
	}
	return kinds
}

// subjects returns the entities of the question, models and products first: of
// "did Baidu make Wan 2.1" Wan 2.1 is the subject.
func (in *intent) subjects(a *Answerer) []string {
	ids := entityIDs(in.links())
	slices.SortStableFunc(ids, func(x, y string) int {
		rank := map[want]int{wantModel: 0, wantOrg: 1}
		rx, ry := 2, 2
		if r, ok := rank[a.kinds[x]]; ok {
			rx = r
		}
		if r, ok := rank[a.kinds[y]]; ok {
			ry = r
		}
		return rx - ry
	})
	return ids
}

// asksFor reports whether the question asks for an attribute of an entity.
func (a *Answerer) asksFor(in *intent, attr attribute, id string) bool {
	org, model := a.kinds[id] == wantOrg, a.kinds[id] == wantModel
	if in.want == wantDate && attr.name != "released" && attr.name != "founded" {
		return false
	}
	switch attr.name {
	case "founded":
		return org && in.has("found") && (in.want == wantDate || in.has("whether") && in.year() != "")
	case "founder":
		return org && in.want != wantDate && in.year() == "" && (in.has("founder") || in.has("who", "person", "whether") && in.has("found", "foundask"))
	case "chief":
		return org && in.has("chief", "boss")
	case "partner", "chairman", "product":
		return org && in.has(class(attr.name))
	case "parent":
		return org && (in.has("parent") || in.want == wantPerson && in.has("make"))
	case "country":
		_, named := in.country()
		return org && in.want != wantDate && (in.has("country", "city") || in.want == wantPlace || named && in.has("whether"))
	case "released":
		return !org && (in.want == wantDate || in.has("whether") && in.has("release") && in.year() != "")
	case "maker":
		manner := in.has("why") || in.has("how") && !in.has("howmany")
		return !org && !manner && in.want != wantNumber && !in.has("founder", "chief", "chairman") && (in.want == wantPerson || in.want == wantOrg ||
			in.has("make", "parent") && !in.has("what", "which") || in.has("whether") && a.namesKind(in, wantOrg))
	case "active":
		return model && in.has("active")
	case "params":
		return model && in.has("params")
	case "claims":
		return model && (in.has("benchmark") || a.namesKind(in, "benchmark"))
	case "weights":
		return model && in.has("weights") && !in.has("open", "closed", "whether")
	case "scientist":
		return org && in.has("scientist")
	case "kind":
		return model && (in.has("kind", "modality", "purpose") || in.has("whether") && in.kind() != nil)
	case "variant":
		return model && in.has("variant")
	case "open":
		return model && (in.has("open", "closed") || in.has("whether") && in.has("weights"))
	case "define":
		return len(in.links()) == 1 && in.has("define") && in.want != wantDate && in.want != wantNumber || len(in.links()) == 1 && in.want == wantAny && in.bare()
	}
	return model && in.has(attr.classes[0])
}

// bare reports whether the question is nothing but names.
func (in *intent) bare() bool { return in.unexplained(nil) == 0 && len(in.filters()) == 0 }

// explainedBy reports whether the attribute and generic words are all that the
// question says beside names: "which company in Hangzhou made R1" says more. A
// narrow attribute leaves room for one more word.
func (in *intent) explainedBy(attr attribute) bool {
	over := in.unexplained(append(slices.Clone(genericClasses), attr.classes...))
	return over == 0 || attr.narrow && over == 1
}

// unexplained counts the content words of the question that are no names, of
// none of the classes, and no words by which models are picked out.
func (in *intent) unexplained(classes []class) int {
	n := 0
	for i, t := range in.query.Tokens {
		if !t.Stop && !in.skip[i] && !inSpans(in.found, i, classes...) && !in.filterWord(i) && !in.monthWord(i) {
			n++
		}
	}
	return n
}
