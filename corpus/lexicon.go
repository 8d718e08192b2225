package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxLexiconSide is the length in characters of either side of a line.
const maxLexiconSide = 200

// NewWordList returns the word list of pairs.
func NewWordList(pairs []Pair) WordList {
	h := sha256.New()
	var line []byte
	for _, p := range pairs {
		line = append(append(append(line[:0], p.English...), '\t'), p.Arabic...)
		h.Write(strconv.AppendInt(append(line, '\t'), int64(p.Group), 10))
	}
	return WordList{pairs, len(pairs), hex.EncodeToString(h.Sum(nil))}
}

// readLexicon reads the word lists of the folder in order of file name. A line
// is an English word or phrase, a tab and its Arabic equivalent. A side may hold
// alternatives between bars, each of which says nearly the same as each of the
// other side. Lines that begin with # and blank lines are left out. Pairs of
// alternatives stand behind all others.
func (r *reader) readLexicon() []Pair {
	var plain, near []Pair
	groups := 0
	seen := map[[2]string]bool{}
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
			pairs, why := parseLine(line)
			if len(pairs) > 0 && pairs[0].Group > 0 {
				groups++
			}
			if why != "" {
				r.problems.add(name, n, "%s", why)
			}
			for _, p := range pairs {
				switch key := [2]string{p.English, p.Arabic}; {
				case p.Group > 0:
					p.Group = groups
					near = append(near, p)
				case !seen[key]:
					seen[key] = true
					plain = append(plain, p)
				}
			}
		}
	}
	for _, p := range near {
		if key := [2]string{p.English, p.Arabic}; !seen[key] {
			plain = append(plain, p)
		}
	}
	return plain
}

// parseLine reads a line of a word list: the pairs of each English alternative
// with each Arabic one. It returns none for a comment or a blank line, and says
// why if a line is wrong.
func parseLine(line string) (pairs []Pair, why string) {
	line = strings.Trim(line, "\n")
	if strings.TrimSpace(line) == "" || strings.HasPrefix(strings.TrimSpace(line), "#") {
		return nil, ""
	}
	english, arabic, ok := strings.Cut(line, "\t")
	switch {
	case !ok:
		return nil, "no tab: want english<TAB>arabic"
	case strings.Contains(arabic, "\t"):
		return nil, "more than one tab: want english<TAB>arabic"
	case max(utf8.RuneCountInString(english), utf8.RuneCountInString(arabic)) > maxLexiconSide:
		return nil, "line too long: at most 200 characters on each side"
	}
	group := 0
	if strings.Contains(line, "|") {
		group = 1
	}
	for _, en := range alternatives(english) {
		for _, ar := range alternatives(arabic) {
			switch {
			case en == "":
				return nil, "empty English side: want english<TAB>arabic"
			case ar == "":
				return nil, "empty Arabic side: want english<TAB>arabic"
			}
			pairs = append(pairs, Pair{en, ar, group})
		}
	}
	return pairs, ""
}

// alternatives returns what stands between the bars of a side.
func alternatives(side string) []string {
	list := strings.Split(side, "|")
	for i, w := range list {
		list[i] = strings.Join(strings.Fields(w), " ")
	}
	return list
}

// overlay returns the pairs of base, less those whose English side is in own,
// and then those of own, whose groups are numbered behind those of base.
func overlay(base, own []Pair) []Pair {
	replaced := map[string]bool{}
	for _, p := range own {
		replaced[strings.ToLower(p.English)] = true
	}
	var out []Pair
	groups := 0
	for _, p := range base {
		groups = max(groups, p.Group)
		if !replaced[strings.ToLower(p.English)] {
			out = append(out, p)
		}
	}
	for _, p := range own {
		if p.Group > 0 {
			p.Group += groups
		}
		out = append(out, p)
	}
	return out
}
