package search

import (
	"fmt"

	"dalil/internal/arabic"
)

// storedEntries are the entries of a lexicon in columns, which are read many
// times faster than rows. The words of all entries follow each other: the
// English ones of an entry, then the Arabic ones.
type storedEntries struct {
	EnKeys, ArKeys []string // by entry
	EnLens, ArLens []byte   // words, by entry
	Texts          []string // by word
	Starts, Ends   []uint16 // in the side of the pair, by word
	Flags          []byte   // script, stop and glued, by word
}

// The bits of a flag.
const (
	flagScript = 0x0f
	flagStop   = 0x10
	flagGlued  = 0x20
)

// writeLexicon writes entries to a new file.
func writeLexicon(path string, entries []entry) error {
	var s storedEntries
	for _, e := range entries {
		s.EnKeys, s.ArKeys = append(s.EnKeys, e.enKey), append(s.ArKeys, e.arKey)
		s.EnLens, s.ArLens = append(s.EnLens, byte(len(e.en))), append(s.ArLens, byte(len(e.ar)))
		s.add(e.en)
		s.add(e.ar)
	}
	return writeGob(path, s)
}

func (s *storedEntries) add(p phrase) {
	for _, t := range p {
		flags := byte(t.Script) & flagScript
		if t.Stop {
			flags |= flagStop
		}
		if t.Glued {
			flags |= flagGlued
		}
		s.Texts, s.Flags = append(s.Texts, t.Text), append(s.Flags, flags)
		s.Starts, s.Ends = append(s.Starts, uint16(t.Start)), append(s.Ends, uint16(t.End))
	}
}

// readLexicon reads what writeLexicon wrote; the error wraps ErrCorrupt.
func readLexicon(path string) ([]entry, error) {
	var s storedEntries
	if err := readGob(path, &s); err != nil {
		return nil, err
	}
	words := make(phrase, len(s.Texts))
	for i := range words {
		words[i] = arabic.Token{
			Text: s.Texts[i], Start: int(s.Starts[i]), End: int(s.Ends[i]),
			Script: arabic.Script(s.Flags[i] & flagScript), Stop: s.Flags[i]&flagStop != 0, Glued: s.Flags[i]&flagGlued != 0,
		}
	}
	entries := make([]entry, len(s.EnKeys))
	for i := range entries {
		en, ar := int(s.EnLens[i]), int(s.ArLens[i])
		if en+ar > len(words) {
			return nil, fmt.Errorf("%w: %s: words are missing", ErrCorrupt, lexiconFile)
		}
		entries[i] = entry{words[:en:en], words[en : en+ar : en+ar], s.EnKeys[i], s.ArKeys[i]}
		words = words[en+ar:]
	}
	return entries, nil
}
