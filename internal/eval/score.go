package eval

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Statuses of an [Answer]. Whatever is not Answered counts as an abstention.
const (
	Answered  = "answered"
	Abstained = "abstained"
)

// Answer is what the bot said; Quotes are its citations, best first.
type Answer struct {
	Status string
	Text   string
	Quotes []string
}

// Verdict is an answer compared with its question.
type Verdict struct {
	Question Question
	Answer   Answer

	// Of an answerable question, all false where the bot abstained.
	Acc    bool // gold is in the answer or its quotes
	Ans    bool // answer gold is in the answer itself
	Strict bool // both, with a supporting quote and nothing forbidden
	Rank   int  // of the first supporting quote, from 1; 0 for none

	// Of an unanswerable question.
	Corrected bool // a false premise was corrected
	Refused   bool // abstained or corrected

	Broken []string // the forbidden texts in the answer
	Faults []string // what went wrong, in a fixed order; empty if nothing
}

// Judge compares a with q. An answer of which the text or a quote is longer
// than maxChars code points earns nothing; 0 is no limit.
func Judge(q Question, a Answer, maxChars int) Verdict {
	v := Verdict{Question: q, Answer: a}
	tooLong := maxChars > 0 && longest(a) > maxChars
	if tooLong {
		v.Faults = append(v.Faults, "TOO-LONG")
	}
	text := normalise(a.Text)
	for _, forbidden := range q.Forbid {
		if contains(text, forbidden) {
			v.Broken = append(v.Broken, forbidden)
		}
	}
	// earns is whether there is anything to judge for credit.
	earns := a.Status == Answered && !tooLong
	if q.Answerable {
		v.judgeAnswerable(earns, text)
	} else {
		v.judgeUnanswerable(earns, text)
	}
	if len(v.Broken) > 0 {
		v.Faults = append(v.Faults, "FORBIDDEN")
	}
	return v
}

func (v *Verdict) judgeAnswerable(earns bool, text string) {
	q, a := v.Question, v.Answer
	if earns {
		v.Rank = rank(a.Quotes, append([]string{q.Support}, q.SupportExtra...))
		v.Acc = satisfied(q.Gold, normalise(strings.Join(append([]string{a.Text}, a.Quotes...), "\n")))
		v.Ans = satisfied(q.AnswerGold, text)
		v.Strict = v.Acc && v.Ans && v.Rank > 0 && len(v.Broken) == 0
	}
	if a.Status != Answered {
		v.Faults = append(v.Faults, "ABSTAINED")
		return
	}
	switch {
	case !v.Acc:
		v.Faults = append(v.Faults, "WRONG")
	case !v.Ans:
		v.Faults = append(v.Faults, "ANSWER-SENTENCE")
	}
	if v.Rank == 0 {
		v.Faults = append(v.Faults, "NO-SUPPORT")
	}
}

func (v *Verdict) judgeUnanswerable(earns bool, text string) {
	correction := v.Question.AnswerGold
	if len(correction) == 0 {
		correction = v.Question.Gold
	}
	v.Corrected = earns && len(correction) > 0 && len(v.Broken) == 0 && satisfied(correction, text)
	v.Refused = v.Answer.Status != Answered || v.Corrected
	if !v.Refused {
		v.Faults = append(v.Faults, "SHOULD-ABSTAIN")
	}
}

// longest returns the code points of the longest text of an answer.
func longest(a Answer) int {
	n := utf8.RuneCountInString(a.Text)
	for _, quote := range a.Quotes {
		n = max(n, utf8.RuneCountInString(quote))
	}
	return n
}

// rank returns the place, from 1, of the first quote that supports one of
// parts, or 0.
func rank(quotes, parts []string) int {
	return 1 + slices.IndexFunc(quotes, func(quote string) bool {
		return slices.ContainsFunc(parts, func(part string) bool { return supports(quote, part) })
	})
}

// A quote that is a part of the support needs minPart words to count; one that
// is neither part nor whole needs minShare of the support's words.
const (
	minPart  = 3
	minShare = 0.6
)

// supports reports whether quote contains support, lies in it, or shares
// enough of its words. Nothing supports, or is supported by, an empty text.
func supports(quote, support string) bool {
	q, s := normalise(quote), normalise(support)
	if q == "" || s == "" {
		return false
	}
	if strings.Contains(q, s) {
		return true
	}
	have, want := tokens(q), tokens(s)
	if strings.Contains(s, q) && len(have) >= min(minPart, len(want)) {
		return true
	}
	return len(want) > 0 && float64(common(have, want))/float64(len(want)) >= minShare
}

// common counts the words that a and b share, each as often as both have it.
func common(a, b []string) int {
	count := make(map[string]int)
	for _, word := range a {
		count[word]++
	}
	n := 0
	for _, word := range b {
		if count[word] > 0 {
			count[word]--
			n++
		}
	}
	return n
}

// satisfied reports whether normalised text holds one alternative of every
// group; no groups are satisfied by any text.
func satisfied(groups [][]string, text string) bool {
	for _, group := range groups {
		if !slices.ContainsFunc(group, func(alt string) bool { return contains(text, alt) }) {
			return false
		}
	}
	return true
}
