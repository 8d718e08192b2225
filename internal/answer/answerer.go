package answer

import (
	"context"

	"dalil/corpus"
	"dalil/internal/names"
	"dalil/internal/search"
)

// Answerer answers questions over one open index. It is safe for concurrent
// use; the index must stay open.
type Answerer struct {
	index  *search.Index
	linker *names.Linker
	kinds  map[string]want // by id of the entity
}

// New returns an answerer over the index and the corpus in it.
func New(ix *search.Index) *Answerer {
	cat := &ix.Corpus.Catalogue
	a := &Answerer{index: ix, linker: names.New(cat, ix.Lexicon().Ordinary), kinds: make(map[string]want)}
	for i := range cat.Organisations {
		a.kinds[cat.Organisations[i].ID] = wantOrg
	}
	for i := range cat.Models {
		a.kinds[cat.Models[i].ID] = wantModel
	}
	for i := range cat.Others {
		a.kinds[cat.Others[i].ID] = otherKind(cat.Others[i].Kind)
	}
	return a
}

func otherKind(kind string) want {
	switch kind {
	case "person":
		return wantPerson
	case "", "product":
		return wantModel
	}
	return want(kind)
}

// Answer answers one question. The error is the context's, or tells of a
// damaged index; a question that cannot be answered is no error but a refusal.
func (a *Answerer) Answer(ctx context.Context, q Question) (Reply, error) {
	query, err := a.index.Parse(ctx, q.Text, a.linker)
	if err != nil {
		return Reply{}, err
	}
	in := understand(query, q.Lang, a.index.Passages())
	return a.fromPassages(ctx, in)
}

var _ = corpus.Arabic
