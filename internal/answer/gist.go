package answer

import (
	"slices"
	"strings"

	"dalil/internal/arabic"
	"dalil/internal/names"
)

// longQuestion is how many content words a question may have before it is cut
// to its gist.
const longQuestion = 18

// maxMessage bounds how much of a message is read, in bytes.
const maxMessage = 8 << 10

// questionClasses are the words that ask.
var questionClasses = []class{"who", "what", "which", "when", "where", "why", "how", "howmany", "whether"}

// gist returns the part of a long message that asks: the last clause that asks, and
// before it what the others name, with the words that say what it is. What people
// write around a question would only hide it.
func (a *Answerer) gist(text string) string {
	if len(text) > maxMessage {
		text = strings.ToValidUTF8(text[:maxMessage], "")
	}
	if countContent(arabic.Tokens(text)) <= longQuestion {
		return text
	}
	var clauses, named []string
	asking, sure := -1, false // the clause that asks
	for _, s := range arabic.Sentences(text) {
		sentence := text[s.Start:s.End]
		for _, c := range arabic.Clauses(sentence) {
			clause := strings.TrimSpace(sentence[c.Start:c.End])
			tokens, links := a.link(clause)
			if countContent(tokens) == 0 {
				continue
			}
			found := find(tokens, make([]bool, len(tokens)))
			switch {
			case strings.ContainsAny(clause, "?\u061F"), len(found["ask"]) > 0:
				asking, sure = len(clauses), true
			case !sure && hasAny(found, questionClasses): // or a relative: "which people like"
				asking = len(clauses)
			}
			clauses, named = append(clauses, clause), append(named, naming(clause, tokens, links))
		}
	}
	if len(clauses) == 0 {
		return text
	}
	if asking < 0 {
		asking = len(clauses) - 1
	}
	if asking > 0 && strings.Join(named, "") == "" {
		named[asking-1] = clauses[asking-1] // it says what the question means by "it"
	}
	named[asking] = ""
	return strings.TrimSpace(strings.Join(slices.DeleteFunc(named, func(s string) bool { return s == "" }), " ") + " " + clauses[asking])
}

// beforeName is how many words before a name are read with it: "a film called X".
const beforeName = 3

// naming returns what a clause names, from the words before its first name to the
// end of the last one.
func naming(clause string, tokens []arabic.Token, links []names.Link) string {
	from, to := len(tokens), 0
	for _, l := range links {
		from, to = min(from, l.From), max(to, l.To)
	}
	if to == 0 {
		return ""
	}
	return clause[tokens[max(0, from-beforeName)].Start:tokens[to-1].End]
}

func countContent(tokens []arabic.Token) (n int) {
	for _, t := range tokens {
		if !t.Stop {
			n++
		}
	}
	return n
}

func hasAny(found map[class][]span, classes []class) bool {
	for _, c := range classes {
		if len(found[c]) > 0 {
			return true
		}
	}
	return false
}
