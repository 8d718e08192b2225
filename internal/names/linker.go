// Package names finds who or what a text means: it links words to entities of
// the catalogue, in any script and spelling.
package names

import (
	"slices"
	"strings"

	"dalil/corpus"
	"dalil/internal/arabic"
)

// maxSpan is the number of tokens that one name may have.
const maxSpan = 10

// Link is a place in a text that means an entity.
type Link struct {
	IDs      []string // the entity; several where they share the name
	From, To int      // tokens[From:To] is the name
	Exact    bool     // an alias as listed, up to spelling variants; false: a typing error
	Version  string   // a number right after the name that no alias knows: "9" of "Qwen 9"
}

// Linker links texts to the entities of one catalogue. It is safe for
// concurrent use.
type Linker struct {
	aliases  map[string][]alias    // by key
	begins   map[string]bool       // every beginning of a key, to pass over other words
	fuzzy    [][]fuzzyKey          // by length of the single form
	once     map[string][]fuzzyKey // the same by their single form
	parts    map[string][]part     // names of several words, by each of their words
	ordinary func(arabic.Token) bool
	names    map[string][]string // all spellings of an entity
	found    []foundName         // see Hear
	said     func(arabic.Token) bool
	known    map[string]bool // entities whose Arabic name is an ordinary word
}

// alias is one spelling of an entity.
type alias struct {
	id   string
	text string // as listed
	size int    // tokens
}

// New returns a linker over the catalogue. ordinary reports whether a token is
// a word of either language: such a word is never taken for a typing error of
// a name, and a name that is one must be written with its capital letters.
func New(cat *corpus.Catalogue, ordinary func(arabic.Token) bool) *Linker {
	l := &Linker{aliases: make(map[string][]alias), begins: make(map[string]bool), parts: make(map[string][]part), ordinary: ordinary, known: make(map[string]bool), names: make(map[string][]string)}
	for e := range cat.All() {
		if o, ok := cat.Other(e.ID); ok && o.Kind == "concept" {
			continue // words, not names: "open source"
		}
		l.add(e.ID, e.Name)
		for _, list := range [][]string{e.Aliases.EN, e.Aliases.AR, e.Aliases.ZH, e.Aliases.Article} {
			for _, a := range list {
				l.add(e.ID, a)
			}
		}
	}
	l.addBare()
	l.indexFuzzy()
	return l
}

func (l *Linker) add(id, text string) {
	tokens := arabic.Tokens(text)
	if len(tokens) == 0 || len(tokens) > maxSpan {
		return
	}
	l.names[id] = append(l.names[id], text)
	keys := spellings(tokens)
	l.addParts(tokens, keys[0])
	// a word list holds an Arabic name of one word because it holds the name
	if len(tokens) == 1 && tokens[0].Script == arabic.Arabic && l.ordinary(tokens[0]) {
		l.known[id] = true
	}
	if k, ok := initials(text); ok {
		l.addKey(k, alias{id, text, len(text)})
	}
	for _, k := range keys {
		l.addKey(k, alias{id, text, len(tokens)})
	}
}

// addKey lists an alias under a key, once.
func (l *Linker) addKey(k string, a alias) {
	for i := range k {
		l.begins[k[:i]] = true
	}
	l.begins[k] = true
	if !slices.Contains(l.aliases[k], a) {
		l.aliases[k] = append(l.aliases[k], a)
	}
}

// Names returns all spellings of an entity, the first as it is listed.
func (l *Linker) Names(id string) []string { return l.names[id] }

// key is the form in which names are compared: the folded tokens joined, so
// that joined, split and hyphenated spellings are one.
func key(tokens []arabic.Token) string {
	if len(tokens) == 1 {
		return tokens[0].Text
	}
	var b strings.Builder
	for i, t := range tokens {
		// digits that meet stay apart: "V3 2" is not "V32"
		if i > 0 && t.Script == arabic.Number && tokens[i-1].Script == arabic.Number {
			b.WriteByte('|')
		}
		b.WriteString(t.Text)
	}
	return b.String()
}

// Link returns the names in a question, left to right, without overlap: the
// longest exact ones first, then typing errors in what is left.
func (l *Linker) Link(text string, tokens []arabic.Token) []Link {
	links, taken := l.exact(text, tokens)
	links = l.heard(tokens, l.typos(tokens, links, taken), taken)
	slices.SortFunc(links, func(a, b Link) int { return a.From - b.From })
	for i := range links {
		links[i].Version = version(tokens, links[i])
	}
	return links
}

