package answer

import (
	"slices"
	"strconv"
	"strings"

	"dalil/corpus"
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
		return org && in.want == wantDate && in.has("found")
	case "founder":
		return org && in.want != wantDate && (in.has("founder") || in.has("who", "person", "whether") && in.has("found", "foundask"))
	case "chief":
		return org && in.has("chief", "boss")
	case "partner", "chairman", "product":
		return org && in.has(class(attr.name))
	case "parent":
		return org && (in.has("parent") || in.want == wantPerson && in.has("make"))
	case "country":
		return org && in.want != wantDate && (in.has("country", "city") || in.want == wantPlace)
	case "released":
		return !org && (in.want == wantDate || in.has("whether") && in.has("release") && in.year() != "")
	case "maker":
		return !org && in.want != wantNumber && (in.want == wantPerson || in.want == wantOrg ||
			in.has("make", "parent") && !in.has("what", "which") || in.has("whether") && a.namesKind(in, wantOrg))
	case "active":
		return model && in.has("active")
	case "params":
		return model && in.has("params")
	case "claims":
		return model && (in.has("benchmark") || a.namesKind(in, "benchmark"))
	case "scientist":
		return org && in.has("scientist")
	case "kind":
		return model && (in.has("kind", "modality", "purpose") || in.has("whether") && in.kind() != nil)
	case "variant":
		return model && in.has("variant")
	case "open":
		return model && (in.has("open", "closed") || in.has("whether") && in.has("weights"))
	case "define":
		return in.has("define") && in.want != wantDate && in.want != wantNumber || in.bare()
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
		if !t.Stop && !in.skip[i] && !inSpans(in.found, i, classes...) && !in.filterWord(i) {
			n++
		}
	}
	return n
}

// premise checks what the question takes for granted against a fact: "yes" or
// "no" for a yes-or-no question, "premise" where another question rests on
// something that the fact contradicts, "" otherwise.
func (a *Answerer) premise(in *intent, facts []fact) string {
	agrees, checked := a.agrees(in, facts)
	switch {
	case in.has("open") && in.has("closed"): // "open or closed?" is no yes-or-no question
		return ""
	case in.has("whether") && checked:
		return map[bool]string{true: "yes", false: "no"}[agrees]
	case checked && !agrees:
		return "premise"
	}
	return ""
}

// agrees compares the facts with what the question says: the other entities it
// names, a year, a licence, open or not. checked is false where there is
// nothing to compare.
func (a *Answerer) agrees(in *intent, facts []fact) (agrees, checked bool) {
	if facts[0].value == "" {
		return true, false
	}
	agrees = true
	check := func(ok bool) { agrees, checked = agrees && ok, true }
	first := facts[0]
	for _, id := range entityIDs(in.links()) {
		if id == first.entity.ID || in.alsoMeans(id, first.entity.ID) {
			continue
		}
		if m, ok := a.cat().Model(first.entity.ID); ok && a.kinds[id] == wantOrg && m.Maker != "" {
			check(m.Maker == id || a.sharedWork(m, id))
			continue
		}
		check(slices.ContainsFunc(facts, func(f fact) bool { return slices.Contains(f.names, id) }))
	}
	if m, ok := a.cat().Model(first.entity.ID); ok && first.asks == "kind" && in.kind() != nil && in.has("whether") {
		check(intersect(m.Kind, in.kind()) || in.namesModality(m.Modality))
		return agrees, checked
	}
	switch first.value {
	case "open", "closed", "unclear":
		if in.has("whether") && first.value != "unclear" {
			check((first.value == "open") == !in.has("closed"))
		}
	default:
		a.agreesWithValue(in, first, check)
	}
	return agrees, checked
}

// agreesWithValue compares a number, year or licence in a yes-or-no question
// with the value of a fact.
func (a *Answerer) agreesWithValue(in *intent, f fact, check func(bool)) {
	if !in.has("whether") || f.value == "" {
		return
	}
	value := strings.ToLower(f.value)
	for i, t := range in.query.Tokens {
		if in.skip[i] {
			continue
		}
		switch {
		case t.Script == arabic.Number:
			_, err := strconv.ParseFloat(t.Text, 64)
			check(err == nil && strings.Contains(value, t.Text))
		case t.Script == arabic.Latin && !t.Stop && licenceWords[t.Text]:
			check(strings.Contains(value, t.Text))
		}
	}
	if country, ok := in.country(); ok {
		check(strings.EqualFold(country, f.value))
	}
}

