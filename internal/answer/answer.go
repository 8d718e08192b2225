// Package answer turns a question into a reply that proves itself: facts of the
// catalogue with their sources, or verbatim sentences of the corpus, or an
// honest refusal. It knows nothing of Discord or terminals.
package answer

import (
	"dalil/corpus"
)

// Question is what somebody asks.
type Question struct {
	Text string
	Lang corpus.Lang // language of the reply; "" to tell from the question
	Turn *Context    // what was talked about before, nil at the start

	Whole bool // lists to their end, a line an item
}

// Status says whether a reply answers.
type Status string

// A reply answers or abstains; nothing in between.
const (
	Answered  Status = "answered"
	Abstained Status = "abstained"
)

// Reply is the answer to one question.
type Reply struct {
	Status    Status
	Lang      corpus.Lang
	Text      string     // plain text; [1] refers to Citations[0]
	Citations []Citation // in the order of their numbers
	Entities  []string   // ids of the entities that it is about
	Titles    []Title    // nearest articles, for a refusal
	Turn      *Context   // to pass with the next question of the conversation
}

// Citation is the proof of a statement.
type Citation struct {
	N       int
	Title   string // of the article or the entity
	Section string
	Quote   string // verbatim: a part of the article, or a rendered fact
	Lang    corpus.Lang
	URL     string
	Source  string
	Article string // id of the article, "" for a fact of the catalogue
	Entity  string // id of the entity that a fact is of, "" for an article
	Start   int    // byte offsets of Quote in the article's text
	End     int
}

// Title names an article that is close to the question.
type Title struct {
	Article string
	Lang    corpus.Lang
	Title   string
	URL     string
}

// Context is what a follow-up question may refer to. It is small and plain, so
// that a caller may keep it or make it again from an earlier question.
type Context struct {
	Question string   // the question before, completed
	Subjects []string // ids of the entities that it named
	Answers  []string // ids of the entities that answered it
	Others   []string // ids of the other entities in what was quoted
}
