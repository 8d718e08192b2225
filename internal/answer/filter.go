package answer

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"dalil/corpus"
	"dalil/internal/arabic"
)

// filter says which models a question asks for.
type filter struct {
	makers   []string
	not      bool   // every maker but these
	country  string // English name
	kinds    []string
	licence  string // a word that the licence holds
	classes  []string
	open     string // "true", "false" or "" for either
	from, to string // release dates, "" for none; to is inclusive by prefix
	family   []string
}

// filterWords are the words by which models are picked out.
var filterWords = sync.OnceValue(func() map[string][]entry { return parseVocabulary(filtersText) })

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

// families returns the series of models that a word of the question names:
// "kimi", "glm".
func (in *intent) families(a *Answerer) []string {
	var out []string
	ofOrg := make([]bool, len(in.query.Tokens))
	for _, l := range in.links() {
		for i := l.From; i < l.To; i++ {
			ofOrg[i] = a.kinds[l.IDs[0]] == wantOrg
		}
	}
	for i, t := range in.query.Tokens {
		if t.Script == arabic.Latin && !t.Stop && !ofOrg[i] && a.families[t.Text] {
			out = append(out, t.Text)
		}
	}
	return out
}

// filters returns where words of filters.txt stand.
func (in *intent) filters() map[class][]span {
	if in.filtered == nil {
		in.filtered = findIn(filterWords(), in.query.Tokens, in.skip)
	}
	return in.filtered
}

// country returns the English name of the country that the question names
// first.
func (in *intent) country() (string, bool) {
	first := len(in.query.Tokens)
	country := ""
	for c, spans := range in.filters() {
		if name, ok := strings.CutPrefix(string(c), "country-"); ok && spans[0].from < first {
			first, country = spans[0].from, strings.ReplaceAll(name, "-", " ")
		}
	}
	return country, country != ""
}

// filter reads what a question asks of models.
func (a *Answerer) filter(in *intent) (f filter, any bool) {
	for _, id := range entityIDs(in.links()) {
		if a.kinds[id] == wantOrg {
			f.makers = append(f.makers, id)
		} else if m, ok := a.cat.Model(id); ok && m.Family != "" && slices.Contains(m.Kind, "family") {
			f.family = append(f.family, m.Family)
		}
	}
	f.not = len(f.makers) > 0 && in.has("negation") && !in.has("closed")
	f.family = append(f.family, in.families(a)...)
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
	if len(f.makers) > 0 && slices.Contains(f.makers, m.Maker) == f.not || len(f.family) > 0 && !slices.Contains(f.family, m.Family) {
		return false
	}
	if f.country != "" {
		o, ok := a.cat.Organisation(m.Maker)
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
