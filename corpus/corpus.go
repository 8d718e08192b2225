// Package corpus is what the bot knows: articles, a catalogue of entities and
// an English-Arabic word list, and the code that reads them from a folder.
//
// Load validates everything and reports every problem with file and line; a
// Corpus that it returns is complete and consistent. Values are read-only
// afterwards and may be shared between goroutines.
package corpus

// Lang is the language of a text: Arabic or English.
type Lang string

// The two languages that the bot reads and writes.
const (
	Arabic  Lang = "ar"
	English Lang = "en"
)

// Corpus is everything that was loaded from one folder.
type Corpus struct {
	Articles  []Article // in order of file name
	Catalogue Catalogue
	Lexicon   WordList
	Smoke     []Smoke
	Digest    string // hex SHA-256 over every file that was read, names and bytes
}

// Article is one text in one language. Two articles that share an ID are the
// same article in two languages.
type Article struct {
	ID        string
	Lang      Lang
	Title     string
	Published string // "2025", "2025-03", "2025-03-14" or ""
	URL       string
	Source    string // publisher
	Licence   string
	File      string // path below the corpus folder
	Text      string // plain text: paragraphs joined by a blank line; offsets refer to it
	Passages  []Passage

	References []string // URLs that the article rests on
}

// Passage is what is indexed, ranked and cited: a paragraph, or a run of
// sentences of a long one. Text[Start:End] is its text.
type Passage struct {
	Section    string // the nearest heading above, "" if none
	Start, End int    // byte offsets in Article.Text
	Line       int    // line in the file where the paragraph begins
}

// PassageText returns the text of passage n.
func (a *Article) PassageText(n int) string {
	p := a.Passages[n]
	return a.Text[p.Start:p.End]
}

// WordList is the English-Arabic word list. A corpus that comes out of an index
// has no pairs: the index keeps them in a form of its own.
type WordList struct {
	Pairs  []Pair // those of the embedded list first
	Count  int    // of pairs
	Digest string // hex SHA-256 over the pairs
}

// Pair is an English word or phrase and an Arabic equivalent. A word with several
// equivalents has several pairs.
type Pair struct {
	English, Arabic string
	Group           int // from 1, of alternatives that say nearly the same; 0 for a plain pair
}

// Text is a sentence in both languages; either may be empty.
type Text struct {
	EN string `yaml:"en"`
	AR string `yaml:"ar"`
}

// In returns the text in the language asked for, or else in the other one,
// and the language of what it returned.
func (t Text) In(lang Lang) (string, Lang) {
	switch {
	case lang == Arabic && t.AR != "", t.EN == "":
		return t.AR, Arabic
	default:
		return t.EN, English
	}
}
