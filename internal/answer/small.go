package answer

import (
	"cmp"
	"context"
	"math"
	"slices"

	"dalil/internal/arabic"
)

// smallCorpus is the number of passages below which a corpus is about few
// subjects: every question on them finds the same passages, so how well these
// cover it tells little. There a sentence is chosen, and trusted, by its clues.
const smallCorpus = 100

func (a *Answerer) small() bool { return a.index.Passages() < smallCorpus }

// cluesAlone reports whether clues also decide questions about what the catalogue
// names: it knows no facts.
func (a *Answerer) cluesAlone() bool { return a.small() && !a.hasFacts }

// nearBest is how far below the best a sentence may rank that is quoted beside
// it. Over fifteen corpora of testdata ("bot eval --questions") .710 are right at 1
// and .722 at 1.5, with 24 forbidden texts at both.
const nearBest = 1.5

// held returns the sentences that answer a question without names of the
// catalogue, best first; none where the best is not sure enough.
func (a *Answerer) held(in *intent, sentences []sentence) []sentence {
	ranked := a.byClues(in, sentences)
	best := &ranked[0]
	if !in.mayAnswer(best) || !a.saysOwner(in, best) || len(in.links()) > 1 && !a.namesAll(in, best) || sureness(best.clues) < minSure {
		return nil
	}
	far := slices.IndexFunc(ranked, func(s sentence) bool { return s.score < best.score-nearBest })
	if far < 0 {
		return ranked
	}
	return ranked[:far]
}

// minSmallCover is the share of a question that its evidence must cover in a small
// corpus, with what stands around it. Over the corpora of testdata .35 loses 1.6
// points of right answers for .9 of near misses refused.
const minSmallCover = 0.3

// mayAnswer reports whether a sentence has what no clue makes up for: some of the
// question's words, its codes, the date, number, age or place that is asked for, and the
// relation to what is named: who founded it, when. The corpus must have the noun
// that is asked.
func (in *intent) mayAnswer(s *sentence) bool {
	given := in.want != wantNumber && in.want != wantDate || s.typed && (in.want == wantDate || in.fresh(s))
	return given && in.plausible(s) && coverage(in, s.credit) >= minSmallCover &&
		in.hasCodes(s.passage.text) && in.saysAge(s) && in.saysYear(s) && in.saysPlace(s) && in.datedKnown(s) && in.nounKnown() &&
		!(in.asksNoun() && in.focusSays("university") && len(s.said["university"]) == 0) &&
		!((in.named() || in.want == wantDate) && in.unsaidRelation(s))
}

// byClues returns the sentences with their clues, ranked anew by them, best first.
func (a *Answerer) byClues(in *intent, sentences []sentence) []sentence {
	ranked := slices.Clone(sentences)
	q := a.sought(in, sentences)
	for i := range ranked {
		s := &ranked[i]
		s.clues, s.score = q.clues(s), 0
		for j, x := range s.clues {
			s.score += clueWeights[j].rank * x
		}
	}
	slices.SortStableFunc(ranked, func(x, y sentence) int { return cmp.Compare(y.score, x.score) })
	return ranked
}

// sureness is the probability that the corpus answers a question, by the clues
// of its best sentence.
func sureness(clues []float64) float64 {
	z := sureBias
	for i, x := range clues {
		z += clueWeights[i].sure * x
	}
	return 1 / (1 + math.Exp(-z))
}

// Candidate is a sentence that may answer a question, by itself and as it would be
// quoted.
type Candidate struct {
	Text, Quote string
	Clues       []float64 // in the order of ClueNames
}

// Candidates returns the sentences from which the answer to a question is chosen
// by clues, none for a question that is answered otherwise. It serves to fit the
// weights.
func (a *Answerer) Candidates(ctx context.Context, text string) ([]Candidate, error) {
	in, err := a.parse(ctx, Question{Text: text})
	if err != nil || in.empty() || a.catalogued(in) && !a.cluesAlone() || len(in.query.Concepts) == 0 {
		return nil, err
	}
	sentences, err := a.read(ctx, in, nil)
	if err != nil {
		return nil, err
	}
	var out []Candidate
	q := a.sought(in, sentences)
	for i := range sentences {
		alone, quoted := trim(in, sentences[i]), a.withSubject(in, sentences[i])
		out = append(out, Candidate{alone.text(), quoted.text(), q.clues(&sentences[i])})
	}
	return out, nil
}

// likeName reports whether a concept of the question looks like a name: the
// corpus has it and no list does, it is capitalised and does not begin the
// question, or it stands in a pair of words that the corpus has only together.
func (a *Answerer) likeName(in *intent, i int) bool {
	c := &in.query.Concepts[i]
	if c.IDs != nil {
		return true
	}
	if !c.Ordinary && c.Known || in.capital(i) {
		return true
	}
	p := a.pairs()
	return p.holds(in.query.Tokens, c.From-1) || p.holds(in.query.Tokens, c.From)
}

// capital reports whether a concept of the question is capitalised and does not
// begin it.
func (in *intent) capital(i int) bool {
	c := &in.query.Concepts[i]
	return c.From > 0 && slices.ContainsFunc(in.query.Tokens[c.From:c.To], func(t arabic.Token) bool {
		first := in.query.Text[t.Start]
		return t.Script == arabic.Latin && !t.Stop && 'A' <= first && first <= 'Z'
	})
}
