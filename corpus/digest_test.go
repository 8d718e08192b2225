package corpus

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
)

func TestDigestIsThatOfLoad(t *testing.T) {
	article := &fstest.MapFile{Data: []byte("---\ntitle: A\nlang: en\n---\nSome text.\n")}
	small := fstest.MapFS{"articles/a.md": article, "articles/.hidden": {Data: []byte("x")}}
	for name, fsys := range map[string]fstest.MapFS{
		"articles alone": small,
		"with a lexicon": {"articles/a.md": article, "lexicon/own.tsv": {Data: []byte("\ufeffmodel\tنموذج\r\n")}},
	} {
		t.Run(name, func(t *testing.T) {
			c, err := Load(fsys)
			if err != nil {
				t.Fatal(err)
			}
			got, err := Digest(fsys)
			if err != nil || got != c.Digest {
				t.Errorf("Digest() = %q, %v, want %q", got, err, c.Digest)
			}
			dir := t.TempDir()
			if err := os.CopyFS(dir, fsys); err != nil {
				t.Fatal(err)
			}
			if c, err = LoadDir(dir); err != nil {
				t.Fatal(err)
			}
			got, err = DigestDir(dir)
			if err != nil || got != c.Digest {
				t.Errorf("DigestDir() = %q, %v, want %q", got, err, c.Digest)
			}
		})
	}
	c, err := Load(Default())
	if err != nil {
		t.Fatal(err)
	}
	if got, err := Digest(Default()); err != nil || got != c.Digest {
		t.Errorf("Digest(Default()) = %q, %v, want %q", got, err, c.Digest)
	}
	if _, err := DigestDir(filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("DigestDir of a folder that does not exist: no error")
	}
}
