package answer

import (
	_ "embed"
	"strings"
	"sync"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/message/catalog"

	"dalil/corpus"
)

// phrasesText holds every sentence of our own in both languages; its head says
// how.
//
//go:embed phrases.tsv
var phrasesText string

// phrases returns the catalogue of the phrases and their keys.
var phrases = sync.OnceValues(func() (catalog.Catalog, map[string]bool) { return parsePhrases(phrasesText) })

// counted collects the plural forms of a phrase: category and text in turn.
type counted map[string][]any

func parsePhrases(text string) (catalog.Catalog, map[string]bool) {
	b := catalog.NewBuilder(catalog.Fallback(language.English))
	keys := make(map[string]bool)
	tags := []language.Tag{language.English, language.Arabic}
	forms := []counted{{}, {}}
	for line := range strings.Lines(text) {
		parts := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(parts) != 3 {
			continue
		}
		keys[parts[0]] = true
		base, category, _ := strings.Cut(parts[0], ".")
		for i, tag := range tags {
			phrase := strings.ReplaceAll(parts[i+1], "\u2423", " ")
			switch {
			case !pluralCategories[category]:
				must(b.SetString(tag, parts[0], phrase))
			case phrase != "":
				forms[i][base] = append(forms[i][base], category, phrase)
			}
		}
	}
	for i, tag := range tags {
		for key, cases := range forms[i] {
			must(b.Set(tag, key, plural.Selectf(1, "%d", cases...)))
		}
	}
	return b, keys
}

// pluralCategories are those of CLDR.
var pluralCategories = map[string]bool{"zero": true, "one": true, "two": true, "few": true, "many": true, "other": true}

// hasPhrase reports whether a key is in the phrases.
func hasPhrase(key string) bool {
	_, known := phrases()
	return known[key]
}

func must(err error) {
	if err != nil {
		panic(err) // a broken phrase is a programming error
	}
}

// tag returns the language tag of a reply. Digits stay Western in Arabic too,
// as the corpus and most Arabic technology pages write them.
func tag(lang corpus.Lang) language.Tag {
	if lang == corpus.Arabic {
		return language.MustParse("ar-u-nu-latn")
	}
	return language.English
}

// say returns a phrase in a language with its arguments filled in.
func say(lang corpus.Lang, key string, args ...any) string {
	messages, _ := phrases()
	return message.NewPrinter(tag(lang), message.Catalog(messages)).Sprintf(key, args...)
}

// Label returns a phrase that stands around replies, for those who show them:
// "nearest" before the titles of a refusal, "too-long" in place of an answer.
func Label(lang corpus.Lang, key string) string { return say(lang, key) }

// join lists names in the manner of a language.
func join(lang corpus.Lang, items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	last := len(items) - 1
	if lang == corpus.Arabic {
		return strings.Join(items[:last], say(lang, "comma")) + say(lang, "and") + items[last]
	}
	return strings.Join(items[:last], ", ") + say(lang, "and") + items[last]
}
