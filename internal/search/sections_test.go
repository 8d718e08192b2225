package search

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestSections(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sections")
	want := [][]byte{[]byte("one"), {}, pack([]int{1, 1 << 31, 3}), []byte("four")}
	if err := writeSections(path, want...); err != nil {
		t.Fatal(err)
	}
	m, err := mapSections(path, len(want))
	if err != nil {
		t.Fatal(err)
	}
	defer m.close()
	for i := range want {
		if !bytes.Equal(m.sections[i], want[i]) {
			t.Errorf("section %d is %q, want %q", i, m.sections[i], want[i])
		}
	}
	if u := u32s(m.sections[2]); u.len() != 3 || u.at(1) != 1<<31 {
		t.Errorf("numbers are %v", u)
	}
	if _, err := mapSections(path, len(want)+1); err == nil {
		t.Error("a file of another number of sections was mapped")
	}
}

func TestTable(t *testing.T) {
	words := []string{"", "a", "ab", "b", "b", "ميناء"}
	table := newTable(words)
	for i, w := range words {
		if got := string(table.at(i)); got != w {
			t.Errorf("string %d is %q, want %q", i, got, w)
		}
		if at, ok := table.find(w); !ok || at != slices.Index(words, w) {
			t.Errorf("%q is found at %d, %v", w, at, ok)
		}
	}
	for _, w := range []string{"aa", "c", "مينا", "ي"} {
		if at, ok := table.find(w); ok {
			t.Errorf("%q is found at %d", w, at)
		}
	}
}

func TestLists(t *testing.T) {
	want := [][]int{{3}, {}, {0, 0, 5, 300, 70_000}, {1, 2}}
	l := newLists(want)
	for i := range want {
		var got []int
		l.each(i, func(n int) { got = append(got, n) })
		if !slices.Equal(got, want[i]) {
			t.Errorf("list %d is %v, want %v", i, got, want[i])
		}
	}
}

// FuzzSections cuts files of any bytes: what comes out lies inside the file.
func FuzzSections(f *testing.F) {
	path := filepath.Join(f.TempDir(), "sections")
	if err := writeSections(path, []byte("one"), []byte("two")); err != nil {
		f.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add(data[:len(data)-1])
	f.Add([]byte{2, 0, 0, 0})
	f.Fuzz(func(t *testing.T, data []byte) {
		total := 0
		for _, s := range cutSections(data, 2) {
			total += len(s)
		}
		if total > len(data) {
			t.Errorf("%d bytes of %d", total, len(data))
		}
	})
}

// FuzzPieces takes any text apart and puts it together again.
func FuzzPieces(f *testing.F) {
	for _, s := range []string{"", " ", "a", "one two. Three؟أربعة\n\tfive  ", ".\u00a0a.\u2029b", "\xff. \xc3("} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		numbers, texts := make(map[string]uint32), []string(nil)
		stream := appendStream(nil, pieces(nil, text), func(chunk string) uint32 {
			if _, ok := numbers[chunk]; !ok {
				numbers[chunk] = uint32(len(texts))
				texts = append(texts, chunk+" ")
			}
			return numbers[chunk]
		})
		var list passageStream
		for _, v := range stream {
			list = binary.AppendUvarint(list, uint64(v))
		}
		if got := string(list.appendText(nil, texts)); got != text {
			t.Errorf("%q became %q", text, got)
		}
	})
}
