package corpus

import (
	"reflect"
	"strings"
)

// frontMatter is what may stand between two lines --- at the top of an article
// of any format.
type frontMatter struct {
	Title      string   `yaml:"title"`
	Lang       string   `yaml:"lang"`
	Published  string   `yaml:"published"`
	URL        string   `yaml:"url"`
	Source     string   `yaml:"source"`
	Licence    string   `yaml:"licence"`
	References []string `yaml:"references"`
}

// readFrontMatter reads the front matter, if the text begins with any, and
// returns the text below it and the number of lines above that text. It
// returns false if the front matter cannot be read at all.
func (s *source) readFrontMatter(text string) (body string, offset int, ok bool) {
	const fence = "---"
	head, rest, _ := strings.Cut(text, "\n")
	if strings.TrimRight(head, " \t") != fence {
		return text, 0, true
	}
	var block strings.Builder
	block.WriteByte('\n') // for the fence
	for offset = 1; rest != ""; {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		offset++
		if strings.TrimRight(line, " \t") == fence {
			return rest, offset, s.decodeFrontMatter(block.String())
		}
		block.WriteString(line + "\n")
	}
	s.problems.add(s.file, 1, "front matter without end: add a second line %s", fence)
	return "", 0, false
}

// decodeFrontMatter decodes YAML and reports whether it could be parsed.
func (s *source) decodeFrontMatter(text string) bool {
	before := len(*s.problems)
	b := block{file: s.file, Problems: s.problems}
	top := b.parse(text)
	if top != nil {
		b.decode(top, reflect.ValueOf(&s.frontMatter).Elem(), "", s.at)
	}
	return top != nil || len(*s.problems) == before
}
