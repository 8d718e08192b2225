package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"
	"time"

	"dalil/corpus"
	"dalil/internal/search"
)

// article shows /s/<id>.<lang>. Any other name of an article leads there, by
// the language that the browser asks for. Nothing is read but the index: the
// name is compared with those of its articles.
func (s *Server) article(w http.ResponseWriter, r *http.Request) {
	var body []byte
	var elsewhere string
	err := s.opt.Borrow(func(ix *search.Index) error {
		a, other := find(ix.Corpus, strings.TrimPrefix(r.URL.Path, pages), r.Header.Get("Accept-Language"))
		if a == nil {
			return nil
		}
		if r.URL.Path != pages+a.ID+"."+string(a.Lang) {
			elsewhere = "./" + fileName(a.ID, a.Lang)
			return nil
		}
		q, _ := quoteOf(r.URL.Query().Get("q"), a)
		var err error
		body, err = pageOf(a, other, q).html()
		return err
	})
	switch {
	case err != nil:
		s.log.Error("cannot show an article", "error", err)
		plain(w, http.StatusServiceUnavailable, "no articles at the moment")
	case elsewhere != "":
		w.Header().Set("Location", elsewhere)
		w.Header().Set("Vary", "Accept-Language")
		w.Header().Set("Cache-Control", "no-cache")
		w.WriteHeader(http.StatusFound)
	case body == nil:
		s.missing(w)
	default:
		sum := sha256.Sum256(body)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Cache-Control", "public, max-age=300")
		w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:12])+`"`)
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
	}
}

// find returns the article of a name, "id.lang" or "id", and its version in the
// other language. Where there is none in the language of the name, or the name
// has none, it returns the one that accept prefers, of the header
// Accept-Language. Both are nil if there is no such article.
func find(c *corpus.Corpus, name, accept string) (a, other *corpus.Article) {
	id, lang, named := cutLang(name)
	versions := versionsOf(c, id)
	if !named || len(versions) == 0 {
		id, lang = name, ""
		versions = versionsOf(c, id)
	}
	if lang == "" {
		lang = preferred(accept)
	}
	if a = versions[lang]; a != nil {
		return a, versions[otherLang(lang)]
	}
	return versions[otherLang(lang)], nil
}

// versionsOf returns the versions of an article by language.
func versionsOf(c *corpus.Corpus, id string) map[corpus.Lang]*corpus.Article {
	versions := make(map[corpus.Lang]*corpus.Article)
	for i := range c.Articles {
		if a := &c.Articles[i]; a.ID == id {
			versions[a.Lang] = a
		}
	}
	return versions
}

// cutLang splits "id.lang".
func cutLang(name string) (id string, lang corpus.Lang, ok bool) {
	for _, lang := range []corpus.Lang{corpus.Arabic, corpus.English} {
		if id, ok := strings.CutSuffix(name, "."+string(lang)); ok {
			return id, lang, true
		}
	}
	return name, "", false
}

func otherLang(lang corpus.Lang) corpus.Lang {
	if lang == corpus.Arabic {
		return corpus.English
	}
	return corpus.Arabic
}

// preferred returns the first of our languages that the header Accept-Language
// names, which browsers order; English where it names none.
func preferred(accept string) corpus.Lang {
	for part := range strings.SplitSeq(accept, ",") {
		tag, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(part)), ";")
		switch primary, _, _ := strings.Cut(tag, "-"); corpus.Lang(primary) {
		case corpus.Arabic:
			return corpus.Arabic
		case corpus.English:
			return corpus.English
		}
	}
	return corpus.English
}
