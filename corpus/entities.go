package corpus

import (
	"fmt"
	"strings"
)

// modalities are the values that Modality.Input and Output may take.
var modalities = []string{"text", "image", "video", "audio", "3d", "action", "vector"}

// catalogueChecker checks the entries of a catalogue against each other.
type catalogueChecker struct {
	checker
	articles map[string]bool // ids
	ids      map[string]record
	broken   map[string]bool
	hints    *int // searches for a nearest id so far
}

// checkCatalogue records what is wrong with the entries that were read.
func (r *reader) checkCatalogue(found entries) {
	all := catalogueChecker{
		checker:  checker{problems: &r.problems},
		articles: map[string]bool{}, ids: map[string]record{}, broken: found.broken, hints: new(int),
	}
	for _, id := range r.articleIDs {
		all.articles[id] = true
	}
	for _, rec := range found.records {
		e := rec.entity.base()
		if first, ok := all.ids[e.ID]; ok {
			b := first.entity.base()
			r.problems.add(e.File, rec.line("id"), "duplicate id %q: also at %s:%d", e.ID, b.File, first.line("id"))
		} else if e.ID != "" {
			all.ids[e.ID] = rec
		}
	}
	for _, rec := range found.records {
		one := all
		e := rec.entity.base()
		one.file, one.at, one.line = e.File, rec.at, e.Line
		one.entry(e, one.articles)
		switch v := rec.entity.(type) {
		case *Organisation:
			one.organisation(v)
		case *Model:
			one.model(v)
		case *Other:
			one.other(v)
		}
	}
	all.circles(found.records, "parent")
	all.circles(found.records, "based_on")
}

// line returns the line of a field, or else of the entry.
func (r record) line(field string) int {
	if at := r.at[field]; at > 0 {
		return at
	}
	return r.entity.base().Line
}

func (c catalogueChecker) organisation(o *Organisation) {
	c.date("founded", o.Founded)
	c.ref("parent", o.Parent, organisations)
	facts := facts{}
	facts.text("country", o.Country)
	facts.text("city", o.City)
	facts.add("founded", o.Founded != "")
	facts.add("parent", o.Parent != "")
	facts.add("people", len(o.People) > 0)
	facts.add("products", len(o.Products) > 0)
	facts.add("github", len(o.GitHub) > 0)
	for i, p := range o.People {
		field := fmt.Sprintf("people[%d]", i)
		c.name(field+".name", p.Name)
		for j, role := range p.Roles {
			c.oneOf("role", fmt.Sprintf("%s.roles[%d]", field, j), role, Roles)
		}
	}
	for i, p := range o.Partners {
		field := fmt.Sprintf("partners[%d]", i)
		if p.ID == "" {
			c.fail(field, "partner without id: add id: of an organisation")
		}
		c.ref(field+".id", p.ID, organisations)
		c.source(field+".source", p.Source, c.articles)
		facts.add("partners", p.Source == "")
	}
	c.sourced(&o.Entry, facts)
}

func (c catalogueChecker) model(m *Model) {
	c.date("released", m.Released)
	c.ref("maker", m.Maker, organisations)
	c.oneOf("licence_class", "licence_class", m.LicenceClass, LicenceClasses)
	c.oneOf("open_weights", "open_weights", m.OpenWeights, Truths)
	c.url("repo", m.Repo)
	c.url("weights", m.Weights)
	c.url("paper.url", m.Paper.URL)
	for i, k := range m.Kind {
		c.oneOf("kind", fmt.Sprintf("kind[%d]", i), k, Kinds)
	}
	for i, v := range m.Modality.Input {
		c.oneOf("modality", fmt.Sprintf("modality.input[%d]", i), v, modalities)
	}
	for i, v := range m.Modality.Output {
		c.oneOf("modality", fmt.Sprintf("modality.output[%d]", i), v, modalities)
	}
	for i, id := range m.BasedOn {
		c.ref(fmt.Sprintf("based_on[%d]", i), id, models)
	}
	facts := facts{}
	facts.add("maker", m.Maker != "")
	facts.add("modality", len(m.Modality.Input)+len(m.Modality.Output) > 0)
	facts.add("released", m.Released != "")
	facts.add("params_total", m.ParamsTotal != "")
	facts.add("params_active", m.ParamsActive != "")
	facts.add("context", m.Context != "")
	facts.add("licence", m.Licence != "")
	facts.add("licence_class", m.LicenceClass != "")
	facts.add("open_weights", m.OpenWeights != "")
	facts.add("variants", len(m.Variants) > 0)
	facts.add("based_on", len(m.BasedOn) > 0)
	facts.add("paper", m.Paper != Paper{})
	facts.add("repo", m.Repo != "")
	facts.add("weights", m.Weights != "")
	facts.add("status", m.Status != "")
	for i, claim := range m.Claims {
		field := fmt.Sprintf("claims[%d]", i)
		c.ref(field+".benchmark", claim.Benchmark, others)
		c.source(field+".source", claim.Source, c.articles)
		facts.add("claims", claim.Source == "")
	}
	c.sourced(&m.Entry, facts)
}

func (c catalogueChecker) other(o *Other) {
	c.date("launched", o.Launched)
	c.ref("owner", o.Owner, organisations)
	c.url("paper", o.Paper)
	c.url("repo", o.Repo)
	for i, id := range o.Related {
		c.ref(fmt.Sprintf("related[%d]", i), id, "")
	}
	facts := facts{}
	facts.add("owner", o.Owner != "")
	facts.add("launched", o.Launched != "")
	facts.add("paper", o.Paper != "")
	facts.add("repo", o.Repo != "")
	for i, f := range o.Facts {
		field := fmt.Sprintf("facts[%d]", i)
		if f.Text == (Text{}) {
			c.fail(field, "fact without text: add text: {en: …, ar: …}")
		}
		c.source(field+".source", f.Source, c.articles)
		facts.add("facts", f.Source == "")
	}
	c.sourced(&o.Entry, facts)
}

// facts are the names of the fields of an entry that state something that
// needs a source. What an entry is called and how it is filed does not.
type facts []string

func (f *facts) add(field string, set bool) {
	if set && (len(*f) == 0 || (*f)[len(*f)-1] != field) {
		*f = append(*f, field)
	}
}

func (f *facts) text(field string, t Text) { f.add(field, t != Text{}) }

// sourced checks that an entry with facts names its sources.
func (c catalogueChecker) sourced(e *Entry, f facts) {
	if len(f) > 0 && len(e.Sources) == 0 {
		c.fail("", "%q states facts (%s) without a source: add sources: and a list of URLs", e.ID, strings.Join(f, ", "))
	}
}
