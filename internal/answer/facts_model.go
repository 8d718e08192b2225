package answer

import (
	"regexp"

	"dalil/corpus"
)

// maxFacts bounds the statements of one reply.
const maxFacts = 6

// namesOf writes codes of a group ("kind", "modality") in words; a code without
// words stands as it is.
func namesOf(group string, codes []string, lang corpus.Lang) string {
	out := make([]string, len(codes))
	for i, c := range codes {
		if out[i] = c; hasPhrase(group + "." + c) {
			out[i] = say(lang, group+"."+c)
		}
	}
	return join(lang, out)
}

func kindFacts(a *Answerer, id string, lang corpus.Lang) []fact {
	m, ok := a.cat.Model(id)
	if !ok || len(m.Kind) == 0 {
		return nil
	}
	facts := []fact{a.statement(&m.Entry, lang, "kind", "kind", namesOf("kind", m.Kind, lang))}
	if len(m.Modality.Input) > 0 && len(m.Modality.Output) > 0 {
		flow := say(lang, "gives", namesOf("modality", m.Modality.Input, lang), namesOf("modality", m.Modality.Output, lang))
		facts = append(facts, a.statement(&m.Entry, lang, "modality", "modality", flow))
	}
	return append(facts, defineFacts(a, id, lang)...)
}

func claimFacts(a *Answerer, id string, lang corpus.Lang) []fact {
	m, ok := a.cat.Model(id)
	if !ok {
		return nil
	}
	var facts []fact
	for _, c := range m.Claims {
		text, in := c.Text.In(lang)
		if text == "" {
			continue
		}
		if c.Benchmark != "" && c.Score != "" {
			text = a.name(c.Benchmark, corpus.English) + ": " + c.Score + ". " + text
		}
		f := fact{entity: &m.Entry, text: m.Name + ": " + text, source: c.Source, lang: in, value: c.Score, asks: "claims"}
		if c.Benchmark != "" {
			f.names = append(f.names, c.Benchmark)
		}
		if _, ok := a.cat.Entry(c.Against); ok {
			f.names = append(f.names, c.Against)
		}
		facts = append(facts, f)
	}
	return facts
}

// sizePattern is a count of parameters: 671B, 1.04T, 303M.
var sizePattern = regexp.MustCompile(`(\d+(?:\.\d+)?)([BTM])\b`)

// amount writes the counts of parameters in a field in words, the short form
// behind them.
func amount(field string, lang corpus.Lang) string {
	if m := sizePattern.FindStringSubmatch(field); m != nil && m[0] == field {
		return m[1] + " " + say(lang, "scale."+m[2]) + " (" + field + ")"
	}
	return field
}
