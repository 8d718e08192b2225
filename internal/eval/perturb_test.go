package eval

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// perturber makes answers that are right and wrong in many ways.
type perturber struct {
	*rand.Rand
	all []Question
}

// odd are characters that normalising, tokens or lengths could trip over.
var odd = []string{"\u064e", "\u0640", "\u200f", "\u200b", "\u2028", "\x1c", "\u0301", "ß", "İ", "ﬁ", "Ｒ", "٣", "۴", "²", "½", "Ⅷ",
	"ٱ", "ۖ", "ﷺ", "ﻻ", "_", ".", ",5", "٫", "“", "″", "—", "😀", "千", "\u00ad", "\u00a0", "\ue000", "ֹ", "ा"}

func (p perturber) answer(q Question) Answer {
	a := Answer{Status: Answered, Quotes: slices.DeleteFunc(append([]string{q.Support}, q.SupportExtra...), func(s string) bool { return s == "" })}
	groups := q.AnswerGold
	if p.IntN(4) == 0 {
		groups = q.Gold
	}
	for _, group := range groups {
		a.Text += " " + group[p.IntN(len(group))]
	}
	if !q.Answerable && p.IntN(2) == 0 {
		a.Status = Abstained
	}
	for range p.IntN(4) {
		a = p.perturb(q, a)
	}
	return a
}

func (p perturber) perturb(q Question, a Answer) Answer {
	other := p.all[p.IntN(len(p.all))]
	switch p.IntN(10) {
	case 0: // status flipped
		if a.Status == Answered {
			a.Status = Abstained
		} else {
			a.Status = Answered
		}
	case 1: // words dropped
		a.Text = p.drop(a.Text)
	case 2:
		for i := range a.Quotes {
			a.Quotes[i] = p.drop(a.Quotes[i])
		}
	case 3: // quotes cut
		for i, quote := range a.Quotes {
			runes := []rune(quote)
			from := p.IntN(len(runes) + 1)
			a.Quotes[i] = string(runes[from : from+p.IntN(len(runes)-from+1)])
		}
	case 4: // a quote for another question goes first
		a.Quotes = append([]string{other.Support}, a.Quotes...)
	case 5:
		a.Quotes = nil
	case 6: // forbidden added
		if len(q.Forbid) > 0 {
			a.Text += " " + q.Forbid[p.IntN(len(q.Forbid))] + odd[p.IntN(len(odd))]
		}
	case 7: // too long
		a.Text += strings.Repeat(" ل", 120)
	case 8: // odd characters
		a.Text = p.sprinkle(a.Text)
		for i := range a.Quotes {
			a.Quotes[i] = p.sprinkle(a.Quotes[i])
		}
	case 9: // the answer to another question
		a.Text = other.Support
	}
	return a
}

func (p perturber) drop(text string) string {
	return strings.Join(slices.DeleteFunc(strings.Fields(text), func(string) bool { return p.IntN(3) == 0 }), " ")
}

func (p perturber) sprinkle(text string) string {
	runes := []rune(text)
	for range 1 + len(runes)/20 {
		runes = slices.Insert(runes, p.IntN(len(runes)+1), []rune(odd[p.IntN(len(odd))])...)
	}
	return string(runes)
}
