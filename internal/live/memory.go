package live

import (
	"context"
	"fmt"

	lru "github.com/hashicorp/golang-lru/v2"

	"dalil/corpus"
	"dalil/internal/answer"
)

const (
	remembered = 1024    // replies
	maxReply   = 4 << 10 // bytes of the texts of a reply; longer ones are not remembered
)

// memory keeps the replies that were given last over one index, which answers
// the same question always in the same way. It goes with the index.
type memory struct {
	replies *lru.Cache[key, answer.Reply]
}

// key is all that a reply depends on.
type key struct {
	text  string
	lang  corpus.Lang
	whole bool
	turn  string // what was talked about, in quotes
}

func newMemory() memory {
	c, err := lru.New[key, answer.Reply](remembered)
	if err != nil {
		panic(err) // the size is positive
	}
	return memory{c}
}

// answer returns the reply to a question, from memory where it is there. Nobody
// may change what is in it.
func (m memory) answer(ctx context.Context, a *answer.Answerer, q answer.Question) (answer.Reply, error) {
	k := key{text: q.Text, lang: q.Lang, whole: q.Whole}
	if q.Turn != nil {
		k.turn = fmt.Sprintf("%q", *q.Turn)
	}
	if r, ok := m.replies.Get(k); ok {
		return r, nil
	}
	r, err := a.Answer(ctx, q)
	if err == nil && size(r)+len(k.text)+len(k.turn) <= maxReply {
		m.replies.Add(k, r)
	}
	return r, err
}

// size returns how many bytes the texts of a reply have.
func size(r answer.Reply) int {
	n := len(r.Text)
	for _, c := range r.Citations {
		n += len(c.Title) + len(c.Section) + len(c.Quote) + len(c.URL) + len(c.Source)
	}
	for _, t := range r.Titles {
		n += len(t.Title) + len(t.URL)
	}
	for _, id := range r.Entities {
		n += len(id)
	}
	return n
}
