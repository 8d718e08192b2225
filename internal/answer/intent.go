package answer

import (
	"slices"
	"strings"

	"dalil/corpus"
	"dalil/internal/arabic"
	"dalil/internal/names"
	"dalil/internal/search"
)

// intent is what a question asks for, as far as its words tell.
type intent struct {
	query    *search.Query
	found    map[class][]span
	skip     []bool // tokens of names
	lang     corpus.Lang
	crossing bool // the corpus holds no article in this language
	whole    bool // lists are shown to their end
	want     want
	focus    span      // the noun of "which …", empty where there is none
	parts    []float64 // by concept: how much it matters by its part in the question
	weight   []float64 // by concept: the part times the rarity
	means    [][]class // by concept: the relations that its words express

	relations []class          // those that count
	filtered  map[class][]span // words of filters.txt, found when asked for, as what follows
	countries map[class][]span // see findPlaces
	cities    map[class][]span
}

// understand reads the words of a parsed question. passages is the size of the
// corpus.
func understand(q *search.Query, lang corpus.Lang, passages int) *intent {
	in := &intent{query: q, lang: lang, skip: make([]bool, len(q.Tokens)), relations: relations}
	if passages < smallCorpus {
		in.relations = slices.Concat(relations, newsRelations)
	}
	for _, l := range q.Links {
		for i := l.From; i < l.To; i++ {
			in.skip[i] = true
		}
	}
	in.found = find(q.Tokens, in.skip)
	for _, c := range []class{"what", "which"} {
		in.found[c] = slices.DeleteFunc(in.found[c], func(s span) bool { return inSpans(in.found, s.from, "idle") && s.to == s.from+1 })
	}
	for _, c := range []class{"howmany", "number"} {
		in.found[c] = slices.DeleteFunc(in.found[c], in.tellsNumber)
	}
	in.found["found"] = slices.DeleteFunc(in.found["found"], in.beginsTime)
	if strings.ContainsAny(q.Text, "?\u061F") && !hasAny(in.found, questionClasses) && len(q.Tokens) > 0 {
		in.found["whether"] = []span{{0, 0}} // a statement with a question mark
	}
	if in.lang == "" {
		in.lang = in.language()
	}
	in.focus = in.focusNoun()
	in.want = in.wanted()
	in.weigh(passages)
	return in
}

// links returns the names in the question.
func (in *intent) links() []names.Link { return in.query.Links }

func (in *intent) has(classes ...class) bool {
	return slices.ContainsFunc(classes, func(c class) bool { return len(in.found[c]) > 0 })
}

// language tells the language of a question by its words beside names. Arabic
// question words in Latin letters ("meen 3amal kimi?") ask for Arabic.
func (in *intent) language() corpus.Lang {
	var arabicWords, latinWords, arabicStops int
	for i, t := range in.query.Tokens {
		switch {
		case in.skip[i]:
		case t.Script == arabic.Arabic:
			arabicWords++
			if t.Stop {
				arabicStops++
			}
		case t.Script == arabic.Latin && len(t.Text) > 1:
			latinWords++
		}
	}
	script, _ := arabic.Mostly(in.query.Text)
	switch {
	case arabicWords > 0 && arabicWords >= latinWords, arabicStops > 0, in.arabizi(),
		arabicWords == 0 && latinWords == 0 && script == arabic.Arabic:
		return corpus.Arabic
	}
	return corpus.English
}

// arabizi reports whether Arabic question words in Latin letters are there and
// no English function word is.
func (in *intent) arabizi() bool {
	asked := false
	for _, c := range []class{"who", "what", "which", "when", "where", "why", "how", "howmany"} {
		for _, s := range in.found[c] {
			if t := in.query.Tokens[s.from]; t.Script == arabic.Latin && !t.Stop && !in.ordinaryWord(s.from) {
				asked = true
			}
		}
	}
	return asked && !slices.ContainsFunc(in.query.Tokens, func(t arabic.Token) bool {
		return t.Script == arabic.Latin && t.Stop && len(t.Text) > 2
	})
}

// ordinaryWord reports whether a token is in a concept of the lexicon.
func (in *intent) ordinaryWord(i int) bool {
	return slices.ContainsFunc(in.query.Concepts, func(c search.Concept) bool { return c.From <= i && i < c.To && c.Ordinary })
}

// wanted returns the kind of thing that the question asks for.
func (in *intent) wanted() want {
	switch {
	case in.asksWhether():
		return wantAny
	case in.has("when"):
		return wantDate
	case in.has("howmany", "measure"), in.focusIs("price") && in.ownFocus():
		return wantNumber
	case in.has("where"):
		return wantPlace
	case in.has("why"):
		return wantReason
	}
	if in.focus.to > in.focus.from && !in.focusNamed() {
		if w := in.focusKind(); w != wantAny {
			return w
		}
	}
	if in.has("who") && !in.has("besides") { // what else there is has seldom a name
		return wantPerson
	}
	if in.has("ask") && in.has("company") {
		return wantOrg // "I would like to know the company"
	}
	if !hasAny(in.found, questionClasses) && in.has("date") {
		return wantDate // "launch month"
	}
	return wantAny
}

// asksWhether reports whether a question begins with "is", "does" or the like and
// asks nothing else.
func (in *intent) asksWhether() bool {
	return slices.ContainsFunc(in.found["whether"], func(s span) bool { return s.from == 0 && s.to > 0 }) &&
		!in.has("who", "which", "what", "when", "where", "why", "how")
}

