package answer

import (
	"slices"
)

// How far the evidence must cover a question that names entities, beside the
// entities themselves. Measured on the development questions.
const (
	minRest     = 0.45 // share of the other words of the question
	minRestMany = 0.36 // the same where they are more than two
	minDated    = 0.33 // the same where the date asked for stands beside the entity
)

// accept returns the sentences that prove an answer, best first; none means
// refuse. A question that names entities is held to them: each must be named
// where the evidence stands, a date or number asked for must be in it, and most
// of what else is asked must be said. For other questions a fitted confidence
// decides, in a small corpus the clues of each sentence.
func (a *Answerer) accept(in *intent, sentences []sentence) []sentence {
	if len(sentences) == 0 || len(in.query.Concepts) == 0 {
		return nil
	}
	if !a.catalogued(in) || a.cluesAlone() {
		if !in.named() && !(a.small() && in.narrows()) && in.unexplained(slices.Concat(genericClasses, relations)) == 0 {
			return nil // it names no subject: "when was it released?"
		}
		if a.small() {
			return a.held(in, sentences)
		}
		best := &sentences[0]
		if !in.plausible(best) || !in.hasCodes(best.passage.text) || !in.saysAge(best) || !in.nounKnown() || confidence(features(in, sentences)) < in.limit(best) {
			return nil
		}
		return nearBy(in.askedFirst(sentences))
	}
	if in.unknownVersion() {
		return nil
	}
	var proven []sentence
	for _, s := range sentences {
		if a.namesAll(in, &s) && in.typeProven(&s) && in.hasNumbers(&s) && in.hasCodes(s.passage.text[s.start:s.end]) && a.rest(in, &s) >= in.minRest() {
			proven = append(proven, s)
		}
	}
	return nearBy(proven)
}

// narrows reports whether the question tells by a month, a number, or a word such as
// "reasoning" which thing it means: "which model was unveiled in January?"
func (in *intent) narrows() bool {
	for i := range in.query.Tokens {
		if !in.skip[i] && (in.monthWord(i) || in.filterWord(i)) {
			return true
		}
	}
	return false
}

// How near the best a sentence must come in score to be quoted beside it: of
// the same passage, and of another.
const (
	nearSame  = 0.75
	nearOther = 0.9
)

// nearBy returns the best sentence and those that come near it.
func nearBy(sentences []sentence) []sentence {
	if len(sentences) == 0 {
		return nil
	}
	best := &sentences[0]
	return slices.DeleteFunc(sentences, func(s sentence) bool {
		return s.score < nearSame*best.score || s.passage != best.passage && s.score < nearOther*best.score
	})
}

// minCover is the share of a question that its evidence must cover at least.
const minCover = 0.25

// plausible reports whether the best sentence has to do with the question at
// all: it covers some of it, and not only a verb such as "made".
func (in *intent) plausible(s *sentence) bool {
	var sum, all float64
	for i, w := range in.weight {
		if !slices.ContainsFunc(in.means[i], func(r class) bool { return slices.Contains(relations, r) }) {
			sum += w * s.credit[i]
			all += w
		}
	}
	return coverage(in, s.credit) >= minCover && sum >= minCover/2*all
}

// minKeywords is the threshold for a text without any question word: it may be
// an order or a greeting.
const minKeywords = 0.6

func (in *intent) minConfidence() float64 {
	if in.has("who", "what", "which", "when", "where", "why", "how", "howmany", "whether", "list", "define", "compare") {
		return minConfidence
	}
	return minKeywords
}

// named reports whether the question names an entity.
func (in *intent) named() bool { return len(in.query.Links) > 0 }

// unknownVersion reports whether the question asks for a version of something
// that the catalogue does not hold.
func (in *intent) unknownVersion() bool {
	for _, l := range in.query.Links {
		if l.Version != "" {
			return true
		}
	}
	return false
}

// namesAll reports whether every entity of the question is named in the
// sentence, or in the one before it or the title. The latter do not count for a
// number or date in a sentence that names another such thing: it is of that.
func (a *Answerer) namesAll(in *intent, s *sentence) bool {
	measured := in.want == wantNumber || in.want == wantDate
	for i, c := range in.query.Concepts {
		if c.IDs == nil || s.direct[i] >= minNamed {
			continue
		}
		if s.credit[i] < minNamed || measured && s.others[a.kinds[c.IDs[0]]] {
			return false
		}
	}
	return true
}

// minNamed is the credit from which an entity counts as named.
const minNamed = 0.65

// typeProven reports whether the sentence holds the date or number asked for,
// and of a release that there is one: another date near a name is not its.
func (in *intent) typeProven(s *sentence) bool {
	switch in.want {
	case wantDate:
		told := !in.has("release") || len(s.said["release"])+len(s.said["open"]) > 0
		return s.typed && told
	case wantNumber:
		return s.typed
	}
	return true
}

// minRest returns how much must be covered: of one word more than of many, which
// are rarely all said again.
func (in *intent) minRest() float64 {
	words := 0
	for i, c := range in.query.Concepts {
		if c.IDs == nil && in.parts[i] > weightLight {
			words++
		}
	}
	switch {
	case in.want == wantDate:
		return minDated
	case words > 2:
		return minRestMany
	}
	return minRest
}

// surely is the credit below which a match is a guess: by consonants or by
// letters in common.
const surely = 0.7

// strict are the relations that must be said of the entity in the sentence
// itself: near by is another's founder or size.
var strict = map[class]bool{
	"found": true, "founder": true, "chief": true, "chairman": true, "scientist": true, "params": true,
	"context": true, "licence": true, "paper": true, "repo": true, "country": true,
}

// rest returns how far the sentence covers the words of the question that are
// no names, from 0 to 1.
func (a *Answerer) rest(in *intent, s *sentence) float64 {
	ofOrg := a.namesKind(in, wantOrg)
	var sum, all float64
	for i, c := range in.query.Concepts {
		if c.IDs != nil || in.parts[i] <= weightLight {
			continue
		}
		if slices.ContainsFunc(in.means[i], func(r class) bool { return (strict[r] || r == "parent" && ofOrg) && len(s.said[r]) == 0 }) {
			return 0
		}
		credit := s.credit[i]
		if in.want == wantNumber || in.want == wantDate {
			if credit = s.plain[i]; credit < surely { // what is counted or dated must be said right there
				credit /= 2
			}
			for _, r := range in.means[i] {
				if len(s.said[r]) > 0 {
					credit = max(credit, relationCredit)
				}
			}
		}
		sum += in.weight[i] * credit
		all += in.weight[i]
	}
	if all == 0 {
		return 1
	}
	return sum / all
}
