package search

import (
	"errors"
	"io/fs"
	"slices"
	"sync"

	"dalil/corpus"
	"dalil/internal/arabic"
	"dalil/internal/dictd"
)

// The dictionaries of FreeDict that are looked for.
const (
	englishArabic = "freedict-eng-ara"
	arabicEnglish = "freedict-ara-eng"
)

// DictionaryNames are the dictionaries that are looked for, files without their
// endings.
var DictionaryNames = []string{englishArabic, arabicEnglish}

// creditDictionary is how much an equivalent of a dictionary counts: less than
// one of our own word list, for it lists rare senses beside common ones.
const creditDictionary = 0.7

// creditOtherForm is how much an equivalent of another form of the word counts.
const creditOtherForm = 0.5

// Dictionaries translate words beside the word list of the corpus. They are read
// when the first word is asked that needs them.
type Dictionaries struct {
	toArabic, toEnglish func() (*dictd.Dictionary, error)
}

// OpenDictionaries returns the dictionaries in a folder in which they need not
// be. report is told once of each that cannot be read.
func OpenDictionaries(dir string, report func(error)) *Dictionaries {
	open := func(name string) func() (*dictd.Dictionary, error) {
		return sync.OnceValues(func() (*dictd.Dictionary, error) {
			d, err := dictd.Open(dir, name, arabic.Fold)
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				report(err)
			}
			return d, err
		})
	}
	return &Dictionaries{toArabic: open(englishArabic), toEnglish: open(arabicEnglish)}
}

// UseDictionaries lets an index translate with dictionaries too. It is to be
// called before the first question.
func (ix *Index) UseDictionaries(d *Dictionaries) { ix.dictionaries = d }

// crossing returns the scripts whose words are to be found in the other
// language: where every article has a version in a language, words of that
// language need no translation.
func crossing(c *corpus.Corpus) map[arabic.Script]bool {
	versions := make(map[corpus.Lang]map[string]bool)
	articles := make(map[string]bool)
	for i := range c.Articles {
		a := &c.Articles[i]
		if versions[a.Lang] == nil {
			versions[a.Lang] = make(map[string]bool)
		}
		versions[a.Lang][a.ID], articles[a.ID] = true, true
	}
	return map[arabic.Script]bool{
		arabic.Latin:  len(versions[corpus.English]) < len(articles),
		arabic.Arabic: len(versions[corpus.Arabic]) < len(articles),
	}
}

// dictionary returns the equivalents of a word or phrase in the dictionaries,
// none where they are not needed.
func (ix *Index) dictionary(p phrase) []translated {
	if ix.dictionaries == nil || len(p) == 0 || !ix.needed[p[0].Script] {
		return nil
	}
	return ix.dictionaries.translate(p)
}

// translate returns the equivalents of a word or phrase in the other language,
// those of its other forms behind its own.
func (d *Dictionaries) translate(p phrase) []translated {
	open := d.toArabic
	switch p[0].Script {
	case arabic.Latin:
	case arabic.Arabic:
		open = d.toEnglish
	default:
		return nil
	}
	dictionary, err := open()
	if err != nil {
		return nil
	}
	var out []translated
	for i, headword := range headwords(p) {
		for _, e := range dictionary.Lookup(headword) {
			if words := content(arabic.Tokens(e)); len(words) > 0 && len(words) <= maxPhrase && words[0].Script != p[0].Script {
				out = append(out, translated{phrase: words, exact: i == 0})
			}
		}
	}
	return out[:min(len(out), maxEquivalents)]
}

// maxEquivalents bounds the equivalents of a word.
const maxEquivalents = 24

// headwords returns what a word or phrase may be listed under, as it stands
// first.
func headwords(p phrase) []string {
	before := ""
	for _, t := range p[:len(p)-1] {
		before += t.Text + " "
	}
	last := p[len(p)-1]
	out := []string{before + last.Text}
	add := func(w string) {
		if w = before + w; !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	if last.Script == arabic.Arabic {
		for _, stem := range arabic.Stems(last) { // Arabic headwords stand with or without the article
			add(stem)
			add(article + stem)
		}
		return out
	}
	for n := len(last.Text); n >= len(last.Text)-maxEnding && n > 2; n-- {
		for _, ending := range englishEndings {
			if other := (arabic.Token{Text: last.Text[:n] + ending, Script: last.Script}); sameWord(other, last) && arabic.Stem(other) == arabic.Stem(last) {
				add(other.Text)
			}
		}
	}
	return out
}

// maxEnding is the length of the longest ending of an English form.
const maxEnding = 4

// article is the Arabic definite article.
const article = "\u0627\u0644"
