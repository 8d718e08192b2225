package answer

import (
	"fmt"
	"slices"
	"strings"

	"dalil/corpus"
	"dalil/internal/arabic"
)

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
		if m, ok := a.cat.Model(first.entity.ID); ok && a.kinds[id] == wantOrg && m.Maker != "" {
			if !in.alternatives() {
				check(m.Maker == id || a.sharedWork(m, id))
			}
			continue
		}
		check(slices.ContainsFunc(facts, func(f fact) bool { return slices.Contains(f.names, id) }))
	}
	if m, ok := a.cat.Model(first.entity.ID); ok && first.asks == "kind" && in.kind() != nil && in.has("whether") {
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
	if f.asks == "released" || f.asks == "founded" || f.asks == "launched" {
		check(in.agreesWithDate(f.value))
		return
	}
	numbers := arabic.Tokens(f.value)
	for i, t := range in.query.Tokens {
		if in.skip[i] {
			continue
		}
		switch {
		case t.Script == arabic.Number:
			at := slices.IndexFunc(numbers, func(n arabic.Token) bool { return n.Text == t.Text })
			check(at >= 0 && in.sameScale(i, numbers[at:]))
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

// sameScale reports whether the word after number i of the question ("million")
// is that of the value, whose tokens begin with the number.
func (in *intent) sameScale(i int, value []arabic.Token) bool {
	if i+1 >= len(in.query.Tokens) || len(value) < 2 {
		return true
	}
	for _, letter := range []string{"B", "T", "M"} {
		for _, lang := range []corpus.Lang{corpus.English, corpus.Arabic} {
			if in.query.Tokens[i+1].Text == arabic.Fold(say(lang, "scale."+letter)) {
				return strings.EqualFold(value[1].Text, letter)
			}
		}
	}
	return true
}

// agreesWithDate compares the year, month and day of a question with a date.
func (in *intent) agreesWithDate(date string) bool {
	parts := strings.Split(date, "-")
	for i, t := range in.query.Tokens {
		switch {
		case in.skip[i]:
		case t.Script == arabic.Number && isYear(t.Text):
			if t.Text != parts[0] {
				return false
			}
		case t.Script == arabic.Number:
			if len(parts) > 2 && strings.TrimLeft(parts[2], "0") != t.Text {
				return false
			}
		case in.monthWord(i) && len(parts) > 1:
			if monthNumber(t) != 0 && fmt.Sprintf("%02d", monthNumber(t)) != parts[1] {
				return false
			}
		}
	}
	return true
}

// monthWord reports whether a token is the name of a month.
func (in *intent) monthWord(i int) bool { return monthNumber(in.query.Tokens[i]) != 0 }

// monthNumber returns the number of the month that a token names, 0 for none.
func monthNumber(t arabic.Token) int {
	for m := 1; m <= 12; m++ {
		for _, lang := range []corpus.Lang{corpus.English, corpus.Arabic} {
			if t.Text == arabic.Fold(say(lang, fmt.Sprintf("month.%02d", m))) {
				return m
			}
		}
	}
	return 0
}

// licenceWords are the names by which licences are asked for.
var licenceWords = map[string]bool{"mit": true, "apache": true, "gpl": true, "cc": true, "modified": true, "community": true}

// alternatives reports whether the question lets one choose: "Alibaba or
// Tencent?", which is no claim.
func (in *intent) alternatives() bool { return in.has("or") }

// wrongMaker returns who made the model that the facts are about, where the
// question takes another organisation for its maker.
func (a *Answerer) wrongMaker(in *intent, facts []fact) ([]fact, bool) {
	m, ok := a.cat.Model(facts[0].entity.ID)
	if !ok || m.Maker == "" || facts[0].asks == "claims" {
		return nil, false
	}
	for _, id := range entityIDs(in.links()) {
		if id == m.Maker {
			return nil, false // "Alibaba or Tencent?"
		}
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
	maker, ok := a.cat.Organisation(m.Maker)
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