// How much a concept of the question must be found again in the evidence.
const (
	weightMeta  = 0.1  // words about the question itself
	weightClass = 0.25 // the noun of "which …" where a thing of its kind answers
	weightVerb  = 0.25 // a verb that "who", "when" and the like already say
	weightWhich = 0.5  // any other noun of "which …"
	weightLight = 0.3  // kind, function, purpose: said by many other words
)

// Rarity of a word before the corpus has shown it, and the number of passages
// at which the corpus counts as much as this: with few passages, frequencies
// say little.
const (
	priorOrdinary = 0.55
	priorName     = 0.9
	priorPassages = 100
)

// weigh gives each concept its weight in the evidence: its part in the
// question times its rarity.
func (in *intent) weigh(passages int) {
	trust := float64(passages) / float64(passages+priorPassages)
	in.weight, in.parts = make([]float64, len(in.query.Concepts)), make([]float64, len(in.query.Concepts))
	in.means = make([][]class, len(in.query.Concepts))
	for i, c := range in.query.Concepts {
		in.means[i] = in.meansOf(&c)
		prior := priorName
		if c.Ordinary {
			prior = priorOrdinary
		}
		in.parts[i] = in.part(&c, len(in.means[i]) > 0)
		in.weight[i] = in.parts[i] * (trust*c.IDF + (1-trust)*prior)
	}
}

// meansOf returns the relations that the words of a concept express.
func (in *intent) meansOf(c *search.Concept) (classes []class) {
	for _, r := range in.relations {
		if in.says(c, r) {
			classes = append(classes, r)
		}
	}
	return classes
}

// besideName reports whether a concept says what kind of thing a name is: the word
// before it in Arabic, behind "the" and it in English. What a question asks is none:
// "who is the wife of X".
func (in *intent) besideName(c *search.Concept) bool {
	if c.From < in.focus.to && c.To > in.focus.from || c.From == 0 || in.asksRightBefore(c.From) {
		return false
	}
	tokens := in.query.Tokens
	if first := in.query.Text[tokens[c.From].Start]; !c.Ordinary || 'A' <= first && first <= 'Z' {
		return false // it is likelier a part of the name
	}
	return slices.ContainsFunc(in.query.Links, func(l names.Link) bool {
		if tokens[c.From].Script == arabic.Arabic {
			return l.From == c.To
		}
		return l.To == c.From && l.From > 1 && tokens[l.From-1].Text == "the" && !copulas[tokens[l.From-2].Text] &&
			in.query.Text[tokens[l.To-1].End:tokens[c.From].Start] == " "
	})
}

// asksRightBefore reports whether a question word ends at a token.
func (in *intent) asksRightBefore(token int) bool {
	return slices.ContainsFunc(questionClasses, func(c class) bool {
		return slices.ContainsFunc(in.found[c], func(s span) bool { return s.to == token })
	})
}

// says reports whether the words of a concept are of the classes, each of them.
func (in *intent) says(c *search.Concept, classes ...class) bool {
	for i := c.From; i < c.To; i++ {
		if !inSpans(in.found, i, classes...) && (!in.query.Tokens[i].Stop || c.To == c.From+1) {
			return false
		}
	}
	return true
}

// inSpans reports whether a token is in a span of one of the classes.
func inSpans(found map[class][]span, token int, classes ...class) bool {
	for _, c := range classes {
		if slices.ContainsFunc(found[c], func(s span) bool { return s.from <= token && token < s.to }) {
			return true
		}
	}
	return false
}

// part returns how much a concept matters by its part in the question; related says
// that it expresses a relation.
func (in *intent) part(c *search.Concept, related bool) float64 {
	on := func(classes ...class) bool { return in.says(c, classes...) }
	names := len(entityIDs(in.query.Links))
	asksThing := in.want == wantPerson || in.want == wantOrg || in.want == wantDate || in.want == wantModel
	switch {
	case in.noWord(c):
		return weightMeta
	case c.IDs != nil || on("founder", "chief", "chairman", "scientist", "price"):
		return 1
	case on("meta", "greeting", "ask", "who", "what", "which", "when", "where", "why", "how", "howmany", "whether", "list", "define"):
		return weightMeta
	case c.From >= in.focus.from && c.To <= in.focus.to && asksThing && on("company", "institution", "person", "model", "app", "date", "place"):
		return weightClass
	case names > 0 && asksThing && on("make", "release", "open", "company", "institution", "model", "app"):
		return weightVerb
	case names > 0 && on("kind", "purpose", "model", "app", "company", "institution"):
		return weightLight
	case asksThing && !related && in.besideName(c):
		return weightLight
	case names > 1 && on("compare", "relation"):
		return weightLight
	case in.has("which") && !in.has("what", "howmany") && c.From == in.focus.from && in.focus.to > 0:
		return weightWhich
	}
	return 1
}

// noWord reports whether a concept is a Latin word of two letters that nobody knows,
// beside a name.
func (in *intent) noWord(c *search.Concept) bool {
	t := in.query.Tokens[c.From]
	return len(in.query.Links) > 0 && c.To == c.From+1 && c.IDs == nil && !c.Known && !c.Ordinary && t.Script == arabic.Latin && len(t.Text) <= 2
}

// entityIDs returns the ids of all linked names, in order, once each.
func entityIDs(links []names.Link) []string {
	var ids []string
	for _, l := range links {
		for _, id := range l.IDs {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}
