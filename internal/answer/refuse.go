package answer

import (
	"slices"

	"dalil/corpus"
	"dalil/internal/arabic"
)

// refuse says that the corpus does not answer, and which articles are nearest.
func (a *Answerer) refuse(in *intent, sentences []sentence) Reply {
	r := Reply{Status: Abstained, Lang: in.lang}
	ids := entityIDs(in.links())
	switch {
	case in.unknownVersion() && a.readable(ids, in.lang):
		r.Text = say(in.lang, "refused-version", a.name(ids[0], in.lang))
	case len(ids) > 0 && a.readable(ids, in.lang):
		r.Text = say(in.lang, "refused-entity", a.nameList(ids[:min(len(ids), maxTitles)], in.lang))
	default:
		r.Text = say(in.lang, "refused")
	}
	r.Titles = nearestTitles(in, sentences)
	return r
}

// readable reports whether a reply in a language can call entities by name: the
// articles alone may know a name in Arabic letters only.
func (a *Answerer) readable(ids []string, lang corpus.Lang) bool {
	return lang == corpus.Arabic || !slices.ContainsFunc(ids, func(id string) bool {
		script, _ := arabic.Mostly(a.name(id, lang))
		return script == arabic.Arabic
	})
}

// maxTitles is how many articles a refusal names.
const maxTitles = 3

// nearestTitles returns the articles of the best sentences, in the language of
// the reply where there are such.
func nearestTitles(in *intent, sentences []sentence) []Title {
	var titles []Title
	for _, same := range []bool{true, false} {
		for _, s := range sentences {
			a := s.passage.article
			if (a.Lang == in.lang) != same || s.score < minTitleScore || a.Title == "" || len(titles) == maxTitles ||
				slices.ContainsFunc(titles, func(t Title) bool { return t.Article == a.ID }) {
				continue
			}
			titles = append(titles, Title{a.ID, a.Lang, a.Title, a.URL})
		}
	}
	return titles
}

// minTitleScore is what the best sentence of an article must score for the
// article to be near a question at all.
const minTitleScore = 0.5
