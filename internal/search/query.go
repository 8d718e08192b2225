package search

import (
	"cmp"
	"context"
	"slices"
	"unicode/utf8"

	index "github.com/blevesearch/bleve_index_api"

	"dalil/internal/arabic"
	"dalil/internal/names"
)

// Bounds of a question: what is beyond is not searched.
const (
	maxQueryBytes  = 8 << 10
	maxQueryTokens = 200
	maxConcepts    = 64
)

// Hit is a passage that was found.
type Hit struct {
	Passage int     // number of the passage in the index
	Score   float64 // BM25 over the fields; comparable within one search only
	Rank    float64 // of the second ranking, by which the first hits are sorted: see rerank; 0 behind them
}

// Parse makes a question ready: names are linked, words translated, and each
// concept weighed by how rare it is in the corpus.
func (ix *Index) Parse(ctx context.Context, text string, linker *names.Linker) (*Query, error) {
	if len(text) > maxQueryBytes {
		text = cutRunes(text, maxQueryBytes)
	}
	q := &Query{Text: text, Tokens: arabic.Tokens(text)}
	q.Tokens = q.Tokens[:min(len(q.Tokens), maxQueryTokens)]
	q.Links = linker.Link(text, q.Tokens)
	if err := ix.correct(ctx, q); err != nil {
		return nil, err
	}
	ix.concepts(q)
	q.Concepts = q.Concepts[:min(len(q.Concepts), maxConcepts)]
	for i := range q.Concepts {
		c := &q.Concepts[i]
		if err := ix.weigh(ctx, c); err != nil {
			return nil, err
		}
		if err := ix.sound(ctx, q, c); err != nil {
			return nil, err
		}
		if err := ix.guess(ctx, c); err != nil {
			return nil, err
		}
	}
	return q, nil
}

// Bounds of the words that a word which the corpus does not know may stand for.
const (
	minGuess   = 4   // letters of its stem
	maxGuesses = 5   // the commonest
	creditNear = 0.7 // a word one letter away
)

// guess adds to a word that the corpus does not know the words of the corpus
// that are one letter away: it may be misspelled, or spelled in another way. A
// word of the lexicon has been spelled right.
func (ix *Index) guess(ctx context.Context, c *Concept) error {
	if c.Known || c.IDs != nil || c.Ordinary || len(c.forms) == 0 || len(c.forms[0].words) != 1 {
		return nil
	}
	stem := c.forms[0].stems[0]
	if t := c.forms[0].words[0]; t.Script != arabic.Arabic && t.Script != arabic.Latin || utf8.RuneCountInString(stem) < minGuess {
		return nil
	}
	reader, ok := ix.reader.(index.IndexReaderFuzzy)
	if !ok {
		return nil
	}
	terms, err := reader.FieldDictFuzzy(fieldStem, stem, 1, "")
	if err != nil {
		return err
	}
	defer terms.Close()
	var near []index.DictEntry
	for {
		e, err := terms.Next()
		if err != nil {
			return err
		}
		if e == nil {
			break
		}
		near = append(near, *e)
	}
	slices.SortStableFunc(near, func(a, b index.DictEntry) int { return int(b.Count) - int(a.Count) })
	for _, e := range near[:min(maxGuesses, len(near))] {
		word := c.forms[0].words[0]
		word.Text = e.Term
		c.forms = append(c.forms, form{words: phrase{word}, stems: []string{e.Term}, origin: guessed, weight: creditNear})
	}
	if len(near) > 0 {
		return ix.weigh(ctx, c)
	}
	return nil
}

// correct replaces words that neither the corpus nor the lexicon knows by a
// word of the lexicon that is one typing error away. Names are left alone.
func (ix *Index) correct(ctx context.Context, q *Query) error {
	text := q.Text
	link := 0
	for i, t := range q.Tokens {
		for link < len(q.Links) && q.Links[link].To <= i {
			link++
		}
		named := link < len(q.Links) && q.Links[link].From <= i
		name := i > 0 && text[t.Start] >= 'A' && text[t.Start] <= 'Z' // a capital letter
		if named || name || t.Script != arabic.Arabic && t.Script != arabic.Latin || t.Glued || ix.lexicon.Ordinary(t) || ix.dictionary(phrase{t}) != nil {
			continue
		}
		df, err := ix.frequency(ctx, arabic.Stem(t))
		if err != nil {
			return err
		}
		if df > 0 {
			continue
		}
		if w, ok := ix.lexicon.correct(t); ok {
			q.Tokens[i] = w
		}
	}
	return nil
}

// frequency returns the number of passages that hold a stem.
func (ix *Index) frequency(ctx context.Context, stem string) (float64, error) {
	r, err := ix.reader.TermFieldReader(ctx, []byte(stem), fieldStem, false, false, false)
	if err != nil {
		return 0, err
	}
	return float64(r.Count()), r.Close()
}

