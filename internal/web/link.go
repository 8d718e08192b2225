package web

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"dalil/corpus"
)

// pages is the folder of the pages of articles.
const pages = "/s/"

// PageURL returns the address of the page of an article below base, at a
// passage (from 1) with the bytes start to end of the article's text marked.
// Passage 0 is the one that holds the quote; start = end marks nothing. It is
// "" where there is no article, as for a fact of the catalogue.
func PageURL(base, article string, lang corpus.Lang, passage, start, end int) string {
	if article == "" || base == "" {
		return ""
	}
	link := strings.TrimRight(base, "/") + pages + fileName(article, lang)
	if start < end {
		link += fmt.Sprintf("?q=%d-%d", start, end)
	}
	switch {
	case passage > 0:
		link += fmt.Sprintf("#p%d", passage)
	case start < end:
		link += "#q"
	}
	return link
}

// fileName returns the last part of the one address of an article: "id.lang".
func fileName(article string, lang corpus.Lang) string {
	return url.PathEscape(article + "." + string(lang))
}

// quote is a part of an article's text, in bytes.
type quote struct{ start, end int }

// quoteOf reads "120-260"; false unless it lies within one passage of the
// article and cuts no character.
func quoteOf(value string, a *corpus.Article) (quote, bool) {
	from, to, ok := strings.Cut(value, "-")
	start, errFrom := strconv.Atoi(from)
	end, errTo := strconv.Atoi(to)
	if !ok || errFrom != nil || errTo != nil || start < 0 || start >= end || end > len(a.Text) {
		return quote{}, false
	}
	if !utf8.RuneStart(a.Text[start]) || end < len(a.Text) && !utf8.RuneStart(a.Text[end]) {
		return quote{}, false
	}
	for _, p := range a.Passages {
		if p.Start <= start && end <= p.End {
			return quote{start, end}, true
		}
	}
	return quote{}, false
}
