package search

import (
	"encoding/binary"
)

// A passage on disk is a list of varints: the lengths of its fields, then its
// title and its sentences, each a list of chunks that ends with sentenceEnd.
// Chunks are numbered from firstChunk; a space stands between two unless a mark
// before the second says otherwise.
const (
	sentenceEnd = iota
	lineBreak
	tab
	nothing
	firstChunk
)

// appendStream adds a text to a stream.
func appendStream(list []uint32, text []piece, chunk func(text string) uint32) []uint32 {
	for i, p := range text {
		if p.begins && i > 0 {
			list = append(list, sentenceEnd)
		}
		switch {
		case p.separator == '\n':
			list = append(list, lineBreak)
		case p.separator == '\t':
			list = append(list, tab)
		case p.separator == 0 && i > 0:
			list = append(list, nothing)
		}
		list = append(list, firstChunk+chunk(p.text))
	}
	return append(list, sentenceEnd)
}

// passageStream reads a passage on disk.
type passageStream []byte

// at returns the number at i and where the next one begins.
func (s passageStream) at(i int) (v, next int) {
	u, n := binary.Uvarint(s[i:])
	return int(u), i + max(n, 1)
}

// next reads the next number.
func (s *passageStream) next() int {
	v, n := s.at(0)
	*s = (*s)[n:]
	return v
}

// lengths reads the lengths of the fields, by their order in fields.
func (s *passageStream) lengths(into *[6]float64) {
	for i := range into {
		into[i] = float64(s.next())
	}
}

// appendText adds the text of a stream without its lengths and title. texts are
// those of chunks, with a space behind each.
func (s passageStream) appendText(text []byte, texts []string) []byte {
	start := len(text)
	for i := 0; i < len(s); {
		v := int(s[i])
		if i++; v >= 0x80 {
			v, i = s.at(i - 1)
		}
		switch v {
		default:
			text = append(text, texts[v-firstChunk]...)
		case sentenceEnd:
		case lineBreak:
			text[len(text)-1] = '\n'
		case tab:
			text[len(text)-1] = '\t'
		case nothing:
			text = text[:len(text)-1]
		}
	}
	return text[:max(start, len(text)-1)]
}

// body returns the stream behind the lengths and the title.
func (s passageStream) body() passageStream {
	var lengths [len(fields)]float64
	s.lengths(&lengths)
	for s.next() != sentenceEnd {
	}
	return s
}
