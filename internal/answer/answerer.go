package answer

import (
	"context"
	"sync"

	"dalil/corpus"
	"dalil/internal/arabic"
	"dalil/internal/names"
	"dalil/internal/search"
)

// Answerer answers questions over one open index. It is safe for concurrent
// use; the index must stay open.
type Answerer struct {
	index  *search.Index
	cat    *corpus.Catalogue // with the names that articles give other things, in a small corpus
	linker *names.Linker
	kinds  map[string]want // by id of the entity

	langs    map[corpus.Lang]bool // of the articles
	cache    passageCache
	pairs    func() *pairs   // of a small corpus, counted when first asked for
	families map[string]bool // of models
	hasFacts bool            // the catalogue holds makers of models, not names only
}

// New returns an answerer over the index and the corpus in it.
func New(ix *search.Index) *Answerer {
	ordinary := func(t arabic.Token) bool { return ix.Lexicon().Ordinary(t) || isQuestionWord(t) }
	cat := &ix.Corpus.Catalogue
	linker := names.New(cat, ordinary)
	if ix.Passages() < smallCorpus {
		if found := foundNames(ix.Corpus.Articles, linker, ordinary); len(found) > 0 {
			cat = cat.With(found)
			linker = names.New(cat, ordinary)
			linker.Hear(found, ix.Says)
		}
	}
	a := &Answerer{index: ix, cat: cat, linker: linker, kinds: make(map[string]want), families: make(map[string]bool)}
	for i := range cat.Organisations {
		a.kinds[cat.Organisations[i].ID] = wantOrg
	}
	for i := range cat.Models {
		a.kinds[cat.Models[i].ID] = wantModel
		a.hasFacts = a.hasFacts || cat.Models[i].Maker != ""
		a.families[cat.Models[i].Family] = true
	}
	for i := range cat.Others {
		a.kinds[cat.Others[i].ID] = otherKind(cat.Others[i].Kind)
	}
	a.guessKinds()
	a.pairs = sync.OnceValue(a.countPairs)
	a.langs = make(map[corpus.Lang]bool)
	for i := range ix.Corpus.Articles {
		a.langs[ix.Corpus.Articles[i].Lang] = true
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
	in, err := a.parse(ctx, q)
	if err != nil {
		return Reply{}, err
	}
	if q.Turn != nil && !in.empty() && in.refersBack(a) {
		return a.answerTurn(ctx, in, q)
	}
	return a.answer(ctx, in)
}

// answerText answers a question given in full, in a language.
func (a *Answerer) answerText(ctx context.Context, q Question) (Reply, error) {
	in, err := a.parse(ctx, q)
	if err != nil {
		return Reply{}, err
	}
	return a.answer(ctx, in)
}

func (a *Answerer) parse(ctx context.Context, q Question) (*intent, error) {
	query, err := a.index.Parse(ctx, a.gist(q.Text), a.linker)
	if err != nil {
		return nil, err
	}
	in := understand(query, q.Lang, a.index.Passages())
	in.crossing, in.whole = !a.langs[in.lang], q.Whole
	return in, nil
}

// link returns the tokens of a text and the names in it.
func (a *Answerer) link(text string) ([]arabic.Token, []names.Link) {
	tokens := arabic.Tokens(text)
	return tokens, a.linker.Mentions(text, tokens)
}

// answer tries what can answer, the surest first: lists and counts over the
// catalogue, comparisons, facts of an entity, passages. What none answers is
// refused.
func (a *Answerer) answer(ctx context.Context, in *intent) (Reply, error) {
	if in.empty() {
		return Reply{Status: Abstained, Lang: in.lang, Text: say(in.lang, "empty")}, nil
	}
	r, answers, err := a.reply(ctx, in)
	if err != nil {
		return Reply{}, err
	}
	a.turn(in.query.Text, in, &r, answers)
	return r, nil
}

// reply composes the reply; answers are the entities that it gives as answer.
func (a *Answerer) reply(ctx context.Context, in *intent) (r Reply, answers []string, err error) {
	if err := ctx.Err(); err != nil {
		return Reply{}, nil, err
	}
	for _, from := range []func(*intent) (Reply, bool){a.fromComparison, a.fromList} {
		if r, ok := from(in); ok {
			return r, r.Entities, nil
		}
	}
	sentences, err := a.read(ctx, in, nil)
	if err != nil {
		return Reply{}, nil, err
	}
	if facts := a.fromCatalogue(in); len(facts) > 0 && !in.unknownVersion() {
		if maker, wrong := a.wrongMaker(in, facts); wrong {
			facts = maker
		}
		for _, f := range facts {
			answers = append(answers, f.names...)
		}
		return a.compose(in, facts, a.proof(in, facts, sentences)), answers, nil
	}
	proven := a.accept(in, sentences)
	if len(proven) == 0 {
		return a.refuse(in, sentences), nil, nil
	}
	r = Reply{Status: Answered, Lang: in.lang}
	a.quote(&r, in, a.choose(in, proven))
	return r, nil, nil
}
