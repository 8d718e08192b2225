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

	hasFacts bool // the catalogue holds makers of models, not names only
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
		a.hasFacts = a.hasFacts || cat.Models[i].Maker != ""
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
	return a.answer(ctx, in)
}

// answer tries what can answer, the surest first: counts and lists of the
// catalogue, comparisons, facts of an entity, passages.
func (a *Answerer) answer(ctx context.Context, in *intent) (Reply, error) {
	if len(in.query.Tokens) == 0 {
		return Reply{Status: Abstained, Lang: in.lang, Text: say(in.lang, "empty")}, nil
	}
	if r, ok := a.fromList(in); ok {
		return r, nil
	}
	sentences, err := a.read(ctx, in, nil)
	if err != nil {
		return Reply{}, err
	}
	proven := a.accept(in, sentences)
	if facts := a.fromCatalogue(in); len(facts) > 0 && !in.unknownVersion() {
		return a.compose(in, facts, a.proof(in, facts, sentences)), nil
	}
	if len(proven) == 0 {
		return a.refuse(in, sentences), nil
	}
	r := Reply{Status: Answered, Lang: in.lang, Entities: entityIDs(in.links())}
	a.quote(&r, in, a.choose(in, proven))
	return r, nil
}

// cat returns the catalogue.
func (a *Answerer) cat() *corpus.Catalogue { return &a.index.Corpus.Catalogue }
