package names

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dalil/corpus"
	"dalil/internal/arabic"
)

// Found is the kind of an entity that only the articles name.
const Found = "found"

// Bounds of the names that are read out of articles.
const (
	maxFound       = 500 // of all articles
	maxFoundTokens = 5
	minFoundPart   = 4 // letters of a word that stands for a whole name
)

// FindIn returns the things that articles name and no catalogue does, as
// entities of kind Found: what stands in Latin letters in an Arabic text, in
// capitals in an English one, or between quotation marks. ordinary is that of
// New.
func FindIn(articles []corpus.Article, ordinary func(arabic.Token) bool) []corpus.Other {
	f := finder{ordinary: ordinary, places: make(map[string]int)}
	for i := range articles {
		a := &articles[i]
		for _, s := range arabic.Sentences(a.Text) {
			f.read(a.Text[s.Start:s.End], a.Lang)
		}
	}
	f.addParts()
	f.addRests()
	return f.found
}

// finder collects names.
type finder struct {
	ordinary func(arabic.Token) bool
	found    []corpus.Other
	places   map[string]int // in found, by key
}

// run is a part of a sentence that is a name: tokens[from:to].
type run struct{ from, to int }

// read finds the names of a sentence.
func (f *finder) read(text string, lang corpus.Lang) {
	tokens := arabic.Tokens(text)
	last := -1 // place of the name before
	end := 0   // of it in the text
	for i := 0; i < len(tokens); {
		r, ok := f.quoted(text, tokens, i)
		if !ok {
			r, ok = f.spelled(text, tokens, i, lang)
		}
		if !ok {
			i++
			continue
		}
		span := tokens[r.from:r.to]
		// "Football Finance Council (FFC)": the second is another name of the first
		alias := last >= 0 && strings.TrimSpace(text[end:span[0].Start]) == "("
		last = f.add(text[span[0].Start:span[len(span)-1].End], span, last, alias)
		end = span[len(span)-1].End
		i = r.to
	}
}

// add files a name and returns its place, -1 where there are too many.
func (f *finder) add(name string, span []arabic.Token, before int, alias bool) int {
	k := key(span)
	if at, ok := f.places[k]; ok {
		return at
	}
	if alias {
		f.places[k] = before
		f.found[before].Aliases.Article = append(f.found[before].Aliases.Article, name)
		return before
	}
	if len(f.found) == maxFound {
		return -1
	}
	f.places[k] = len(f.found)
	f.found = append(f.found, corpus.Other{Entry: corpus.Entry{ID: Found + ":" + k, Name: name}, Kind: Found})
	return len(f.found) - 1
}

// marks are quotation marks that open, with those that end what they open.
var marks = map[rune]string{
	'\u00AB': "\u00BB", '\u201C': "\u201D", '\u2018': "\u2019", '"': "\"",
}

// quoted returns the few words between quotation marks that begin at token i.
func (f *finder) quoted(text string, tokens []arabic.Token, i int) (run, bool) {
	open, _ := utf8.DecodeLastRuneInString(text[:tokens[i].Start])
	end, ok := marks[open]
	if !ok {
		return run{}, false
	}
	for to := i + 1; to <= len(tokens) && to-i <= maxFoundTokens; to++ {
		if tokens[to-1].Stop && !startsUpper(text, tokens[i]) {
			return run{}, false
		}
		if !strings.HasPrefix(text[tokens[to-1].End:], end) {
			continue
		}
		if !isTitle(text, tokens[i:to]) {
			return run{}, false
		}
		// one word that everybody knows is no name for being doubted
		return run{i, to}, to-i > 1 || !f.ordinary(tokens[i]) || startsUpper(text, tokens[i])
	}
	return run{}, false
}

// isTitle reports whether words between quotation marks may be a name: in Latin
// letters all but function words are capitalised, and not all are such.
func isTitle(text string, tokens []arabic.Token) bool {
	stops := 0
	for _, t := range tokens {
		if t.Stop {
			stops++
		} else if tokens[0].Script == arabic.Latin && t.Script == arabic.Latin && startsUpper(text, tokens[0]) && !startsUpper(text, t) && !t.Glued {
			return false
		}
	}
	return stops < len(tokens)
}

