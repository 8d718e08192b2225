package search

import (
	"fmt"
	"os"
)

// sections returns the parts of a lexicon as they stand in its file.
func (l *Lexicon) sections() []*[]byte {
	u := func(u *u32s) *[]byte { return (*[]byte)(u) }
	return []*[]byte{
		u(&l.known.ends), &l.known.text, u(&l.texts), u(&l.places), &l.flags, u(&l.ends), u(&l.groups),
		u(&l.english.keys.ends), &l.english.keys.text, u(&l.english.numbers.ends), &l.english.numbers.steps,
		u(&l.arabic.keys.ends), &l.arabic.keys.text, u(&l.arabic.numbers.ends), &l.arabic.numbers.steps,
		u(&l.spelled.keys.ends), &l.spelled.keys.text, u(&l.spelled.numbers.ends), &l.spelled.numbers.steps,
	}
}

// write writes a lexicon to a new file.
func (l *Lexicon) write(path string) error {
	var sections [][]byte
	for _, s := range l.sections() {
		sections = append(sections, *s)
	}
	return writeSections(path, sections...)
}

// readLexicon reads what write wrote; the error wraps ErrCorrupt. The file is
// read whole and not mapped: its words may outlive the index.
func readLexicon(path string) (*Lexicon, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("%w: %v", ErrCorrupt, err)
	}
	l := &Lexicon{}
	sections := l.sections()
	cut := cutSections(data, len(sections))
	if cut == nil {
		return nil, fmt.Errorf("%w: %s: its parts do not fit", ErrCorrupt, lexiconFile)
	}
	for i, s := range cut {
		*sections[i] = s
	}
	if n := l.texts.len(); n != len(l.flags) || n != l.places.len() || l.ends.len() > 0 && n != l.ends.at(l.ends.len()-1) {
		return nil, fmt.Errorf("%w: %s: words are missing", ErrCorrupt, lexiconFile)
	}
	return l, nil
}
