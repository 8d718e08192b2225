package answer

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"dalil/corpus"
	"dalil/internal/arabic"
	"dalil/internal/names"
)

// listPage is how many models a list shows.
const listPage = 15

// filter says which models a question asks for.
type filter struct {
	makers   []string
	country  string // English name
	kinds    []string
	licence  string // a word that the licence holds
	classes  []string
	open     string // "true", "false" or "" for either
	from, to string // release dates, "" for none; to is inclusive by prefix
	family   []string
}

// kindWords says which kinds of model a word of the question means. The words
// are in filters.txt.
var filterWords = parseVocabulary(filtersText)

// kindsOf maps a class of filters.txt to kinds of models.
var kindsOf = map[class][]string{
	"video": {"text-to-video", "image-to-video", "video-editing"}, "image": {"text-to-image", "image-editing"},
	"speech": {"audio", "speech-chat", "asr", "tts"}, "music": {"music"}, "reasoning": {"reasoning"}, "code": {"code"},
	"math": {"math"}, "agent": {"agent"}, "multimodal": {"multimodal", "omni", "vision-language"}, "vision": {"vision-language", "multimodal"},
	"language": {"llm"}, "embedding": {"embedding"}, "translation": {"translation"}, "ocr": {"ocr"}, "robot": {"robotics", "vision-language-action"},
	"dataset": {"dataset"}, "3d": {"3d"}, "world": {"world-model"}, "editing": {"image-editing", "video-editing"}, "safety": {"safety"}, "science": {"science"}, "family": {"family"},
}

// filterWord reports whether a token says a kind, country, year or licence.
func (in *intent) filterWord(i int) bool {
	t := in.query.Tokens[i]
	if t.Script == arabic.Number && (isYear(t.Text) || in.isSize(i)) || licenceWords[t.Text] || t.Glued && i > 0 && (in.isSize(i-1) || licenceWords[in.query.Tokens[i-1].Text]) {
		return true
	}
	for c := range in.filters() {
		if inSpans(in.filters(), i, c) {
			return true
		}
	}
	return false
}

// isSize reports whether a number is the size in a model's name: the 16 of 16B.
func (in *intent) isSize(i int) bool {
	next := i + 1
	return in.query.Tokens[i].Script == arabic.Number && next < len(in.query.Tokens) && in.query.Tokens[next].Glued &&
		sizePattern.MatchString(in.query.Tokens[i].Text+strings.ToUpper(in.query.Tokens[next].Text))
}

// filters returns where words of filters.txt stand.
func (in *intent) filters() map[class][]span {
	if in.filtered == nil {
		in.filtered = findIn(filterWords, in.query.Tokens, in.skip)
	}
	return in.filtered
}

// country returns the English name of the country that the question names.
func (in *intent) country() (string, bool) {
	for c := range in.filters() {
		if name, ok := strings.CutPrefix(string(c), "country-"); ok {
			return strings.ReplaceAll(name, "-", " "), true
		}
	}
	return "", false
}

// filter reads what a question asks of models.
func (a *Answerer) filter(in *intent) (f filter, any bool) {
	for _, id := range entityIDs(in.links()) {
		if a.kinds[id] == wantOrg {
			f.makers = append(f.makers, id)
		} else if m, ok := a.cat().Model(id); ok && m.Family != "" && slices.Contains(m.Kind, "family") {
			f.family = append(f.family, m.Family)
		}
	}
	f.country, _ = in.country()
	f.kinds = in.kind()
	if in.has("open") {
		f.open = "true"
	}
	if in.has("closed") {
		f.open = "false"
	}
	if in.has("permissive") {
		f.classes = append(f.classes, "permissive")
	}
	if in.has("noncommercial") {
		f.classes = append(f.classes, "non-commercial")
	}
	f.dates(in)
	for i, t := range in.query.Tokens {
		if !in.skip[i] && licenceWords[t.Text] && t.Script == arabic.Latin {
			f.licence = t.Text
		}
	}
	any = len(f.makers)+len(f.kinds)+len(f.classes)+len(f.family) > 0 || f.country != "" || f.licence != "" || f.open != "" || f.from != ""
	return f, any
}

