package answer

import (
	"math"
	"slices"

	"dalil/corpus"
	"dalil/internal/arabic"
)

// ClueNames says what the clues are, in their order. Shares are of the
// question's weight; "near" counts what the sentence before says, "around" also
// the title and the rest of the passage.
var ClueNames = []string{
	"said here", "said plainly", "said near", "said around", "said in the title", "said in the passage",
	"ordinary words said here", "ordinary words said near", "heaviest word unsaid", "share of words unsaid", "words said",
	"has names", "least sure name", "least sure name near", "capitalised name unknown", "words unknown",
	"asked word", "asked word here", "asked word near", "asked word unknown",
	"date there", "date missing", "number there", "number missing", "measure there", "measure missing", "counted noun beside number", "counted noun elsewhere",
	"reason there", "reason missing", "reason behind", "reason behind missing", "person or name there", "person or name missing", "place there", "place missing",
	"organisation there", "organisation missing", "name asked there", "name asked missing",
	"age missing", "adjacent words", "search", "rank", "length", "language", "other language",
	"said here against the best", "said near against the best", "said around against the best", "plain against the best",
	"yes or no", "unsaid near, no question word", "open question", "English", "few words", "number of question missing", "begins with a pronoun, said near",
	"reason of what is not said", "date of what is not said", "number of what is not said", "person of what is not said", "name missing, of the script of the sentence",
	"names of articles", "least of them here", "least of them near", "least of them around",
	"relation unsaid", "any relation unsaid", "noun here", "noun unsaid near", "noun of its own unsaid near", "number of a noun unsaid near", "words unknown, nothing named", "rare names here", "rare names near",
}

// minNear is the credit below which a word counts as unsaid.
const minNear = 0.4

