package answer

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dalil/corpus"
)

// verb is an argument of a phrase.
var verb = regexp.MustCompile(`%\[\d\][a-z]`)

func verbs(text string) []string {
	found := verb.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

// TestPhrases holds each phrase to having both languages with the same arguments.
// A form of a counted phrase may leave the number out.
func TestPhrases(t *testing.T) {
	seen := make(map[string]bool)
	for n, line := range strings.Split(strings.TrimSuffix(phrasesText, "\n"), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		parts := strings.Split(line, "\t")
		if len(parts) != 3 {
			t.Errorf("line %d has %d columns: %q", n+1, len(parts), line)
			continue
		}
		key, english, arabic := parts[0], parts[1], parts[2]
		if seen[key] {
			t.Errorf("line %d: %s is there twice", n+1, key)
		}
		seen[key] = true
		_, category, _ := strings.Cut(key, ".")
		if pluralCategories[category] {
			continue
		}
		if english == "" || arabic == "" {
			t.Errorf("line %d: %s is missing in a language", n+1, key)
		}
		if !slices.Equal(verbs(english), verbs(arabic)) {
			t.Errorf("line %d: %s has the arguments %v and %v", n+1, key, verbs(english), verbs(arabic))
		}
		for _, text := range []string{english, arabic} {
			if strings.TrimSpace(text) != text || strings.Contains(verb.ReplaceAllString(text, ""), "%") {
				t.Errorf("line %d: %s has a space at an edge or a stray percent sign: %q", n+1, key, text)
			}
		}
	}
}

// shownByOthers are the keys that other packages pass to Label.
var shownByOthers = map[string]bool{"nearest": true, "too-long": true}

// TestPhraseKeys holds the keys of phrases.tsv against those that the code says.
func TestPhraseKeys(t *testing.T) {
	s := readSource(t)
	said := s.literals()
	groups := s.arguments("namesOf", 0) // "kind", "modality"
	_, known := phrases()
	for key := range known {
		t.Run(key, func(t *testing.T) {
			base, form, _ := strings.Cut(key, ".")
			unit, _, _ := strings.Cut(form, ".")
			used := said[key] || shownByOthers[key] || groups[base] || said[base+"."] || pluralCategories[form] && said[base] ||
				said[base+".%02d"] || said[base+".%s.%d"] && said[unit]
			if !used {
				Check(t, "no code says "+key)
				return
			}
			Check(t)
		})
	}
	keys := s.arguments("say", 1)
	maps.Copy(keys, s.arguments("statement", 2))
	for key := range keys {
		if !known[key] && !known[key+".other"] && !strings.HasSuffix(key, ".") {
			t.Errorf("phrases.tsv has no %q", key)
		}
	}
}

// TestNamesOf has words for every kind of model, and for what the models of the
// catalogue take and give, in both languages.
func TestNamesOf(t *testing.T) {
	a := World(t, "default")
	keys := make(map[string]bool)
	for _, k := range corpus.Kinds {
		keys["kind."+k] = true
	}
	for i := range a.cat.Models {
		for _, code := range slices.Concat(a.cat.Models[i].Modality.Input, a.cat.Models[i].Modality.Output) {
			keys["modality."+code] = true
		}
	}
	for _, name := range compared {
		keys["label."+name] = true
	}
	for _, state := range []string{"open", "closed", "unclear"} {
		keys["state."+state] = true
	}
	for key := range keys {
		t.Run(key, func(t *testing.T) {
			if !hasPhrase(key) {
				Check(t, "phrases.tsv has no "+key)
				return
			}
			Check(t)
		})
	}
}