// dates reads "in 2025", "since 2024", "before March 2025".
func (f *filter) dates(in *intent) {
	for i, t := range in.query.Tokens {
		if in.skip[i] || t.Script != arabic.Number || !isYear(t.Text) {
			continue
		}
		words := in.filters()
		switch {
		case len(words["since"]) > 0:
			f.from, f.to = t.Text, "9999"
		case len(words["before"]) > 0:
			year, _ := strconv.Atoi(t.Text)
			f.from, f.to = "0000", strconv.Itoa(year-1)
		default:
			f.from, f.to = t.Text, t.Text
		}
	}
}

// matches reports whether a model is what the filter asks for.
func (f *filter) matches(a *Answerer, m *corpus.Model) bool {
	if len(f.makers) > 0 && !slices.Contains(f.makers, m.Maker) || len(f.family) > 0 && !slices.Contains(f.family, m.Family) {
		return false
	}
	if f.country != "" {
		o, ok := a.cat().Organisation(m.Maker)
		if !ok || !strings.Contains(strings.ToLower(o.Country.EN), f.country) {
			return false
		}
	}
	if len(f.kinds) > 0 && !slices.ContainsFunc(m.Kind, func(k string) bool { return slices.Contains(f.kinds, k) }) {
		return false
	}
	if f.licence != "" && !strings.Contains(strings.ToLower(m.Licence), f.licence) {
		return false
	}
	if len(f.classes) > 0 && !slices.Contains(f.classes, m.LicenceClass) {
		return false
	}
	if f.open != "" && m.OpenWeights != f.open {
		return false
	}
	return f.from == "" || m.Released != "" && m.Released >= f.from && m.Released[:min(len(m.Released), len(f.to))] <= f.to
}

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
	asks := releases || in.has("member", "model") && (in.has("list", "which", "howmany", "what", "whether", "who") || in.plural()) || superlative
	if in.has("why") || in.has("how") && !in.has("howmany") || !asks || !any && !superlative || !a.hasFacts || in.unexplained(listClasses) > 0 || a.namesOneModel(in) {
		return Reply{}, false
	}
	var models []*corpus.Model
	for i := range a.cat().Models {
		m := &a.cat().Models[i]
		if f.matches(a, m) && (len(f.kinds) > 0 || !slices.Contains(m.Kind, "family") && !slices.Contains(m.Kind, "dataset")) {
			models = append(models, m)
		}
	}
	if superlative {
		return a.superlative(in, ord, models)
	}
	return a.list(in, models), true
}

// namesOneModel reports whether the question names a model that is no family:
// then it is about that one.
func (a *Answerer) namesOneModel(in *intent) bool {
	return slices.ContainsFunc(in.links(), func(l names.Link) bool {
		return !slices.ContainsFunc(l.IDs, func(id string) bool {
			m, ok := a.cat().Model(id)
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

// list renders models, the newest first, with a citation each for the first
// page.
func (a *Answerer) list(in *intent, models []*corpus.Model) Reply {
	r := Reply{Status: Answered, Lang: in.lang}
	if len(models) == 0 {
		r.Status, r.Text = Abstained, say(in.lang, "none")
		return r
	}
	slices.SortStableFunc(models, orders[0].compare)
	var items []string
	for i, m := range models[:min(len(models), listPage)] {
		item := m.Name
		if m.Released != "" {
			item += " (" + formatDate(m.Released, in.lang) + ")"
		}
		r.Citations = append(r.Citations, a.modelCitation(m, i+1, in.lang))
		items = append(items, item+" ["+strconv.Itoa(i+1)+"]")
		r.Entities = append(r.Entities, m.ID)
	}
	text := strings.Join(items, say(in.lang, "comma"))
	if more := len(models) - len(items); more > 0 {
		text += " " + say(in.lang, "more", strconv.Itoa(more))
	}
	r.Text = say(in.lang, "found", len(models), text)
	return r
}

// modelCitation cites the facts by which a model is in a list.
func (a *Answerer) modelCitation(m *corpus.Model, n int, lang corpus.Lang) Citation {
	c := Citation{N: n, Title: m.Name, Lang: lang}
	var parts []string
	for _, get := range []func(*Answerer, string, corpus.Lang) []fact{makerFacts, releasedFacts, openFacts, kindFacts} {
		if facts := get(a, m.ID, lang); len(facts) > 0 {
			parts = append(parts, facts[0].text)
		}
	}
	c.Quote = strings.Join(parts, " ")
	if len(m.Sources) > 0 {
		c.URL, c.Source = m.Sources[0], host(m.Sources[0])
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
