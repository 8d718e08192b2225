package live

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"dalil/corpus"
	"dalil/internal/answer"
	"dalil/internal/names"
	"dalil/internal/search"
)

const (
	smokeTime   = time.Minute // for all questions together
	titlesTried = 5           // where the corpus has no questions
	titleDepth  = 10          // among so many passages the article must be
)

// smoke asks an index the questions of its corpus, or, where it has none,
// searches for the titles of some articles. The error is [corpus.Problems] with
// every question that failed.
func (g *generation) smoke(ctx context.Context, progress func(done, total int)) error {
	limited, cancel := context.WithTimeoutCause(ctx, smokeTime, fmt.Errorf("the questions took longer than %v", smokeTime))
	defer cancel()
	var err error
	if len(g.Corpus.Smoke) > 0 {
		err = g.askAll(limited, progress)
	} else {
		err = findTitles(limited, g.Index, progress)
	}
	if limited.Err() != nil {
		return context.Cause(limited)
	}
	return err
}

// askAll asks the questions of smoke.yaml.
func (g *generation) askAll(ctx context.Context, progress func(done, total int)) error {
	var failed corpus.Problems
	for i, s := range g.Corpus.Smoke {
		r, err := g.answerer.Answer(ctx, answer.Question{Text: s.Question, Lang: s.Lang})
		if err != nil {
			return err
		}
		if why := wrong(s, r); why != "" {
			failed = append(failed, s.Problem("%s", why))
		}
		progress(i+1, len(g.Corpus.Smoke))
	}
	if len(failed) > 0 {
		return failed
	}
	return nil
}

// wrong says in what a reply is not what the smoke test wants, "" in nothing.
func wrong(s corpus.Smoke, r answer.Reply) string {
	want := cmp.Or(answer.Status(s.Status), answer.Answered)
	said := r.Text
	for _, c := range r.Citations {
		said += "\n" + c.Quote
	}
	switch {
	case r.Status != want:
		return fmt.Sprintf("%s, want %s", r.Status, want)
	case s.Lang != "" && r.Lang != s.Lang:
		return fmt.Sprintf("the reply is in %q, want %q", r.Lang, s.Lang)
	case !strings.Contains(strings.ToLower(said), strings.ToLower(s.Contains)):
		return fmt.Sprintf("neither the answer nor a quote contains %q", s.Contains)
	case s.Article != "" && !slices.ContainsFunc(r.Citations, func(c answer.Citation) bool { return c.Article == s.Article }):
		return fmt.Sprintf("article %q is not cited", s.Article)
	}
	return ""
}

// findTitles searches for the titles of some articles, spread over the corpus;
// most must be found. A title that says nothing to search for is passed over.
func findTitles(ctx context.Context, ix *search.Index, progress func(done, total int)) error {
	linker := names.New(&ix.Corpus.Catalogue, ix.Lexicon().Ordinary)
	articles := ix.Corpus.Articles
	tried := min(titlesTried, len(articles))
	var missing corpus.Problems
	for i := range tried {
		a := &articles[i*len(articles)/tried]
		q, err := ix.Parse(ctx, a.Title, linker)
		if err != nil {
			return err
		}
		hits, err := ix.Search(ctx, q, titleDepth)
		if err != nil {
			return err
		}
		found := slices.ContainsFunc(hits, func(h search.Hit) bool {
			of, _ := ix.Passage(h.Passage)
			return of.Title == a.Title
		})
		if len(q.Concepts) > 0 && !found {
			missing = append(missing, corpus.Problem{File: a.File, Message: fmt.Sprintf("a search for its title %q does not find it", a.Title)})
		}
		progress(i+1, tried)
	}
	if 2*len(missing) > tried {
		return missing
	}
	return nil
}
