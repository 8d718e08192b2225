package search

import (
	"compress/gzip"
	"os"
	"path/filepath"
	"testing"
)

// writeDictionary writes a dictionary of one article to dir.
func writeDictionary(t *testing.T, dir, name, index, article string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name+".index"), []byte(index), 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(filepath.Join(dir, name+".dict.dz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z := gzip.NewWriter(f)
	defer z.Close()
	if _, err := z.Write([]byte(article)); err != nil {
		t.Fatal(err)
	}
}

// TestDictionaries: a word that only a dictionary translates finds the text in
// the other language.
func TestDictionaries(t *testing.T) {
	const word = "zzkneading" // in no word list
	ix := opened(t, built(t, small(t)))
	if hits := found(t, ix, word, 3); len(hits) > 0 {
		t.Fatalf("%v without a dictionary", hits)
	}
	dir := t.TempDir()
	writeDictionary(t, dir, englishArabic, word+"\tA\tT\n", word+"\nمخبز")
	var faults []error
	report := func(err error) { faults = append(faults, err) }
	ix.UseDictionaries(OpenDictionaries(dir, report))
	hits := found(t, ix, word, 3)
	if len(hits) == 0 || where(ix, hits[0]) != "bakery.ar/0" {
		t.Errorf("found %v", hits)
	}
	found(t, ix, "ززكلمة", 3) // asks for the other dictionary, which is not there
	if len(faults) > 0 {
		t.Errorf("a dictionary that is not there is reported: %v", faults)
	}
}

// TestDictionaryDamaged: a damaged dictionary is reported once and left out.
func TestDictionaryDamaged(t *testing.T) {
	dir := t.TempDir()
	writeDictionary(t, dir, englishArabic, "nonsense\n", "")
	ix := opened(t, built(t, small(t)))
	var faults []error
	ix.UseDictionaries(OpenDictionaries(dir, func(err error) { faults = append(faults, err) }))
	for range 3 {
		found(t, ix, "harbour zzkneading", 3)
	}
	if len(faults) != 1 {
		t.Errorf("reported %v, want one fault", faults)
	}
}
