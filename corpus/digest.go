package corpus

import (
	"io/fs"
	"os"
)

// Digest returns the digest of the corpus in fsys, equal to Corpus.Digest of
// what Load returns, without parsing the files. The error is Problems and
// tells of files that cannot be read; other faults are left for Load to find.
func Digest(fsys fs.FS) (string, error) {
	r := &reader{fsys: fsys}
	return r.digest()
}

// DigestDir is Digest for a folder on disk, equal to Corpus.Digest of what
// LoadDir returns.
func DigestDir(dir string) (string, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return "", Problems{{File: dir, Message: "cannot open the folder: " + reason(err)}}
	}
	defer root.Close()
	base := &reader{fsys: embedded}
	base.readFolder(lexiconDir)
	r := &reader{fsys: root.FS()}
	r.underlay(base)
	return r.digest()
}

// digest reads every file of the corpus and returns their digest.
func (r *reader) digest() (string, error) {
	for _, dir := range []string{articlesDir, catalogueDir, lexiconDir} {
		r.readFolder(dir)
	}
	r.readSmokeFile()
	if err := r.problems.err(); err != nil {
		return "", err
	}
	return digest(r.files), nil
}

// readFolder reads the files of a folder without looking into them.
func (r *reader) readFolder(dir string) {
	for _, e := range r.list(dir) {
		r.read(dir, e)
	}
}