// clues describes how well a sentence answers the question, in the order of
// ClueNames.
func (q *sought) clues(s *sentence) []float64 {
	near, c := s.near(), q.shares(s)
	before, after := s.passage.before(s), s.passage.after(s)
	var words, wordsNear, wordsAll, heaviest, all, unsaid, said, content, unknown float64
	names, least, leastNear, stranger, other := 0.0, 1.0, 1.0, 0.0, 0.0
	rareHere, rareNear := 1.0, 1.0
	found, foundHere, foundNear, foundAround := 0.0, 1.0, 1.0, 1.0
	for i, w := range q.weight {
		concept := &q.query.Concepts[i]
		all += w
		if concept.IDs != nil {
			found = 1
			foundHere, foundNear, foundAround = min(foundHere, s.direct[i]), min(foundNear, near[i]), min(foundAround, s.credit[i])
		}
		if q.rare[i] {
			rareHere, rareNear = min(rareHere, s.direct[i]), min(rareNear, near[i])
		}
		if q.names[i] {
			names = 1
			least, leastNear = min(least, s.direct[i]), min(leastNear, s.credit[i])
			stranger = max(stranger, truth(!concept.Known && q.capital(i)))
			ofScript := (q.query.Tokens[concept.From].Script == arabic.Arabic) == (s.passage.article.Lang == corpus.Arabic)
			other = max(other, truth(ofScript && near[i] < minNear && s.credit[i] < minNamed))
		} else {
			words += w * s.direct[i]
			wordsNear += w * near[i]
			wordsAll += w
		}
		if q.parts[i] <= weightLight {
			continue
		}
		content++
		unknown += truth(!concept.Known)
		said += truth(near[i] >= minSaid)
		if near[i] < minNear {
			unsaid++
			heaviest = max(heaviest, w)
		}
	}
	asked := truth(q.asked >= 0)
	askedHere, askedNear, askedUnknown := 0.0, 0.0, 0.0
	if q.asked >= 0 {
		askedHere, askedNear, askedUnknown = s.direct[q.asked], near[q.asked], truth(!q.query.Concepts[q.asked].Known)
	}
	unsaidAsked := asked * (1 - askedNear)
	nounHere, nounUnsaid := 0.0, 0.0
	if q.noun >= 0 {
		nounHere, nounUnsaid = s.direct[q.noun], 1-near[q.noun]
	}
	is := func(w want) float64 { return truth(q.want == w) }
	number, date, reason := is(wantNumber), is(wantDate), is(wantReason)
	there, fresh, news := truth(s.typed), truth(s.typed && q.fresh(s)), q.news(s)
	behind := truth(after != nil && len(after.types[wantReason]) > 0 || before != nil && len(s.said["conclusion"]) > 0)
	holds := func(classes ...class) float64 {
		return truth(s.typed || news || slices.ContainsFunc(classes, func(c class) bool { return len(s.said[c]) > 0 }))
	}
	person, place, organisation := holds("person"), holds("place", "city", "country"), holds("company", "institution")
	counts, beside := q.counted(s)
	measured := truth(q.measured(s))
	return []float64{
		c.here, c.plain, c.near, c.around, coverage(q.intent, s.passage.titles), coverage(q.intent, s.passage.credit),
		share(words, wordsAll, 1), share(wordsNear, wordsAll, 1), share(heaviest, all, 0), share(unsaid, content, 0), min(said, 5) / 5,
		names, least, leastNear, stranger, share(unknown, content, 0),
		asked, askedHere, askedNear, askedUnknown,
		date * fresh, date * (1 - fresh), number * fresh, number * (1 - fresh),
		measured, truth(q.measures != nil) - measured, truth(counts && beside), truth(counts && !beside),
		reason * there, reason * (1 - there), reason * behind, reason * (1 - max(there, behind)),
		is(wantPerson) * person, is(wantPerson) * (1 - person), is(wantPlace) * place, is(wantPlace) * (1 - place),
		is(wantOrg) * organisation, is(wantOrg) * (1 - organisation), truth(q.naming && news), truth(q.naming && !news),
		truth(!q.saysAge(s)), adjacency(q.intent, s.words), s.passage.prior, math.Log1p(float64(s.passage.rank)), math.Log1p(float64(len(s.words.Tokens))),
		truth(s.passage.article.Lang == q.lang), truth(q.crossing),
		c.here - q.best.here, c.near - q.best.near, c.around - q.best.around, c.plain - q.best.plain,
		truth(q.has("whether")), truth(q.want == wantAny && !hasAny(q.found, questionClasses) && !q.sumsUp()) * (1 - c.near), truth(q.open()), truth(q.lang == corpus.English),
		truth(content <= 2), truth(!q.hasNumbers(s)), truth(s.pointsBack()) * (c.near - c.here),
		reason * unsaidAsked, date * unsaidAsked, number * unsaidAsked, is(wantPerson) * unsaidAsked, other,
		found, foundHere, foundNear, foundAround,
		truth(q.unsaidRelation(s)), q.leftUnsaid(near), nounHere, nounUnsaid, truth(q.special) * nounUnsaid, number * nounUnsaid, share(unknown, content, 0) * (1 - found), rareHere, rareNear,
	}
}

// share returns the part of all, or what there is of nothing.
func share(part, all, none float64) float64 {
	if all == 0 {
		return none
	}
	return part / all
}

// sumsUp reports whether a question begins with a noun that sums up what is said, as
// a list of keywords does: "benefits of …".
func (in *intent) sumsUp() bool {
	return slices.ContainsFunc(in.found["abstract"], func(s span) bool { return s.from <= 1 })
}

// open reports whether the question leaves open what kind of thing answers it:
// what is asked is then said in many other words.
func (in *intent) open() bool {
	switch in.want {
	case wantReason:
		return true
	case wantAny:
		return !in.has("which") || in.has("what", "how", "whether")
	}
	return false
}

// fresh reports whether a date or number of the sentence, or the names of what is
// counted, are not in the question.
func (in *intent) fresh(s *sentence) bool {
	return s.counted || slices.ContainsFunc(s.types[in.want], func(i int) bool { return !in.asks(s.words.Tokens[i]) })
}
