package answer

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"dalil/corpus"
	"dalil/internal/names"
)

// listPage is how many models a list shows.
const listPage = 15

// order is a superlative: which of the models is asked for.
type order struct {
	class   class
	compare func(x, y *corpus.Model) int // the one asked for first
	value   func(*corpus.Model, corpus.Lang) string
}

var orders = []order{
	{"newest", func(x, y *corpus.Model) int { return cmp.Compare(y.Released, x.Released) }, releaseDate},
	{"oldest", func(x, y *corpus.Model) int { return cmp.Compare(x.Released, y.Released) }, releaseDate},
	{"largest", func(x, y *corpus.Model) int { return cmp.Compare(paramCount(y), paramCount(x)) }, paramText},
	{"smallest", func(x, y *corpus.Model) int { return cmp.Compare(paramCount(x), paramCount(y)) }, paramText},
}

func releaseDate(m *corpus.Model, lang corpus.Lang) string { return formatDate(m.Released, lang) }
func paramText(m *corpus.Model, lang corpus.Lang) string   { return amount(m.ParamsTotal, lang) }

// paramCount returns the first count in a model's size, 0 if there is none.
func paramCount(m *corpus.Model) float64 {
	g := sizePattern.FindStringSubmatch(m.ParamsTotal)
	if g == nil {
		return 0
	}
	n, err := strconv.ParseFloat(g[1], 64)
	if err != nil {
		return 0
	}
	return n * map[string]float64{"M": 1e6, "B": 1e9, "T": 1e12}[g[2]]
}

// fromList answers questions over many models: lists, counts and superlatives.
// ok is false for other questions, or where the catalogue has no such facts.
func (a *Answerer) fromList(in *intent) (Reply, bool) {
	f, any := a.filter(in)
	ord, superlative := in.order()
	releases := len(f.makers) > 0 && in.has("release", "make") && in.has("what", "list") && !in.has("who", "when")
	asks := releases || in.has("member", "model") && (in.has("list", "which", "howmany", "what", "whether") || in.plural()) || superlative
	if in.want == wantOrg || in.want == wantPerson || a.namesKind(in, wantPerson) {
		return Reply{}, false // "which company has the most models?" asks for no model
	}
	if in.has("why") || in.has("how") && !in.has("howmany") || !asks || !any && !superlative || !a.hasFacts || in.unexplained(listClasses) > 0 || a.namesOneModel(in) {
		return Reply{}, false
	}
	models := a.models(f)
	if superlative {
		return a.superlative(in, ord, models)
	}
	return a.list(models, in.lang, in.whole), true
}

// models returns the models that a filter lets pass: families and data sets
// only where their kind is asked for.
func (a *Answerer) models(f filter) (models []*corpus.Model) {
	for i := range a.cat.Models {
		m := &a.cat.Models[i]
		if f.matches(a, m) && (len(f.kinds) > 0 || !slices.Contains(m.Kind, "family") && !slices.Contains(m.Kind, "dataset")) {
			models = append(models, m)
		}
	}
	return models
}

// namesOneModel reports whether the question names a model that is no family:
// then it is about that one.
func (a *Answerer) namesOneModel(in *intent) bool {
	return slices.ContainsFunc(in.links(), func(l names.Link) bool {
		return !slices.ContainsFunc(l.IDs, func(id string) bool {
			m, ok := a.cat.Model(id)
			return a.kinds[id] != wantModel || ok && slices.Contains(m.Kind, "family")
		})
	})
}

// plural reports whether the question asks for several models.
func (in *intent) plural() bool {
	return slices.ContainsFunc(in.found["member"], func(s span) bool {
		t := in.query.Tokens[s.from].Text
		return strings.HasSuffix(t, "s") || t == "\u0646\u0645\u0627\u0630\u062C" || strings.HasSuffix(t, "\u0627\u062A")
	})
}

func (in *intent) order() (order, bool) {
	for _, o := range orders {
		if in.has(o.class) {
			return o, true
		}
	}
	return order{}, false
}

// listClasses are words that a question over many models may hold.
var listClasses = append([]class{
	"member", "make", "release", "open", "closed", "licence", "newest", "oldest", "largest", "smallest",
	"permissive", "noncommercial", "count", "kind", "params", "country", "modality",
}, genericClasses...)

// list renders models, the newest first, each with a citation: in one sentence
// that stops after a page, or as a whole, a line each.
func (a *Answerer) list(models []*corpus.Model, lang corpus.Lang, whole bool) Reply {
	r := Reply{Status: Answered, Lang: lang}
	if len(models) == 0 {
		r.Status, r.Text = Abstained, say(lang, "none")
		return r
	}
	slices.SortStableFunc(models, orders[0].compare)
	shown := len(models)
	if !whole {
		shown = min(shown, listPage)
	}
	var items []string
	for i, m := range models[:shown] {
		item := m.Name
		if m.Released != "" {
			item += " (" + formatDate(m.Released, lang) + ")"
		}
		r.Citations = append(r.Citations, a.modelCitation(m, i+1, lang))
		items = append(items, item+" ["+strconv.Itoa(i+1)+"]")
		r.Entities = append(r.Entities, m.ID)
	}
	if whole && len(items) > 1 {
		r.Text = say(lang, "listed", len(models)) + "\n" + strings.Join(items, "\n")
		return r
	}
	text := strings.Join(items, say(lang, "comma"))
	if more := len(models) - len(items); more > 0 {
		text += " " + say(lang, "more", strconv.Itoa(more))
	}
	r.Text = say(lang, "found", len(models), text)
	return r
}

// modelCitation cites the facts by which a model is in a list.
func (a *Answerer) modelCitation(m *corpus.Model, n int, lang corpus.Lang) Citation {
	c := Citation{N: n, Title: m.Name, Lang: lang, Entity: m.ID}
	var parts []string
	for _, get := range []func(*Answerer, string, corpus.Lang) []fact{makerFacts, releasedFacts, openFacts, kindFacts} {
		if facts := get(a, m.ID, lang); len(facts) > 0 {
			parts = append(parts, facts[0].text)
		}
	}
	c.Quote = strings.Join(parts, " ")
	if len(m.Sources) > 0 {
		a.cite(&c, m.Sources[0])
	}
	return c
}

// superlative answers with the model that comes first in an order.
func (a *Answerer) superlative(in *intent, o order, models []*corpus.Model) (Reply, bool) {
	models = slices.DeleteFunc(models, func(m *corpus.Model) bool { return o.value(m, in.lang) == "" })
	if len(models) == 0 {
		return Reply{}, false
	}
	best := slices.MinFunc(models, o.compare)
	c := a.modelCitation(best, 1, in.lang)
	if facts := paramsFacts(a, best.ID, in.lang); len(facts) > 0 {
		c.Quote += " " + facts[0].text
	}
	r := Reply{Status: Answered, Lang: in.lang, Entities: []string{best.ID}, Citations: []Citation{c}}
	r.Text = say(in.lang, string(o.class), best.Name, o.value(best, in.lang), say(in.lang, "models", len(models))) + " [1]"
	return r, true
}
