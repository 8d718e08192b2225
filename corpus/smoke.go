package corpus

import (
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"unicode/utf8"
)

const (
	smokeFile = "smoke.yaml"
	smokeList = "questions"

	maxSmoke         = 100 // questions in the file
	maxSmokeQuestion = 500 // characters
)

// Smoke is a question that an index of the corpus must answer before it goes
// into service.
type Smoke struct {
	Question string `yaml:"question"`
	Lang     Lang   `yaml:"lang"`     // of the reply; "" for that of the question
	Status   string `yaml:"status"`   // of SmokeStatuses; "" is the first
	Contains string `yaml:"contains"` // stands in the answer or in a quote, in capitals or not
	Article  string `yaml:"article"`  // id of an article that is cited

	Line int `yaml:"-"`
}

// SmokeStatuses are the values that Smoke.Status may take: the bot answers, or
// it says that it does not know.
var SmokeStatuses = []string{"answered", "abstained"}

// readSmoke reads the questions of smoke.yaml in the corpus folder, none if
// there is no such file.
func (r *reader) readSmoke() []Smoke {
	f, ok := r.readSmokeFile()
	if !ok {
		return nil
	}
	items, ok := r.parseList(f, smokeList)
	b := block{file: f.path, Problems: &r.problems}
	switch {
	case !ok:
		return nil
	case len(items) == 0:
		b.add(b.file, 0, "no questions: write one or remove the file")
	case len(items) > maxSmoke:
		b.add(b.file, 0, "%d questions, at most %d are asked", len(items), maxSmoke)
		return nil
	}
	articles := make(map[string]bool)
	for _, id := range r.articleIDs {
		articles[id] = true
	}
	all := make([]Smoke, len(items))
	for i, item := range items {
		if _, ok := mapping(item); !ok {
			b.add(b.file, b.line(item), "not a question: want fields, question: at least")
			continue
		}
		at := lines{}
		s := &all[i]
		b.decode(item, reflect.ValueOf(s).Elem(), "", at)
		s.Line = b.line(item)
		checker{problems: &r.problems, file: b.file, at: at, line: s.Line}.smoke(s, articles)
	}
	return all
}

// readSmokeFile reads the file itself; false where there is none or it cannot
// be read.
func (r *reader) readSmokeFile() (file, bool) {
	info, err := fs.Lstat(r.fsys, smokeFile)
	if errors.Is(err, fs.ErrNotExist) {
		return file{}, false
	}
	if err != nil {
		r.problems.add(smokeFile, 0, "cannot read the file: %s", reason(err))
		return file{}, false
	}
	return r.read(".", fs.FileInfoToDirEntry(info))
}

// smoke checks one question of the file.
func (c checker) smoke(s *Smoke, articles map[string]bool) {
	switch {
	case s.Question == "":
		c.fail("question", "missing question: add question:")
	case utf8.RuneCountInString(s.Question) > maxSmokeQuestion:
		c.fail("question", "question too long: at most %d characters", maxSmokeQuestion)
	}
	c.oneOf("language", "lang", string(s.Lang), []string{string(Arabic), string(English)})
	c.oneOf("status", "status", s.Status, SmokeStatuses)
	if s.Article != "" && !articles[s.Article] {
		c.fail("article", "unknown article %q: want the id of an article, which is its file name without language and ending", s.Article)
	}
	if s.Article != "" && s.Status == SmokeStatuses[1] {
		c.fail("article", "article and status: %s exclude each other: a refusal cites nothing", s.Status)
	}
}

// Problem returns what is wrong with the answer to the question, at its place in
// the file.
func (s Smoke) Problem(format string, args ...any) Problem {
	return Problem{File: smokeFile, Line: s.Line, Message: fmt.Sprintf("%q: ", s.Question) + fmt.Sprintf(format, args...)}
}