// spelled returns the words from token i on that their letters show to be a name.
func (f *finder) spelled(text string, tokens []arabic.Token, i int, lang corpus.Lang) (run, bool) {
	if tokens[i].Script != arabic.Latin || lang == corpus.English && !startsUpper(text, tokens[i]) {
		return run{}, false
	}
	to := i + 1
	for to < len(tokens) && to-i < maxFoundTokens && f.goesOn(text, tokens, to, lang) {
		to++
	}
	for to > i+1 && tokens[to-1].Stop {
		to--
	}
	if lang == corpus.English {
		for i < to && (tokens[i].Stop || i == 0 && f.ordinary(tokens[i])) {
			i++ // a sentence begins with a capital
		}
	}
	if i == to || to == i+1 && (f.ordinary(tokens[i]) && (lang == corpus.English || !startsUpper(text, tokens[i])) || utf8.RuneCountInString(tokens[i].Text) < 2) {
		return run{}, false
	}
	return run{i, to}, true
}

// goesOn reports whether a name goes on with token i.
func (f *finder) goesOn(text string, tokens []arabic.Token, i int, lang corpus.Lang) bool {
	t := tokens[i]
	between := text[tokens[i-1].End:t.Start]
	if !t.Glued && between != " " && between != " & " {
		return false
	}
	switch t.Script {
	case arabic.Number:
		return tokens[i-1].Script == arabic.Latin && !(len(t.Text) == 4 && !t.Glued)
	case arabic.Latin:
		return lang != corpus.English || startsUpper(text, t) || t.Glued
	}
	return false
}

func startsUpper(text string, t arabic.Token) bool {
	r, _ := utf8.DecodeRuneInString(text[t.Start:])
	return unicode.IsUpper(r)
}

// addParts lets a word of a name stand for it: a surname, or what a company is
// called without its kind. It must be no word and of no other name of several
// words, or begin the first of these; by itself it may be a name too, which then
// means both.
func (f *finder) addParts() {
	owners := make(map[string][]int)
	for n := range f.found {
		tokens := arabic.Tokens(f.found[n].Name)
		if len(tokens) < 2 {
			continue
		}
		for _, t := range tokens {
			if !slices.Contains(owners[t.Text], n) {
				owners[t.Text] = append(owners[t.Text], n)
			}
		}
	}
	for n := range f.found {
		tokens := arabic.Tokens(f.found[n].Name)
		if len(tokens) < 2 {
			continue
		}
		for _, t := range tokens {
			alone, own := f.places[t.Text]
			first := own && n < alone && t.Start == 0 && owners[t.Text][0] == n // "Kestrel" after "Kestrel Motors", whatever "Kestrel Gulf" is
			if len(owners[t.Text]) > 1 && !first || t.Script == arabic.Number || t.Glued || utf8.RuneCountInString(t.Text) < minFoundPart || f.ordinary(t) {
				continue
			}
			if own && slices.ContainsFunc(tokens, func(t arabic.Token) bool { return t.Script == arabic.Number }) {
				continue // the version of a thing is another one
			}
			part := f.found[n].Name[t.Start:t.End]
			f.found[n].Aliases.Article = append(f.found[n].Aliases.Article, part)
		}
	}
}

// addRests lets the rest of a name stand for it where it begins with another
// one: "Gas-04" for "Cindera-Gas-04" of Cindera.
func (f *finder) addRests() {
	for n := range f.found {
		name := f.found[n].Name
		tokens := arabic.Tokens(name)
		for i := len(tokens) - 1; i > 0; i-- {
			if at, ok := f.places[key(tokens[:i])]; !ok || at == n {
				continue
			}
			k := key(tokens[i:])
			if _, taken := f.places[k]; !taken && utf8.RuneCountInString(k) >= minFoundPart && tokens[i].Script != arabic.Number {
				f.found[n].Aliases.Article = append(f.found[n].Aliases.Article, name[tokens[i].Start:])
			}
			break
		}
	}
}