// cutRunes cuts s to at most n bytes at a rune boundary.
func cutRunes(s string, n int) string {
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n]
}

// weigh fills IDF and Known from the document frequencies of the forms' stems.
func (ix *Index) weigh(ctx context.Context, c *Concept) error {
	least := 0.0
	for _, f := range c.forms {
		df := float64(len(ix.places))
		for _, s := range f.stems {
			n, err := ix.frequency(ctx, s)
			if err != nil {
				return err
			}
			df = min(df, n)
		}
		// the form that is in most passages is what the concept usually means
		if f.origin != synonym || least == 0 {
			least = max(least, df)
		}
	}
	for i := range c.parts {
		if err := ix.weigh(ctx, &c.parts[i]); err != nil {
			return err
		}
	}
	c.Known = least > 0
	c.IDF = ix.idf(least) / ix.idf(0)
	c.Ordinary = c.IDs == nil && ix.lexicon.Ordinary(c.forms[0].words[0])
	return nil
}

// partBoost is how much the words of a phrase count by themselves.
const partBoost = 0.5

// groups returns what to look up for a concept.
func (c *Concept) groups() []group {
	stem := group{field: fieldStem, boost: boosts[fieldStem]}
	title := group{field: fieldTitle, boost: boosts[fieldTitle]}
	for _, f := range c.forms {
		if f.origin == synonym && c.Known && len(c.forms) > 1 && c.forms[0].origin == self {
			continue
		}
		for _, s := range f.stems {
			w := f.weight / float64(len(f.stems))
			stem.add(s, w)
			title.add(s, w)
		}
	}
	out := []group{stem, title}
	for _, t := range c.forms[0].words {
		out = append(out, group{fieldSurface, boosts[fieldSurface], []weighted{{t.Text, 1}}})
	}
	skeletons := group{field: fieldSkeleton, boost: boosts[fieldSkeleton]}
	for _, f := range c.forms {
		if f.skeleton != "" {
			skeletons.add(f.skeleton, f.weight)
		}
	}
	if skeletons.terms != nil {
		out = append(out, skeletons)
	}
	for _, g := range c.grams {
		out = append(out, group{fieldGram, boosts[fieldGram], []weighted{{g, 1}}},
			group{fieldTitleGram, boosts[fieldTitleGram], []weighted{{g, 1}}})
	}
	for i := range c.parts {
		for _, g := range c.parts[i].groups() {
			if g.field == fieldStem || g.field == fieldTitle {
				g.boost *= partBoost
				out = append(out, g)
			}
		}
	}
	return out
}

func (g *group) add(term string, weight float64) {
	for i := range g.terms {
		if g.terms[i].term == term {
			g.terms[i].weight = max(g.terms[i].weight, weight)
			return
		}
	}
	g.terms = append(g.terms, weighted{term, weight})
}

// Search returns the k best passages for a query, best first: those with the
// best BM25, ranked anew by reading them. A cancelled context ends it with the
// context's error.
func (ix *Index) Search(ctx context.Context, q *Query, k int) ([]Hit, error) {
	hits, err := ix.bm25(ctx, q, max(k, candidates))
	if err != nil {
		return nil, err
	}
	if err := ix.rerank(ctx, q, hits[:min(candidates, len(hits))]); err != nil {
		return nil, err
	}
	return slices.Clip(hits[:min(k, len(hits))]), nil
}

// bm25 returns the k passages with the best BM25, best first.
func (ix *Index) bm25(ctx context.Context, q *Query, k int) ([]Hit, error) {
	acc := ix.newAccumulator()
	defer ix.free(acc)
	for i := range q.Concepts {
		for _, g := range q.Concepts[i].groups() {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if _, err := ix.addGroup(ctx, acc, g); err != nil {
				return nil, err
			}
		}
	}
	return ix.top(acc, k), nil
}

// top returns the k documents with the highest scores; passages that score
// alike are in corpus order.
func (ix *Index) top(acc *accumulator, k int) []Hit {
	hits := make([]Hit, 0, k+1)
	worse := func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Passage, b.Passage))
	}
	floor := float32(0) // what a document must reach where there are k
	for _, d := range acc.touched {
		if acc.score[d] < floor {
			continue
		}
		h := Hit{Passage: int(ix.numbers[d]), Score: float64(acc.score[d])}
		at, _ := slices.BinarySearchFunc(hits, h, worse)
		if at == k {
			continue
		}
		hits = slices.Insert(hits, at, h)
		if len(hits) > k {
			hits = hits[:k]
		}
		if len(hits) == k {
			floor = float32(hits[k-1].Score)
		}
	}
	return hits
}
