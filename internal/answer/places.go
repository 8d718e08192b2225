package answer

import (
	"math"
	"slices"
	"strings"
	"sync"

	"dalil/corpus"
	"dalil/internal/arabic"
)

// countryWords and cityWords are names of countries with their people, and of
// cities, each class named by its first word.
var (
	countryWords = sync.OnceValue(func() map[string][]entry { return entriesOf(corpus.Countries()) })
	cityWords    = sync.OnceValue(func() map[string][]entry { return entriesOf(corpus.Cities()) })
)

// entriesOf makes a vocabulary of lists of words for the same thing. English words
// of two letters are left out: "us" is seldom a country.
func entriesOf(lists [][]string) map[string][]entry {
	v := make(map[string][]entry)
	for _, words := range lists {
		for _, w := range slices.Concat(words, inflected(words)) {
			e := newEntry(class(words[0]), w)
			if len(e.words) > 1 || e.words[0].Script == arabic.Arabic || len(e.words[0].Text) > 2 {
				v[e.stems[0]] = append(v[e.stems[0]], e)
			}
		}
	}
	return v
}

// inflected returns the feminine of Arabic adjectives of origin, and both with the
// article: their stems differ where the first letter looks like a clitic.
func inflected(words []string) (forms []string) {
	const article, nisba, feminine = "\u0627\u0644", "\u064A", "\u0629"
	for _, w := range words {
		if strings.HasSuffix(w, nisba) && !strings.Contains(w, " ") {
			forms = append(forms, w+feminine, article+w, article+w+feminine)
		}
	}
	return forms
}

// findPlaces fills the countries and cities of a sentence, which also say "country"
// and "city".
func (s *parsed) findPlaces() {
	s.countries = findIn(countryWords(), s.words.Tokens, s.named)
	s.cities = findIn(cityWords(), s.words.Tokens, s.named)
	for _, spans := range s.countries {
		s.said["country"] = append(s.said["country"], spans...)
		s.said["city"] = append(s.said["city"], spans...)
	}
	for _, spans := range s.cities {
		s.said["city"] = append(s.said["city"], spans...)
	}
}

// asksCountry reports whether a question asks for a country, a nationality or a
// language, which mostly is called like its country.
func (in *intent) asksCountry() bool {
	return (in.want == wantPlace || in.want == wantAny) && (in.focusSays("country") || in.focusSays("language"))
}

// newPlace reports whether a sentence names a country or city that the question does
// not.
func (in *intent) newPlace(s *parsed) bool {
	in.findPlaces()
	return namesOther(s.countries, in.countries) || namesOther(s.cities, in.cities)
}

// findPlaces fills the countries and cities of a question, once.
func (in *intent) findPlaces() {
	if in.countries == nil {
		in.countries = findIn(countryWords(), in.query.Tokens, in.skip)
		in.cities = findIn(cityWords(), in.query.Tokens, in.skip)
	}
}

func namesOther(said, asked map[class][]span) bool {
	for c := range said {
		if len(asked[c]) == 0 {
			return true
		}
	}
	return false
}

// saysPlace reports whether a sentence or the one before it names what the question
// does with a country or a city, where one is asked for: the country or language of a
// thing, where a named one comes from or has its seat.
func (in *intent) saysPlace(s *sentence) bool {
	from := in.named() && (in.want == wantPlace || in.want == wantAny) && in.has("country") && in.unexplained(append(slices.Clone(genericClasses), "country", "place")) == 0
	seat := in.named() && in.has("city")
	if !from && !seat && !in.asksCountry() {
		return true
	}
	placed := func(s *sentence) bool {
		return s != nil && in.namesDirectly(s) && (in.newPlace(s.parsed) || seat && len(s.said["city"]) > 0)
	}
	return placed(s) || placed(s.passage.before(s))
}

// othersNumbers reports whether all numbers of a sentence that the question does not
// have are another country's.
func (in *intent) othersNumbers(s *parsed) bool {
	numbers := slices.DeleteFunc(slices.Clone(s.types[wantNumber]), func(i int) bool { return in.asks(s.words.Tokens[i]) })
	return len(numbers) > 0 && !slices.ContainsFunc(numbers, func(i int) bool { return !in.ofOtherCountry(s, i) })
}

// ofOtherCountry reports whether the number at a token of a sentence is another
// country's, where the question and the sentence name a country alike: the one that
// stands last before the number, or else first behind it, has it.
func (in *intent) ofOtherCountry(s *parsed, at int) bool {
	in.findPlaces()
	var owner class
	nearest, alike := math.MaxInt, false
	for c, spans := range s.countries {
		alike = alike || len(in.countries[c]) > 0
		for _, sp := range spans {
			distance := at - sp.from
			if distance < 0 {
				distance = len(s.words.Tokens) - distance
			}
			if distance < nearest {
				owner, nearest = c, distance
			}
		}
	}
	return alike && len(in.countries[owner]) == 0
}
