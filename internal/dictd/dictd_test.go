package dictd

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const articles = "sea /si:/\n1. بحر\n2. يم، لجة\nship /x/\nسفينة\n"

// write makes the files of a dictionary and returns their folder.
func write(t testing.TB, index, text string) string {
	t.Helper()
	dir := t.TempDir()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	z.Close()
	for name, data := range map[string][]byte{"x.index": []byte(index), "x.dict.dz": b.Bytes()} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestLookup(t *testing.T) {
	size := len("sea /si:/\n1. بحر\n2. يم، لجة\n")
	index := "sea\tA\t" + encode(size) + "\nSee\tA\t" + encode(size) + "\nship\t" + encode(size) + "\t" + encode(len(articles)-size) + "\n"
	d, err := Open(write(t, index, articles), "x", strings.ToLower)
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string][]string{
		"sea": {"بحر", "يم", "لجة"}, "see": {"بحر", "يم", "لجة"}, "ship": {"سفينة"}, "shi": nil, "": nil, "a\tb": nil,
	} {
		if got := d.Lookup(word); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", word, got, want)
		}
	}
}

// encode writes a number in base 64, as indexes have it.
func encode(n int) string {
	text := ""
	for ; n > 0; n >>= 6 {
		text = digits[n&63:n&63+1] + text
	}
	return text
}

func TestOpenFaults(t *testing.T) {
	for name, index := range map[string]string{
		"no place": "sea\n", "no number": "sea\tA\t-\n", "beyond the end": "sea\tA\t////\n", "not UTF-8": "\xff\tA\tB\n", "no size": "sea\tA\n",
	} {
		if _, err := Open(write(t, index, articles), "x", strings.ToLower); err == nil || !strings.Contains(err.Error(), "x.index:1") {
			t.Errorf("%s: error %v", name, err)
		}
	}
	dir := write(t, "", articles)
	if err := os.WriteFile(filepath.Join(dir, "x.dict.dz"), []byte("no gzip"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, "x", strings.ToLower); err == nil || !strings.Contains(err.Error(), "x.dict.dz") {
		t.Errorf("error %v", err)
	}
	if _, err := Open(dir, "none", strings.ToLower); !os.IsNotExist(err) {
		t.Errorf("error %v", err)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add("sea\tA\tF\n", articles, "sea")
	f.Add("a\tA\tA\tA\n\n", "", "a")
	f.Fuzz(func(t *testing.T, index, text, word string) {
		d, err := Open(write(t, index, text), "x", strings.ToLower)
		if err != nil {
			return
		}
		if got := d.Lookup(word); len(got) > maxEquivalents {
			t.Errorf("%d equivalents", len(got))
		}
	})
}