// Mentions returns the names in a text of the corpus: exact ones only.
func (l *Linker) Mentions(text string, tokens []arabic.Token) []Link {
	links, _ := l.exact(text, tokens)
	return links
}

// exact finds listed names; of overlapping ones the longer stays. taken marks
// the tokens that belong to a name.
func (l *Linker) exact(text string, tokens []arabic.Token) (links []Link, taken []bool) {
	taken = make([]bool, len(tokens))
	may := make([]bool, len(tokens))
	for i, t := range tokens {
		may[i] = l.mayBegin(t)
	}
	for span := min(maxSpan, len(tokens)); span > 0; span-- {
		for from := 0; from+span <= len(tokens); from++ {
			if !may[from] || slices.Contains(taken[from:from+span], true) {
				continue
			}
			if ids := l.lookup(text, tokens[from:from+span]); ids != nil {
				links = append(links, Link{IDs: ids, From: from, To: from + span, Exact: true})
				for i := from; i < from+span; i++ {
					taken[i] = true
				}
			}
		}
	}
	slices.SortFunc(links, func(a, b Link) int { return a.From - b.From })
	return links, taken
}

// mayBegin reports whether a name may begin with the token, a clitic before it
// or not. It only saves look-ups.
func (l *Linker) mayBegin(t arabic.Token) bool {
	if letter, ok := letterNames[t.Text]; l.begins[t.Text] || ok && l.begins[letter] {
		return true
	}
	if t.Script != arabic.Arabic {
		return false
	}
	for _, c := range clitics {
		if bare, ok := strings.CutPrefix(t.Text, c); ok && l.begins[bare] {
			return true
		}
	}
	return false
}

// lookup returns the entities that the span names, nil if none. An Arabic name
// may carry clitics ("and DeepSeek", "for Alibaba").
func (l *Linker) lookup(text string, span []arabic.Token) []string {
	k := key(span)
	if functionWords(span) {
		return l.verbatim(text, span, k)
	}
	if ids := l.lookupKey(text, span, k); ids != nil {
		return ids
	}
	if k, ok := spelled(span); ok {
		return l.lookupKey(text, span, k)
	}
	return nil
}

// lookupKey returns the entities that a span names by a key of it.
func (l *Linker) lookupKey(text string, span []arabic.Token, k string) []string {
	if ids := l.accept(text, span, k); ids != nil || span[0].Script != arabic.Arabic {
		return ids
	}
	for _, bare := range withoutClitics(k) {
		if ids := l.accept(text, span, bare); ids != nil {
			return ids
		}
	}
	return nil
}

// version returns the number that follows a name where the pair might be a
// version that the catalogue does not hold.
func version(tokens []arabic.Token, l Link) string {
	if l.To >= len(tokens) || tokens[l.To-1].Script == arabic.Number {
		return ""
	}
	next := tokens[l.To]
	if next.Script != arabic.Number || len(next.Text) > 3 {
		return ""
	}
	if l.To+1 < len(tokens) && tokens[l.To+1].Start == next.End && tokens[l.To+1].Script == arabic.Latin {
		return "" // a size: "Moonlight 16B", but not "Qwen2.6-Max"
	}
	return next.Text
}

// clitics are what may be written before an Arabic name, longest first.
var clitics = []string{
	"\u0648\u0628\u0627\u0644", "\u0648\u0627\u0644", "\u0628\u0627\u0644", "\u0641\u0627\u0644", "\u0643\u0627\u0644",
	"\u0648\u0644\u0644", "\u0644\u0644", "\u0627\u0644", "\u0648\u0628", "\u0648\u0644", "\u0641\u0644", "\u0641\u0628", "\u0648\u0643",
	"\u0639\u0627\u0644", "\u0647\u0627\u0644", "\u0639",
	"\u0648", "\u0628", "\u0644", "\u0643", "\u0641",
}

// withoutClitics returns the forms of k with a clitic cut off, at least three
// letters long.
func withoutClitics(k string) []string {
	var out []string
	for _, c := range clitics {
		if bare, ok := strings.CutPrefix(k, c); ok && len([]rune(bare)) >= 3 {
			out = append(out, bare)
		}
	}
	return out
}