// namesModality reports whether the question names something that the model
// takes or gives.
func (in *intent) namesModality(m corpus.Modality) bool {
	for c := range in.filters() {
		if slices.Contains(m.Input, string(c)) || slices.Contains(m.Output, string(c)) {
			return true
		}
	}
	return false
}

// licenceWords are the names by which licences are asked for.
var licenceWords = map[string]bool{"mit": true, "apache": true, "gpl": true, "cc": true, "modified": true, "community": true}

// wrongMaker returns who made the model that the facts are about, where the
// question takes another organisation for its maker.
func (a *Answerer) wrongMaker(in *intent, facts []fact) ([]fact, bool) {
	m, ok := a.cat().Model(facts[0].entity.ID)
	if !ok || m.Maker == "" || facts[0].asks == "claims" {
		return nil, false
	}
	for _, id := range entityIDs(in.links()) {
		if a.kinds[id] == wantOrg && id != m.Maker && !a.sharedWork(m, id) && !in.alsoMeans(id, m.ID) {
			return makerFacts(a, m.ID, in.lang), true
		}
	}
	return nil, false
}

// sharedWork reports whether an organisation is a partner of a model's maker in
// work on that model.
func (a *Answerer) sharedWork(m *corpus.Model, org string) bool {
	maker, ok := a.cat().Organisation(m.Maker)
	return ok && slices.ContainsFunc(maker.Partners, func(p corpus.Partner) bool {
		return p.ID == org && strings.Contains(p.What.EN, m.Name)
	})
}

// alsoMeans reports whether one name of the question means both entities.
func (in *intent) alsoMeans(id, other string) bool {
	for _, l := range in.links() {
		if slices.Contains(l.IDs, id) && slices.Contains(l.IDs, other) {
			return true
		}
	}
	return false
}

// compose makes a reply of facts, each with its citation, and of one sentence
// of an article that says the same where there is one.
func (a *Answerer) compose(in *intent, facts []fact, proof []quote) Reply {
	r := Reply{Status: Answered, Lang: in.lang}
	var lines []string
	for i, f := range facts {
		c := Citation{N: i + 1, Title: f.entity.Name, Quote: f.text, Lang: f.lang, URL: f.source, Source: host(f.source)}
		r.Citations = append(r.Citations, c)
		lines = append(lines, f.text+" ["+strconv.Itoa(c.N)+"]")
	}
	if len(lines) > 0 {
		if p := a.premise(in, facts); p != "" {
			lines[0] = say(in.lang, p) + lines[0]
		}
		if len(facts[0].entity.Conflicts) > 0 && in.want == wantDate {
			conflict, _ := facts[0].entity.Conflicts[0].In(in.lang)
			lines = append(lines, say(in.lang, "conflict", conflict))
		}
	}
	r.Text = strings.Join(lines, "\n")
	a.quote(&r, in, proof)
	return r
}

// host returns the host of a URL, to name a source by.
func host(url string) string {
	_, rest, ok := strings.Cut(url, "://")
	if !ok {
		return ""
	}
	h, _, _ := strings.Cut(rest, "/")
	return strings.TrimPrefix(h, "www.")
}

// quote adds quotes of articles to a reply: a line that says so, then each
// verbatim between quotation marks with its number.
func (a *Answerer) quote(r *Reply, in *intent, quotes []quote) {
	if len(quotes) == 0 {
		return
	}
	lines := []string{}
	if r.Text != "" {
		lines = append(lines, r.Text)
	}
	for _, q := range quotes {
		c := q.cite(len(r.Citations) + 1)
		r.Citations = append(r.Citations, c)
		open, end := "\u201C", "\u201D"
		if c.Lang == corpus.Arabic {
			open, end = "\u00AB", "\u00BB"
		}
		lines = append(lines, open+c.Quote+end+" ["+strconv.Itoa(c.N)+"]")
		if note, ok := relativeDate(c.Quote, q.passage.article.Published, in.lang); ok && in.want == wantDate {
			lines = append(lines, note)
		}
	}
	r.Text = strings.Join(lines, "\n")
}
