package answer

import (
	"slices"
	"strings"

	"dalil/internal/arabic"
	"dalil/internal/names"
)

// refersWithin is how many sentences back the name stands at most that "the
// studio" or "it" means.
const refersWithin = 4

// refer fills what the sentences of a passage speak of without naming it: by "the
// studio" what was a studio before, by "the company" the company that was named
// last, by a pronoun that begins a sentence what the one before it speaks of. before
// is the passage before.
func (a *Answerer) refer(before, sentences []parsed) {
	said := slices.Clone(before)
	for i := range sentences {
		s := &sentences[i]
		said = said[max(0, len(said)-refersWithin):]
		for at := range s.words.Tokens {
			if !s.definite(at) {
				continue
			}
			if ids := a.antecedent(said, s, at); ids != nil {
				if s.meant == nil {
					s.meantAt = at
				}
				s.meant = addIDs(s.meant, ids)
			}
		}
		if len(said) > 0 && s.meant == nil && s.beginsWithPronoun() {
			s.meant = said[len(said)-1].subject()
		}
		said = append(said, *s)
	}
}

// definite reports whether a token is a noun with the article that no name follows.
func (s *parsed) definite(at int) bool {
	t := s.words.Tokens[at]
	if t.Stop || s.named[at] || at+1 < len(s.named) && s.named[at+1] {
		return false
	}
	switch t.Script {
	case arabic.Latin:
		return at > 0 && s.words.Tokens[at-1].Text == "the"
	case arabic.Arabic:
		return isDefinite(t.Text)
	}
	return false
}

// isDefinite reports whether a folded Arabic word has the article, with or without
// a clitic before it.
func isDefinite(word string) bool {
	const article, to = "\u0627\u0644", "\u0644\u0644"
	const clitics = "\u0648\u0641\u0628\u0643" // wa, fa, bi, ka
	if strings.HasPrefix(word, to) || strings.HasPrefix(word, article) {
		return true
	}
	for _, r := range clitics {
		if bare, ok := strings.CutPrefix(word, string(r)); ok && (strings.HasPrefix(bare, article) || strings.HasPrefix(bare, to)) {
			return true
		}
	}
	return false
}

// antecedent returns what a noun with the article means that stands in s: what a
// sentence before called so, the nearest first, or else the last thing named that
// is of the kind of the noun; an organisation may be of a kind that nothing tells.
func (a *Answerer) antecedent(before []parsed, s *parsed, at int) []string {
	stem := arabic.Stem(s.words.Tokens[at])
	for i := len(before) - 1; i >= 0; i-- {
		for _, p := range before[i].words.Places(stem) {
			if ids := before[i].called(p); ids != nil {
				return ids
			}
		}
	}
	kind := wantAny
	for _, cw := range classWant {
		if inSpans(s.said, at, cw.class) {
			kind = cw.want
		}
	}
	if kind == wantAny || kind == wantDate || kind == wantNumber {
		return nil
	}
	for _, k := range []want{kind, wantFound} {
		for i := len(before) - 1; i >= 0; i-- {
			for _, l := range before[i].links {
				if a.kinds[l.IDs[0]] == k {
					return l.IDs
				}
			}
		}
		if kind != wantOrg {
			break
		}
	}
	return nil
}

// How far the noun stands from the name that it says the kind of: "the old
// studio X", "X, a small studio"
const (
	kindNounBefore = 2
	kindNounBehind = 3
)

// called returns what a sentence calls by the noun at a token: what is named beside
// it, or what the noun means where it refers back itself.
func (s *parsed) called(at int) []string {
	var best *names.Link
	for i := range s.links {
		l := &s.links[i]
		switch {
		case l.From <= at && at < l.To:
			return l.IDs
		case at < l.From && l.From-at <= kindNounBefore && !s.stopBetween(at+1, l.From):
			return l.IDs
		case at >= l.To && at-l.To <= kindNounBehind && !isDefinite(s.words.Tokens[at].Text):
			best = l
		}
	}
	switch {
	case best != nil:
		return best.IDs
	case s.definite(at):
		return s.meant
	}
	return nil
}

// stopBetween reports whether a function word stands in tokens[from:to].
func (s *parsed) stopBetween(from, to int) bool {
	return slices.ContainsFunc(s.words.Tokens[from:to], func(t arabic.Token) bool { return t.Stop })
}

// subject returns what a sentence speaks of: what it names or means first.
func (s *parsed) subject() []string {
	if len(s.links) > 0 && (s.meant == nil || s.links[0].From < s.meantAt) {
		return s.links[0].IDs
	}
	return s.meant
}

// pronounWithin is how many words of a sentence may hold the pronoun that is its
// subject: "last month it launched".
const pronounWithin = 4

// subjectPronouns stand for what was named before; Arabic ones also behind "that".
var subjectPronouns = map[string]bool{
	"it": true, "they": true, "he": true, "she": true,
	"\u0647\u0648": true, "\u0647\u064A": true, "\u0647\u0645": true,
	"\u0627\u0646\u0647": true, "\u0627\u0646\u0647\u0627": true, "\u0627\u0646\u0647\u0645": true,
	"\u0628\u0627\u0646\u0647": true, "\u0628\u0627\u0646\u0647\u0627": true, "\u0628\u0627\u0646\u0647\u0645": true,
}

// beginsWithPronoun reports whether one of the first words of a sentence is a
// pronoun that can be its subject.
func (s *parsed) beginsWithPronoun() bool {
	for i, t := range s.words.Tokens[:min(pronounWithin, len(s.words.Tokens))] {
		if s.named[i] {
			return false
		}
		if bare, _ := withoutConjunction(t); subjectPronouns[t.Text] || subjectPronouns[bare.Text] {
			return true
		}
	}
	return false
}

func addIDs(ids, more []string) []string {
	for _, id := range more {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}
