package search

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"
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
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	ix.correct(q)
	ix.concepts(q, linker)
	q.Concepts = q.Concepts[:min(len(q.Concepts), maxConcepts)]
	guesses := 0
	for i := range q.Concepts {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		c := &q.Concepts[i]
		ix.weigh(c)
		if err := ix.sound(q, c); err != nil {
			return nil, err
		}
		if !c.guessable() || ix.lexicon.conjugated(c.forms[0].words[0]) || guesses == maxGuessed {
			continue
		}
		guesses++
		if err := ix.guess(c); err != nil {
			return nil, err
		}
	}
	return q, nil
}

// Bounds of the words that a word which the corpus does not know may stand for.
const (
	minGuess   = 4   // letters of its stem
	maxGuesses = 5   // the commonest
	maxGuessed = 8   // words of a question
	maxCorrect = 16  // words of a question that are looked for in the lexicon
	creditNear = 0.7 // a word one letter away
)

// guessable reports whether a concept is a word that nobody knows. A word of the
// lexicon has been spelled right.
func (c *Concept) guessable() bool {
	if c.Known || c.IDs != nil || c.Ordinary || len(c.forms) == 0 || len(c.forms[0].words) != 1 {
		return false
	}
	t := c.forms[0].words[0]
	return (t.Script == arabic.Arabic || t.Script == arabic.Latin) && utf8.RuneCountInString(c.forms[0].stems[0]) >= minGuess
}

// guess adds to a word that the corpus does not know the words of the corpus
// that are one letter away: it may be misspelled, or spelled in another way.
func (ix *Index) guess(c *Concept) error {
	stem := c.forms[0].stems[0]
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
		ix.weigh(c)
	}
	return nil
}

// correct replaces words that neither the corpus nor the lexicon knows by a
// word of the lexicon that is one typing error away. Names are left alone.
func (ix *Index) correct(q *Query) {
	text := q.Text
	foreign := ix.foreign(q)
	link, looked := 0, 0
	for i, t := range q.Tokens {
		for link < len(q.Links) && q.Links[link].To <= i {
			link++
		}
		named := link < len(q.Links) && q.Links[link].From <= i
		name := i > 0 && text[t.Start] >= 'A' && text[t.Start] <= 'Z' // a capital letter
		if word, ok := ix.emphatic(t); ok && !named {
			q.Tokens[i] = word
			continue
		}
		if named || name || t.Script != arabic.Arabic && (t.Script != arabic.Latin || foreign) || t.Glued || ix.lexicon.Ordinary(t) || ix.dictionary(phrase{t}) != nil {
			continue
		}
		if ix.vocabulary.frequency(arabic.Stem(t)) > 0 {
			continue
		}
		if word, ok := ix.spokenArticle(t); ok {
			q.Tokens[i] = word
			continue
		}
		if looked++; looked > maxCorrect {
			return
		}
		if w, ok := ix.lexicon.correct(t); ok {
			q.Tokens[i] = w
		}
	}
}

// emphatic returns an Arabic word that the corpus does not have with the two letters
// swapped that most speakers sound alike, dad and zah; ok is false where it does not
// have that either.
func (ix *Index) emphatic(t arabic.Token) (word arabic.Token, ok bool) {
	word = t
	word.Text = emphatics.Replace(t.Text)
	said := func(t arabic.Token) bool { return ix.vocabulary.frequency(arabic.Stem(t)) > 0 }
	return word, t.Script == arabic.Arabic && word.Text != t.Text && !said(t) && said(word)
}

var emphatics = strings.NewReplacer("\u0636", "\u0638", "\u0638", "\u0636")

// spokenArticle returns a word with the article alone where a dialect writes "this"
// or "on" to it; ok is false where nothing knows the rest.
func (ix *Index) spokenArticle(t arabic.Token) (word arabic.Token, ok bool) {
	const article = "\u0627\u0644"
	for _, before := range []string{"\u0647" + article, "\u0639" + article} { // hal-, 'al-
		rest, cut := strings.CutPrefix(t.Text, before)
		if !cut || utf8.RuneCountInString(rest) < minGuess-1 {
			continue
		}
		word = t
		word.Text = article + rest
		if ix.lexicon.Ordinary(word) || ix.vocabulary.frequency(arabic.Stem(word)) > 0 {
			return word, true
		}
	}
	return t, false
}

// foreign reports whether hardly a Latin word of the question is English: it is
// Arabic in Latin letters, and none of them misspells an English word.
func (ix *Index) foreign(q *Query) bool {
	latin, english := 0, 0
	for _, t := range q.Tokens {
		switch t.Script {
		case arabic.Arabic:
			return false
		case arabic.Latin:
			latin++
			if ix.lexicon.Ordinary(t) {
				english++
			}
		}
	}
	return 4*english < latin
}

// cutRunes cuts s to at most n bytes at a rune boundary.
func cutRunes(s string, n int) string {
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n]
}

// weigh fills IDF and Known from the document frequencies of the forms' stems.
func (ix *Index) weigh(c *Concept) {
	least := 0.0
	for _, f := range c.forms {
		df := float64(len(ix.places))
		for _, s := range f.stems {
			df = min(df, float64(ix.vocabulary.frequency(s)))
		}
		// the form that is in most passages is what the concept usually means
		if f.origin != synonym || least == 0 {
			least = max(least, df)
		}
	}
	for i := range c.parts {
		ix.weigh(&c.parts[i])
	}
	c.Known = least > 0
	c.IDF = ix.idf(least) / ix.idf(0)
	c.Ordinary = c.IDs == nil && ix.lexicon.Ordinary(c.forms[0].words[0])
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
	if ix.Searched != nil {
		defer func(start time.Time) { ix.Searched(time.Since(start)) }(time.Now())
	}
	s := ix.newScorer(q)
	defer s.free()
	hits, err := s.search(ctx, max(k, candidates))
	if err != nil {
		return nil, err
	}
	if err := s.rerank(ctx, q, hits[:min(candidates, len(hits))]); err != nil {
		return nil, err
	}
	return slices.Clip(hits[:min(k, len(hits))]), nil
}

// exact is how many passages are scored exactly, at least. Twice as many changed
// no figure of arpool; half as many cost .1 points of recall@10.
const exact = 400

// search returns the k passages with the best BM25, best first; passages that
// score alike are in corpus order.
func (s *scorer) search(ctx context.Context, k int) ([]Hit, error) {
	found, err := s.find(ctx, max(k, exact))
	if err != nil {
		return nil, err
	}
	hits := make([]Hit, 0, len(found))
	for i, p := range found {
		if i%100 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if score := s.bm25(int(p)); score > 0 {
			hits = append(hits, Hit{Passage: int(p), Score: score})
		}
	}
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Passage, b.Passage))
	})
	return hits[:min(k, len(hits))], nil
}
