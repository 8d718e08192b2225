package answer

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"dalil/corpus"
)

// classesIn returns the classes of a word file.
func classesIn(text string) map[string]bool {
	found := make(map[string]bool)
	for _, entries := range parseVocabulary(text) {
		for _, e := range entries {
			found[string(e.class)] = true
		}
	}
	return found
}

// TestClasses holds the classes that the code names against those of the word
// files: a word of a class that is spelled otherwise would never count.
func TestClasses(t *testing.T) {
	s := readSource(t)
	named := s.constants("class")
	if len(named) < 40 {
		t.Fatalf("the code names %d classes only: this test looks in the wrong place", len(named))
	}
	for _, attr := range attributes { // class(attr.name)
		if classesIn(vocabularyText)[attr.name] {
			named[attr.name] = true
		}
	}
	wants := s.constants("want")
	for _, f := range []struct {
		name, text string
		known      map[string]bool
	}{
		{"vocabulary.txt", vocabularyText, named},
		{"filters.txt", filtersText, named},
		{"typed.txt", typedText, wants},
	} {
		for c := range classesIn(f.text) {
			t.Run(f.name+"/"+c, func(t *testing.T) {
				if !f.known[c] && !strings.HasPrefix(c, "country-") {
					Check(t, "no code names the class "+c)
					return
				}
				Check(t)
			})
		}
	}
	words := classesIn(vocabularyText)
	maps.Copy(words, classesIn(filtersText))
	maps.Copy(words, classesIn(typedText))
	for c := range named {
		t.Run("code/"+c, func(t *testing.T) {
			if !words[c] && c != "country-" {
				Check(t, "no word is of the class "+c)
				return
			}
			Check(t)
		})
	}
}

// TestCountries holds the countries that may be asked for against those of the
// catalogue.
func TestCountries(t *testing.T) {
	words, a := classesIn(filtersText), World(t, "default")
	for i := range a.cat.Organisations {
		o := &a.cat.Organisations[i]
		t.Run(o.ID, func(t *testing.T) {
			known := o.Country.EN == "" || o.Country.EN == "international"
			for c := range words {
				name, ok := strings.CutPrefix(c, "country-")
				known = known || ok && strings.Contains(strings.ToLower(o.Country.EN), strings.ReplaceAll(name, "-", " "))
			}
			if !known {
				Check(t, "no word asks for "+o.Country.EN)
				return
			}
			Check(t)
		})
	}
}

// TestKindsOf lets every kind of model be asked for, and no other.
func TestKindsOf(t *testing.T) {
	asked := make(map[string]bool)
	for c, kinds := range kindsOf {
		for _, k := range kinds {
			asked[k] = true
			if !slices.Contains(corpus.Kinds, k) {
				t.Errorf("class %s: there is no kind %s", c, k)
			}
		}
	}
	for _, k := range corpus.Kinds {
		if !asked[k] {
			t.Errorf("no class of filters.txt asks for the kind %s", k)
		}
	}
}
