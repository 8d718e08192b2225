package answer

import (
	"slices"
	"strconv"
	"strings"

	"dalil/corpus"
)

// compared are the attributes that a comparison shows, in order. Each has a
// phrase "label.<name>".
var compared = []string{"maker", "released", "params", "context", "licence", "open", "kind", "founded", "country"}

// maxCompared bounds how many entities a comparison shows.
const maxCompared = 4

// comparedHere returns the attributes that the question asks to compare, all
// where it names none.
func (in *intent) comparedHere() []string {
	var asked []string
	for _, name := range compared {
		if name != "maker" && name != "kind" && in.has(class(name)) || name == "released" && in.has("release") {
			asked = append(asked, name)
		}
	}
	if asked == nil {
		return compared
	}
	return asked
}

// fromComparison answers "compare A and B" with one line an attribute. ok is
// false for other questions and where the catalogue has no facts of them.
func (a *Answerer) fromComparison(in *intent) (Reply, bool) {
	var ids []string
	for _, l := range in.links() {
		id := l.IDs[0]
		if k := a.kinds[id]; (k == wantModel || k == wantOrg) && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	if !in.has("compare", "relation") {
		return Reply{}, false
	}
	return a.compare(ids, in.comparedHere(), in.lang)
}

// compare shows attributes of entities side by side. ok is false for fewer than
// two or too many, and where the catalogue has no facts of one.
func (a *Answerer) compare(ids, names []string, lang corpus.Lang) (r Reply, ok bool) {
	if len(ids) < 2 || len(ids) > maxCompared {
		return Reply{}, false
	}
	r = Reply{Status: Answered, Lang: lang, Entities: ids}
	quotes := make([]string, len(ids))
	var lines []string
	for _, name := range names {
		i := slices.IndexFunc(attributes, func(at attribute) bool { return at.name == name })
		var cells []string
		for n, id := range ids {
			if facts := attributes[i].facts(a, id, lang); len(facts) > 0 {
				quotes[n] = strings.TrimSpace(quotes[n] + " " + facts[0].text)
				cells = append(cells, a.name(id, lang)+": "+facts[0].shown+" ["+strconv.Itoa(n+1)+"]")
			}
		}
		if len(cells) > 0 {
			lines = append(lines, say(lang, "label."+name)+" \u2014 "+strings.Join(cells, say(lang, "semicolon")))
		}
	}
	if len(lines) == 0 || slices.Contains(quotes, "") {
		return Reply{}, false
	}
	for n, id := range ids {
		e, _ := a.cat.Entry(id)
		c := Citation{N: n + 1, Title: e.Name, Quote: quotes[n], Lang: lang, Entity: id}
		if len(e.Sources) > 0 {
			a.cite(&c, e.Sources[0])
		}
		r.Citations = append(r.Citations, c)
	}
	r.Text = strings.Join(lines, "\n")
	return r, true
}
