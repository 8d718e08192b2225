package search

import (
	"bytes"
	"compress/flate"
	"errors"
	"io"
	"strings"

	"dalil/internal/arabic"
)

// vocabulary is what the words of a corpus tell, once a word: passages refer to
// it by number. Passages are made of chunks, the texts between their spaces; a
// chunk is made of words; a word has stems and n-grams, a stem has a skeleton.
type vocabulary struct {
	chunkEnds  u32s   // where the words of a chunk end in chunkWords
	chunkWords u32s   // by how often chunks are there
	chunkSizes []byte // see size
	chunkTexts []byte // see packTexts

	words     table // by text; several may have the same
	wordStems u32s  // two a word: its stem with flags, its other stem or none
	wordDF    u32s  // passages that hold the text of a word, at the first word with it

	stems         table
	stemSkeletons u32s  // the skeleton of a stem, or none
	stemDF        u32s  // two a stem: passages that hold it, titles that do
	stemChunks    lists // as often as it is a term of one
	otherChunks   lists // where it is the other stem, or that of a function word

	skeletons     table
	skeletonDF    u32s
	skeletonStems lists

	grams      table
	gramDF     u32s  // two an n-gram, as for stems
	gramChunks lists // as often as it holds one

	file *mapped
}

// none is the number of what is not there.
const none = 1<<32 - 1

// Flags of a word, beside the number of its stem.
const (
	wordStop   = 1 << 31
	wordJoined = 1 << 30
	wordGrams  = 1 << 29
	maxStems   = 1 << 29
)

// sections returns the parts of a vocabulary as they stand in its file.
func (v *vocabulary) sections() []*[]byte {
	u := func(u *u32s) *[]byte { return (*[]byte)(u) }
	return []*[]byte{
		u(&v.chunkEnds), u(&v.chunkWords), &v.chunkSizes, &v.chunkTexts,
		u(&v.words.ends), &v.words.text, u(&v.wordStems), u(&v.wordDF),
		u(&v.stems.ends), &v.stems.text, u(&v.stemSkeletons), u(&v.stemDF), u(&v.stemChunks.ends), &v.stemChunks.steps,
		u(&v.otherChunks.ends), &v.otherChunks.steps,
		u(&v.skeletons.ends), &v.skeletons.text, u(&v.skeletonDF), u(&v.skeletonStems.ends), &v.skeletonStems.steps,
		u(&v.grams.ends), &v.grams.text, u(&v.gramDF), u(&v.gramChunks.ends), &v.gramChunks.steps,
	}
}

// write writes a vocabulary to a file.
func (v *vocabulary) write(path string) error {
	var sections [][]byte
	for _, s := range v.sections() {
		sections = append(sections, *s)
	}
	return writeSections(path, sections...)
}

// openVocabulary maps a file that write wrote.
func openVocabulary(path string) (*vocabulary, error) {
	v := &vocabulary{}
	sections := v.sections()
	var err error
	if v.file, err = mapSections(path, len(sections)); err != nil {
		return nil, err
	}
	for i, s := range v.file.sections {
		*sections[i] = s
	}
	return v, nil
}

// packTexts compresses texts without spaces.
func packTexts(texts []string) ([]byte, error) {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.DefaultCompression)
	if err != nil {
		return nil, err
	}
	for _, t := range texts {
		if _, err := io.WriteString(w, t+" "); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// texts returns the texts of the chunks, with a space behind each.
func (v *vocabulary) texts() ([]string, error) {
	data, err := io.ReadAll(flate.NewReader(bytes.NewReader(v.chunkTexts)))
	if err != nil {
		return nil, err
	}
	texts := strings.SplitAfter(string(data), " ")
	return texts[:len(texts)-1], nil
}

// Of a chunk's size: what a joined spelling counts, and the size that says that
// there are more words than a byte holds.
const (
	sizeStep = 16
	sizeMany = 255
)

// size returns how many words and tokens a chunk has. Joined spellings are no
// tokens.
func (v *vocabulary) size(chunk int) (words, tokens int) {
	if s := int(v.chunkSizes[chunk]); s != sizeMany {
		return s%sizeStep + s/sizeStep, s % sizeStep
	}
	numbers := v.wordsOf(chunk)
	words = numbers.len()
	for i := range words {
		if v.wordStems.at(2*numbers.at(i))&wordJoined == 0 {
			tokens++
		}
	}
	return words, tokens
}

// wordsOf returns the numbers of the words of a chunk.
func (v *vocabulary) wordsOf(chunk int) u32s {
	from, to := span(v.chunkEnds, chunk)
	return v.chunkWords[4*from : 4*to]
}

// word returns word n. Its strings end with the file.
func (v *vocabulary) word(n int) *word {
	stem := v.wordStems.at(2 * n)
	w := &word{text: v.words.str(n), stop: stem&wordStop != 0, joined: stem&wordJoined != 0}
	w.stems = []string{v.stems.str(stem % maxStems)}
	if other := v.wordStems.at(2*n + 1); other != none {
		w.stems = append(w.stems, v.stems.str(other))
	}
	if s := v.skeletonOf(n); s != none {
		w.skeleton = v.skeletons.str(s)
	}
	if stem&wordGrams != 0 {
		w.grams = arabic.Grams(w.text, gramSize)
	}
	return w
}

// skeletonOf returns the number of the skeleton of word n, or none.
func (v *vocabulary) skeletonOf(n int) int {
	stem := v.wordStems.at(2 * n)
	if stem&(wordStop|wordJoined) != 0 {
		return none
	}
	return v.stemSkeletons.at(stem % maxStems)
}

// find returns the number of a term of a field: fields of one kind of terms
// have the same.
func (v *vocabulary) find(field, term string) (n int, ok bool) {
	switch field {
	case fieldSurface:
		return v.words.find(term)
	case fieldSkeleton:
		return v.skeletons.find(term)
	case fieldGram, fieldTitleGram:
		return v.grams.find(term)
	}
	return v.stems.find(term)
}

// df returns how many passages hold term n of a field.
func (v *vocabulary) df(field string, n int) int {
	switch field {
	case fieldSurface:
		return v.wordDF.at(n)
	case fieldSkeleton:
		return v.skeletonDF.at(n)
	case fieldGram, fieldTitleGram:
		return v.gramDF.at(2*n + column(field == fieldTitleGram))
	}
	return v.stemDF.at(2*n + column(field == fieldTitle))
}

// frequency returns how many passages hold a stem.
func (v *vocabulary) frequency(stem string) int {
	n, ok := v.stems.find(stem)
	if !ok {
		return 0
	}
	return v.df(fieldStem, n)
}

// column is where the figure of a passage or of its title stands.
func column(title bool) int {
	if title {
		return 1
	}
	return 0
}

func (v *vocabulary) close() error {
	if v.file == nil {
		return nil
	}
	return v.file.close()
}

var errManyStems = errors.New("the corpus has too many stems")
