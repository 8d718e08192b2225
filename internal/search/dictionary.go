package search

import (
	"errors"
	"io/fs"
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

// dictionary returns the equivalents of a word in the dictionaries, none where
// they are not needed.
func (ix *Index) dictionary(w arabic.Token) []phrase {
	if ix.dictionaries == nil || !ix.needed[w.Script] {
		return nil
	}
	return ix.dictionaries.translate(w)
}

// translate returns the equivalents of a word in the other language.
func (d *Dictionaries) translate(w arabic.Token) []phrase {
	var open func() (*dictd.Dictionary, error)
	headwords := []string{w.Text}
	switch w.Script {
	case arabic.Latin:
		open = d.toArabic
	case arabic.Arabic:
		open = d.toEnglish
		for _, stem := range arabic.Stems(w) { // Arabic headwords stand with or without the article
			headwords = append(headwords, stem, article+stem)
		}
	default:
		return nil
	}
	dictionary, err := open()
	if err != nil {
		return nil
	}
	for _, h := range headwords {
		var out []phrase
		for _, e := range dictionary.Lookup(h) {
			if p := content(arabic.Tokens(e)); len(p) > 0 && len(p) <= maxPhrase && p[0].Script != w.Script {
				out = append(out, p)
			}
		}
		if len(out) > 0 {
			return out
		}
	}
	return nil
}

// article is the Arabic definite article.
const article = "\u0627\u0644"
