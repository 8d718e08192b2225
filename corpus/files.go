package corpus

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// What Load accepts at most.
const (
	maxFile  = 4 << 20 // bytes in a file
	maxLine  = 1 << 20 // bytes in a line
	maxFiles = 20_000  // files in a folder
)

// reader collects what one Load reads and every problem on the way.
type reader struct {
	fsys     fs.FS
	files    []file
	lexicon  []Pair // pairs that stand before the folder's own
	problems Problems

	articleIDs []string // of all articles, sound or not
}

// file is a file that was read: its bytes as they are on disk, and its text
// without byte-order mark and with \n at the end of lines.
type file struct {
	path string
	data []byte
	text string
}

// list returns the names of the files in a folder, in order; hidden ones are
// left out. A folder that does not exist is empty.
func (r *reader) list(dir string) []fs.DirEntry {
	entries, err := fs.ReadDir(r.fsys, dir)
	if errors.Is(err, fs.ErrNotExist) {
		if _, lerr := fs.Lstat(r.fsys, dir); lerr == nil {
			r.problems.add(dir, 0, "a link to nothing")
		}
		return nil
	}
	if err != nil {
		r.problems.add(dir, 0, "cannot read the folder: %s", reason(err))
		return nil
	}
	var shown []fs.DirEntry
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			shown = append(shown, e)
		}
	}
	slices.SortFunc(shown, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	if len(shown) > maxFiles {
		r.problems.add(dir, 0, "%d files, at most %d are read", len(shown), maxFiles)
		return nil
	}
	return shown
}

// read returns a file of the folder as text. If it cannot be read or is not
// UTF-8 it records why and returns false.
func (r *reader) read(dir string, e fs.DirEntry) (file, bool) {
	name := path.Join(dir, e.Name())
	if why := r.notPlain(name, e); why != "" {
		r.problems.add(name, 0, "%s", why)
		return file{}, false
	}
	data, err := r.readBounded(name)
	if err != nil {
		r.problems.add(name, 0, "cannot read the file: %s", reason(err))
		return file{}, false
	}
	sound := r.checkBytes(name, data)
	if !sound {
		return file{}, false
	}
	text := strings.TrimPrefix(string(data), "\uFEFF")
	text = strings.ReplaceAll(text, "\r\n", "\n")
	f := file{path: name, data: data, text: strings.ReplaceAll(text, "\r", "\n")}
	r.files = append(r.files, f)
	return f, true
}

// notPlain says why an entry is not a file that may be opened: a folder, a
// link to nowhere or out of the corpus, a device. It returns "" for a file.
func (r *reader) notPlain(name string, e fs.DirEntry) string {
	if e.Type()&fs.ModeSymlink != 0 {
		target, err := fs.ReadLink(r.fsys, name)
		if err != nil {
			return "cannot read the link: " + reason(err)
		}
		if path.IsAbs(target) || !fs.ValidPath(path.Join(path.Dir(name), target)) {
			return "a link that leaves the folder, to " + target
		}
	}
	info, err := fs.Stat(r.fsys, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "a link to nothing"
	case err != nil:
		return "cannot read the file: " + reason(err)
	case info.IsDir():
		return "a folder, want a file"
	case !info.Mode().IsRegular():
		return "not a regular file"
	}
	return ""
}

// readBounded returns at most one byte more than maxFile.
func (r *reader) readBounded(name string) ([]byte, error) {
	f, err := r.fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxFile+1))
}

// checkBytes reports sizes over the limits, bytes that are not UTF-8 and NUL
// bytes, the first of each kind.
func (r *reader) checkBytes(name string, data []byte) bool {
	before := len(r.problems)
	whole := data
	if len(data) > maxFile {
		r.problems.add(name, 0, "too large: at most %d MiB are read, split the file", maxFile>>20)
		whole = data[:0]
	}
	for n, rest := 1, data; len(rest) > 0; n++ {
		line, after, _ := bytes.Cut(rest, []byte("\n"))
		if len(line) > maxLine {
			r.problems.add(name, n, "line too long: at most %d MiB", maxLine>>20)
			break
		}
		rest = after
	}
	if at := invalidUTF8(whole); at >= 0 {
		r.problems.add(name, lineAt(whole, at), "invalid UTF-8 at byte offset %d (0x%02x): save the file as UTF-8", at, whole[at])
	}
	if at := bytes.IndexByte(whole, 0); at >= 0 {
		r.problems.add(name, lineAt(whole, at), "NUL byte at byte offset %d: not a text file", at)
	}
	return len(r.problems) == before
}

// invalidUTF8 returns the offset of the first byte that is not UTF-8, or -1.
func invalidUTF8(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for i := 0; i < len(data); {
		c, size := utf8.DecodeRune(data[i:])
		if c == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// lineAt returns the number of the line that holds an offset.
func lineAt(data []byte, offset int) int {
	return 1 + bytes.Count(data[:offset], []byte("\n"))
}
