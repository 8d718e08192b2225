package answer

import (
	"slices"

	"dalil/internal/arabic"
)

// hasCodes reports whether a text holds the names with numbers that the
// question holds and no alias knows: "R7", "Gemma 3". A near one is another.
func (in *intent) hasCodes(text string) bool {
	tokens := arabic.Tokens(text)
	for _, code := range in.codes() {
		if !holds(tokens, code) {
			return false
		}
	}
	return true
}

// codes returns the pairs of a Latin word and a number, side by side, that are
// no part of a known name.
func (in *intent) codes() [][2]string {
	var out [][2]string
	for i := 1; i < len(in.query.Tokens); i++ {
		word, number := in.query.Tokens[i-1], in.query.Tokens[i]
		if word.Script != arabic.Latin || word.Stop || number.Script != arabic.Number || in.skip[i-1] || in.skip[i] || isYear(number.Text) || in.oneWord(i-1) {
			continue
		}
		if number.Glued || !in.ordinaryAt(i-1) {
			out = append(out, [2]string{word.Text, number.Text})
		}
	}
	return out
}

// oneWord reports whether tokens i and i+1 are in one entry of the vocabulary:
// "sa7eb" is Arabic.
func (in *intent) oneWord(i int) bool {
	for _, spans := range in.found {
		if slices.ContainsFunc(spans, func(s span) bool { return s.from <= i && i+1 < s.to }) {
			return true
		}
	}
	return false
}

// ordinaryAt reports whether a token is an ordinary word or one of the
// vocabulary.
func (in *intent) ordinaryAt(i int) bool {
	for _, spans := range in.found {
		if slices.ContainsFunc(spans, func(s span) bool { return s.from <= i && i < s.to }) {
			return true
		}
	}
	return in.ordinaryWord(i)
}

// holds reports whether two tokens stand side by side.
func holds(tokens []arabic.Token, pair [2]string) bool {
	for i := 1; i < len(tokens); i++ {
		if tokens[i-1].Text == pair[0] && tokens[i].Text == pair[1] {
			return true
		}
	}
	return false
}

// hasNumbers reports whether the numbers of the question stand in the sentence:
// a version or an amount is never nearly right. For a year, and for a question
// without names, the passage or its title will do.
func (in *intent) hasNumbers(s *sentence) bool {
	for i, t := range in.query.Tokens {
		if t.Script != arabic.Number || in.skip[i] || in.letter(i) {
			continue
		}
		text := s.passage.text[s.start:s.end]
		if isYear(t.Text) || !in.named() {
			text = s.passage.text + " " + s.passage.article.Title
		}
		if !slices.ContainsFunc(arabic.Tokens(text), func(o arabic.Token) bool { return o.Text == t.Text }) {
			return false
		}
	}
	return true
}

// letter reports whether a number is a letter of a word: the 3 of "3amal" or of
// "3rd", in Arabic with Latin letters also the last one.
func (in *intent) letter(i int) bool {
	return i+1 < len(in.query.Tokens) && in.query.Tokens[i+1].Glued || in.query.Tokens[i].Glued && in.arabizi()
}
