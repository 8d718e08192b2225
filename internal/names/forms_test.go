package names_test

import (
	"slices"
	"strings"
	"testing"

	"dalil/internal/arabic"
)

// digits of the two other scripts that Arabic is written with.
var (
	arabicDigits  = digitsFrom('٠')
	persianDigits = digitsFrom('۰')
)

// digitsFrom returns a replacer of ASCII digits by ten digits from zero on.
func digitsFrom(zero rune) *strings.Replacer {
	var pairs []string
	for d := range rune(10) {
		pairs = append(pairs, string('0'+d), string(zero+d))
	}
	return strings.NewReplacer(pairs...)
}

// forms returns the ways in which an alias is written by rule: split,
// hyphenated and joined, with digits of three scripts, and behind what Arabic
// writes onto a word, before an Arabic name and before a Latin one.
func forms(alias string) []string {
	spread := strings.NewReplacer("-", " ", "_", " ").Replace(alias)
	spellings := []string{alias, spread, strings.ReplaceAll(spread, " ", "-"), strings.ReplaceAll(spread, " ", "_")}
	if !digitsMeet.MatchString(alias) && !strings.Contains(alias, "'") {
		spellings = append(spellings, strings.ReplaceAll(spread, " ", ""))
	}
	for _, s := range slices.Clone(spellings) {
		if arabic.Tokens(s)[0].Script == arabic.Latin {
			spellings = append(spellings, "الـ"+s, "لـ"+s, "بـ"+s, "و"+s)
			continue
		}
		for _, clitic := range []string{"ال", "و", "ف", "ب", "ل", "ك", "وال", "بال", "لل", "ول", "وب", "فل", "فال", "كال", "ولل"} {
			if arabic.Tokens(s)[0].Script == arabic.Arabic && !unreachable[clitic+alias] {
				spellings = append(spellings, clitic+s)
			}
		}
	}
	for _, s := range slices.Clone(spellings) {
		if strings.ContainsAny(s, "0123456789") {
			spellings = append(spellings, arabicDigits.Replace(s), persianDigits.Replace(s), arabicDigits.Replace(strings.ReplaceAll(s, ".", "٫")))
		}
	}
	slices.Sort(spellings)
	return slices.Compact(spellings)
}

// TestForms links every entity of the first rank by each of its names in every
// form, in a sentence of either language.
func TestForms(t *testing.T) {
	cat, l := embedded(t)
	entities, n := 0, 0
	for e := range named(cat) {
		if e.Tier != "A" {
			continue
		}
		entities++
		for alias := range aliasesOf(e) {
			for _, form := range forms(alias) {
				n++
				for _, text := range []string{"who uses " + form + " now?", "من يستخدم " + form + " الآن؟"} {
					if !links(l, text, e.ID) {
						t.Errorf("%q, for %q, does not link %s but %q", text, alias, e.ID, show(l, text))
					}
				}
			}
		}
	}
	t.Logf("%d forms of the names of %d entities", n, entities)
	if entities < 45 {
		t.Errorf("%d entities of the first rank, want 45", entities)
	}
}

// TestScripts checks that every entity of the first rank has a name in English
// and one in Arabic, and that forms.tsv has forms of each.
func TestScripts(t *testing.T) {
	cat, l := embedded(t)
	written := make(map[string]int)
	for _, line := range lines(t, "forms.tsv") {
		typed, id, ok := strings.Cut(line, "\t")
		if !ok {
			t.Fatalf("%q: want typed<TAB>id", line)
		}
		written[id]++
		for _, text := range []string{typed, "what about " + typed + "?", "ماذا عن " + typed + "؟"} {
			if !links(l, text, id) {
				t.Errorf("%q does not link %s but %q", text, id, show(l, text))
			}
		}
	}
	for e := range named(cat) {
		if e.Tier != "A" {
			continue
		}
		var scripts []arabic.Script
		for alias := range aliasesOf(e) {
			scripts = append(scripts, arabic.Tokens(alias)[0].Script)
		}
		if !slices.Contains(scripts, arabic.Latin) || !slices.Contains(scripts, arabic.Arabic) || written[e.ID] < 2 {
			t.Errorf("%s has names in the scripts %v and %d forms in forms.tsv", e.ID, scripts, written[e.ID])
		}
	}
}
