package answer

import (
	"strings"

	"dalil/internal/arabic"
)

// longQuestion is how many content words a question may have before it is cut
// to its gist.
const longQuestion = 18

// maxMessage bounds how much of a message is read, in bytes.
const maxMessage = 8 << 10

// questionClasses are the words that ask.
var questionClasses = []class{"who", "what", "which", "when", "where", "why", "how", "howmany", "whether"}

// gist returns the part of a long message that asks: the clauses that name an
// entity and the last one that asks. What people write around a question would
// only hide it.
func (a *Answerer) gist(text string) string {
	if len(text) > maxMessage {
		text = strings.ToValidUTF8(text[:maxMessage], "")
	}
	if countContent(arabic.Tokens(text)) <= longQuestion {
		return text
	}
	var named []string
	asking, last, sure := "", "", false
	for _, s := range arabic.Sentences(text) {
		sentence := text[s.Start:s.End]
		for _, c := range arabic.Clauses(sentence) {
			clause := strings.TrimSpace(sentence[c.Start:c.End])
			tokens, links := a.link(clause)
			if countContent(tokens) == 0 {
				continue
			}
			if len(links) > 0 {
				named = append(named, clause)
			}
			found := find(tokens, make([]bool, len(tokens)))
			switch {
			case strings.ContainsAny(clause, "?\u061F"), len(found["ask"]) > 0:
				asking, sure = clause, true
			case !sure && hasAny(found, questionClasses): // or a relative: "which people like"
				asking = clause
			}
			last = clause
		}
	}
	if asking == "" {
		asking = last
	}
	if len(named) > 0 && named[len(named)-1] == asking {
		return strings.Join(named, " ")
	}
	return strings.Join(append(named, asking), " ")
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
