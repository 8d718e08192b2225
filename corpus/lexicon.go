package corpus

import (
	"path"
	"strings"
	"unicode/utf8"
)

// maxLexiconSide is the length in characters of either side of a pair.
const maxLexiconSide = 200

// readLexicon reads the word lists of the folder in order of file name. A line
// is an English word or phrase, a tab and its Arabic equivalent; lines that
// begin with # and blank lines are left out.
func (r *reader) readLexicon() []Pair {
	var pairs []Pair
	seen := map[Pair]bool{}
	for _, e := range r.list(lexiconDir) {
		name := path.Join(lexiconDir, e.Name())
		if _, ext := stem(name); ext != ".tsv" {
			r.problems.add(name, 0, "not a word list: want .tsv")
			continue
		}
		f, ok := r.read(lexiconDir, e)
		if !ok {
			continue
		}
		n := 0
		for line := range strings.Lines(f.text) {
			n++
			p, why := parsePair(line)
			switch {
			case why != "":
				r.problems.add(name, n, "%s", why)
			case p != Pair{} && !seen[p]:
				seen[p] = true
				pairs = append(pairs, p)
			}
		}
	}
	return pairs
}

// parsePair reads a line of a word list. It returns no pair for a comment or a
// blank line, and says why if a line is wrong.
func parsePair(line string) (p Pair, why string) {
	line = strings.Trim(line, "\n")
	if strings.TrimSpace(line) == "" || strings.HasPrefix(strings.TrimSpace(line), "#") {
		return Pair{}, ""
	}
	english, arabic, ok := strings.Cut(line, "\t")
	if !ok {
		return Pair{}, "no tab: want english<TAB>arabic"
	}
	p = Pair{strings.Join(strings.Fields(english), " "), strings.Join(strings.Fields(arabic), " ")}
	switch {
	case strings.Contains(arabic, "\t"):
		return Pair{}, "more than one tab: want english<TAB>arabic"
	case p.English == "":
		return Pair{}, "empty English side: want english<TAB>arabic"
	case p.Arabic == "":
		return Pair{}, "empty Arabic side: want english<TAB>arabic"
	case max(utf8.RuneCountInString(p.English), utf8.RuneCountInString(p.Arabic)) > maxLexiconSide:
		return Pair{}, "line too long: at most 200 characters on each side"
	}
	return p, ""
}

// overlay returns the pairs of base, less those whose English side is in own,
// and then those of own.
func overlay(base, own []Pair) []Pair {
	replaced := map[string]bool{}
	for _, p := range own {
		replaced[strings.ToLower(p.English)] = true
	}
	var out []Pair
	for _, p := range base {
		if !replaced[strings.ToLower(p.English)] {
			out = append(out, p)
		}
	}
	return append(out, own...)
}
