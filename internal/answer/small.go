package answer

import (
	"cmp"
	"slices"

	"dalil/corpus"
	"dalil/internal/arabic"
)

// smallCorpus is the number of passages below which a corpus is about few
// subjects: every question on them finds the same passages, so how well these
// cover it tells little. There a question is held to what it asks.
const smallCorpus = 100

// How far a sentence must say what is asked in a small corpus. Chosen by the
// questions on football, the bridge and the cars, and by those of XQuAD put to
// corpora of one subject each.
const (
	minAsked  = 0.4  // the word that says what is asked
	minOwner  = 0.55 // each name; elsewhere in the passage is not enough
	nearBest  = 0.8  // score against the best sentence of all
	nearSure  = 0.7  // the same for a sentence that surely says what is asked
	scoreSaid = 0.4  // what saying the asked word itself adds to a score

	// The confidence that is needed falls with the share of the words that is
	// said, so that none of them said is never enough.
	needNone = 1.2
	needFall = 2.2
	needLast = 0.05
)

// held returns the sentences that say what a question without names of the
// catalogue asks, best first.
func (a *Answerer) held(in *intent, sentences []sentence) []sentence {
	asked := in.asked()
	var out []sentence
	for _, s := range sentences {
		near := nearBest
		if asked >= 0 && s.plain[asked] >= surely {
			near = nearSure
		}
		if s.score < near*sentences[0].score || !in.plausible(&s) || !in.hasCodes(s.passage.text) || !in.saysAge(&s) {
			continue
		}
		words, ok := a.saysAsked(in, &s, asked)
		if !ok || confidence(features(in, append([]sentence{s}, sentences...))) < in.need(&s, words) {
			continue
		}
		if asked >= 0 {
			s.score += scoreSaid * s.plain[asked]
		}
		out = append(out, s)
	}
	slices.SortStableFunc(out, func(x, y sentence) int { return cmp.Compare(y.score, x.score) })
	return out
}

// need returns the confidence that a sentence needs which says a share of the
// words.
func (in *intent) need(s *sentence, words float64) float64 {
	need := max(needLast, needNone-needFall*words)
	if limit := in.limit(s); in.open() || limit > minConfidence {
		need = max(need, limit)
	}
	return need
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

// saysAsked reports whether a sentence says what is asked: each word that looks
// like a name is there or nearby, so is the word that says what is asked, and
// there is a date or number, where one is asked for, that the question does not
// have. Of an open question the corpus must know the word that says what is asked.
// words is the share of the words that are no names that it says, itself or right
// before.
func (a *Answerer) saysAsked(in *intent, s *sentence, asked int) (words float64, ok bool) {
	owner, must := minOwner, asked
	switch {
	case in.open():
		if asked >= 0 && !in.query.Concepts[asked].Known && !in.has("whether", "why") {
			return 0, false // the corpus never speaks of it
		}
		owner, must = 0, -1
	case in.want == wantDate && in.lang == corpus.English:
		must = -1 // the verb stands last
	}
	before := s.passage.before(s)
	var sum, all float64
	for i := range in.query.Concepts {
		switch {
		case a.likeName(in, i):
			if s.credit[i] < owner {
				return 0, false
			}
			continue
		case in.parts[i] <= weightLight:
			continue
		}
		said := s.direct[i]
		if before != nil {
			said = max(said, nearWord*before.direct[i])
		}
		if i == must && said < minAsked {
			return 0, false
		}
		if i != must {
			said = max(said, s.passage.titles[i])
		}
		sum += in.weight[i] * said
		all += in.weight[i]
	}
	words = 1
	if all > 0 && in.want != wantReason {
		words = sum / all
	}
	if in.want == wantNumber || in.want == wantDate && !in.has("age") {
		return words, s.typed && in.fresh(s)
	}
	return words, true
}

// fresh reports whether a date or number of the sentence is not in the question.
func (in *intent) fresh(s *sentence) bool {
	return slices.ContainsFunc(s.types[in.want], func(i int) bool { return !in.asks(s.words.Tokens[i]) })
}

// likeName reports whether a concept of the question looks like a name: the
// corpus has it and no list does, it is capitalised and does not begin the
// question, or it stands in a pair of words that the corpus has only together.
func (a *Answerer) likeName(in *intent, i int) bool {
	c := &in.query.Concepts[i]
	if !c.Ordinary && c.Known {
		return true
	}
	if c.From > 0 && slices.ContainsFunc(in.query.Tokens[c.From:c.To], func(t arabic.Token) bool {
		first := in.query.Text[t.Start]
		return t.Script == arabic.Latin && !t.Stop && 'A' <= first && first <= 'Z'
	}) {
		return true
	}
	p := a.pairs()
	return p.holds(in.query.Tokens, c.From-1) || p.holds(in.query.Tokens, c.From)
}
