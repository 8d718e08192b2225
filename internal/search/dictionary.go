package search

import (
	"errors"
	"io/fs"
	"sync"

	"dalil/internal/arabic"
	"dalil/internal/dictd"
)

// The dictionaries of FreeDict that are looked for.
const (
	englishArabic = "freedict-eng-ara"
	arabicEnglish = "freedict-ara-eng"
)

// creditDictionary is how much an equivalent of a dictionary counts: less than
// one of our own word list, for it lists rare senses beside common ones.
const creditDictionary = 0.7

// Dictionaries translate words that the word list of the corpus does not know.
// They are read when the first such word is asked. A nil one knows no word.
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

// translate returns the equivalents of a word in the other language.
func (d *Dictionaries) translate(w arabic.Token) []phrase {
	if d == nil {
		return nil
	}
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
