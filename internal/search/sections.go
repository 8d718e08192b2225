package search

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"sort"
	"unsafe"

	"github.com/blevesearch/mmap-go"
)

// u32s is a list of 32-bit numbers, little endian.
type u32s []byte

func (u u32s) len() int { return len(u) / 4 }

func (u u32s) at(i int) int { return int(binary.LittleEndian.Uint32(u[4*i:])) }

// pack returns numbers as u32s.
func pack[T ~int | ~int32 | ~uint32](numbers []T) u32s {
	u := make(u32s, 0, 4*len(numbers))
	for _, n := range numbers {
		u = binary.LittleEndian.AppendUint32(u, uint32(n))
	}
	return u
}

// table is a list of strings, mostly sorted: string i ends at ends[i].
type table struct {
	ends u32s
	text []byte
}

// newTable returns a table of strings.
func newTable(list []string) table {
	ends := make([]int, len(list))
	var text []byte
	for i, s := range list {
		text = append(text, s...)
		ends[i] = len(text)
	}
	return table{pack(ends), text}
}

func (t table) len() int { return t.ends.len() }

// at returns string i, without copying it.
func (t table) at(i int) []byte {
	start := 0
	if i > 0 {
		start = t.ends.at(i - 1)
	}
	return t.text[start:t.ends.at(i)]
}

// str is at as a string, which ends with the file.
func (t table) str(i int) string {
	text := t.at(i)
	return unsafe.String(unsafe.SliceData(text), len(text))
}

// find returns the first place of s in a sorted table.
func (t table) find(s string) (at int, ok bool) {
	at = sort.Search(t.len(), func(i int) bool { return t.str(i) >= s })
	return at, at < t.len() && t.str(at) == s
}

// span returns the part of list that belongs to i, where ends says where each
// part ends.
func span(ends u32s, i int) (from, to int) {
	if i > 0 {
		from = ends.at(i - 1)
	}
	return from, ends.at(i)
}

// lists are lists of numbers that do not fall.
type lists struct {
	ends  u32s   // where each ends in steps
	steps []byte // differences between the numbers, as varints
}

// newLists packs lists of numbers that do not fall.
func newLists(all [][]int) lists {
	var l lists
	ends := make([]int, len(all))
	for i, numbers := range all {
		last := 0
		for _, n := range numbers {
			l.steps = binary.AppendUvarint(l.steps, uint64(n-last))
			last = n
		}
		ends[i] = len(l.steps)
	}
	l.ends = pack(ends)
	return l
}

// each calls f with every number of list i.
func (l lists) each(i int, f func(n int)) {
	from, to := span(l.ends, i)
	number := 0
	for steps := l.steps[from:to]; len(steps) > 0; {
		d, size := binary.Uvarint(steps)
		number += int(d)
		steps = steps[max(size, 1):]
		f(number)
	}
}

// writeSections writes a file of byte strings: their number, where each ends,
// and the strings.
func writeSections(path string, sections ...[]byte) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	head := binary.LittleEndian.AppendUint32(nil, uint32(len(sections)))
	end := uint64(4 + 8*len(sections))
	for _, s := range sections {
		end += uint64(len(s))
		head = binary.LittleEndian.AppendUint64(head, end)
		if len(s) > math.MaxUint32 {
			return errors.Join(fmt.Errorf("%s: a part of %d bytes: the corpus is too large", filepath.Base(path), len(s)), f.Close())
		}
	}
	w.Write(head)
	for _, s := range sections {
		w.Write(s) // an error stays and Flush returns it
	}
	return errors.Join(w.Flush(), f.Close())
}

// mapped is a file that writeSections wrote, in memory as far as it is read.
// Its sections end with it.
type mapped struct {
	sections [][]byte
	memory   mmap.MMap
}

// mapSections maps a file of n sections; the error wraps ErrCorrupt.
func mapSections(path string, n int) (*mapped, error) {
	fail := func(err error) (*mapped, error) {
		return nil, fmt.Errorf("%w: %s: %v", ErrCorrupt, filepath.Base(path), err)
	}
	f, err := os.Open(path)
	if err != nil {
		return fail(err)
	}
	defer f.Close()
	memory, err := mmap.Map(f, mmap.RDONLY, 0)
	if err != nil {
		return fail(err)
	}
	m := &mapped{memory: memory}
	if m.sections = cutSections(memory, n); m.sections == nil {
		m.close()
		return fail(errors.New("its parts do not fit"))
	}
	return m, nil
}

// cutSections returns the n sections of a file, nil where they are not there.
func cutSections(data []byte, n int) [][]byte {
	start := uint64(4 + 8*n)
	if uint64(len(data)) < start || binary.LittleEndian.Uint32(data) != uint32(n) {
		return nil
	}
	sections := make([][]byte, n)
	for i := range sections {
		end := binary.LittleEndian.Uint64(data[4+8*i:])
		if end < start || end > uint64(len(data)) {
			return nil
		}
		sections[i] = data[start:end:end]
		start = end
	}
	return sections
}

func (m *mapped) close() error {
	m.sections = nil
	return m.memory.Unmap()
}
