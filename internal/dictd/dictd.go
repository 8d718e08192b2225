// Package dictd reads bilingual dictionaries in the format of the dictd server,
// as FreeDict publishes them: NAME.index, a headword a line with the place of
// its article, and NAME.dict.dz, the articles, compressed.
package dictd

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"
)

// Bounds of a dictionary: what is larger is none.
const (
	maxIndex       = 32 << 20 // bytes
	maxArticles    = 128 << 20
	maxArticle     = 16 << 10
	maxEquivalents = 24 // of a headword
)

// Dictionary is an open dictionary. It is safe for concurrent use.
type Dictionary struct {
	index    []byte            // lines, folded
	lines    [buckets][]uint32 // where lines begin, by the hash of their headword
	articles []byte
}

const buckets = 1 << 14

// bucket returns the bucket of a headword (FNV-1a).
func bucket(headword string) uint32 {
	h := fnv.New32a()
	io.WriteString(h, headword)
	return h.Sum32() % buckets
}

// Open reads the dictionary NAME in a folder. fold makes headwords comparable:
// words that it makes equal are looked up as one.
func Open(dir, name string, fold func(string) string) (*Dictionary, error) {
	path := filepath.Join(dir, name)
	index, err := readBounded(path+".index", maxIndex, false)
	if err != nil {
		return nil, err
	}
	articles, err := readBounded(path+".dict.dz", maxArticles, true) // dictzip is gzip
	if errors.Is(err, os.ErrNotExist) {
		articles, err = readBounded(path+".dict", maxArticles, false)
	}
	if err != nil {
		return nil, err
	}
	d := &Dictionary{index: make([]byte, 0, len(index)), articles: articles}
	n := 0
	for line := range bytes.Lines(index) {
		n++
		head, rest, ok := bytes.Cut(bytes.TrimRight(line, "\r\n"), []byte("\t"))
		if start, size, fine := place(rest); !ok || !fine || !utf8.Valid(head) || start+size > len(articles) {
			return nil, fmt.Errorf("%s.index:%d: not a headword with the place of its article", path, n)
		}
		headword := fold(string(head))
		b := bucket(headword)
		d.lines[b] = append(d.lines[b], uint32(len(d.index)))
		d.index = append(d.index, headword...)
		d.index = append(append(append(d.index, '\t'), rest...), '\n')
	}
	return d, nil
}

// readBounded reads a file of at most limit bytes, decompressed.
func readBounded(path string, limit int64, compressed bool) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = f
	if compressed {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: %w", path, err)
	case int64(len(data)) > limit:
		return nil, fmt.Errorf("%s: larger than %d MB", path, limit>>20)
	}
	return data, nil
}

// place reads the offset and the size of an article, numbers in base 64 with a
// tab between; ok is false for anything else.
func place(text []byte) (offset, size int, ok bool) {
	a, b, found := bytes.Cut(text, []byte("\t"))
	b, _, _ = bytes.Cut(b, []byte("\t")) // a fourth column is the headword as written
	offset, okA := number(a)
	size, okB := number(b)
	return offset, size, found && okA && okB && size <= maxArticle
}

const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

func number(text []byte) (n int, ok bool) {
	for _, c := range text {
		digit := strings.IndexByte(digits, c)
		if digit < 0 || n > maxArticles {
			return 0, false
		}
		n = n<<6 | digit
	}
	return n, len(text) > 0
}

// Lookup returns the equivalents of a folded headword, in the order of the
// dictionary, none where it is not there.
func (d *Dictionary) Lookup(headword string) []string {
	var out []string
	for _, at := range d.lines[bucket(headword)] {
		line, _, _ := bytes.Cut(d.index[at:], []byte("\n"))
		head, rest, _ := bytes.Cut(line, []byte("\t"))
		if string(head) != headword || len(out) >= maxEquivalents {
			continue
		}
		offset, size, _ := place(rest)
		out = append(out, equivalents(string(d.articles[offset:offset+size]))...)
	}
	return out[:min(maxEquivalents, len(out))]
}

// equivalents returns what an article gives for its headword, which is its
// first line: a line each, numbered or not, several between commas.
func equivalents(article string) []string {
	_, body, _ := strings.Cut(article, "\n")
	var out []string
	for line := range strings.Lines(body) {
		line = strings.TrimLeft(strings.TrimSpace(line), "0123456789. ")
		for _, e := range strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune(",;\u060C\u061B/()[]<>\"", r) }) {
			if e = strings.TrimSpace(e); e != "" && utf8.ValidString(e) {
				out = append(out, e)
			}
		}
	}
	return out
}
