package search

import (
	"strings"
	"sync"

	"dalil/internal/arabic"
)

// word is a token with all that its text alone tells. Words are shared: nobody
// may change one.
type word struct {
	text     string
	script   arabic.Script
	stop     bool
	joined   bool     // a name in its joined spelling, beside its parts
	stems    []string // see arabic.Stems
	skeleton string
	grams    []string
}

// lexer splits texts into words. Most words come again and again, so it keeps
// what it has found out of them. It is safe for concurrent use.
type lexer struct {
	mu     sync.RWMutex
	chunks map[string][]*word // by what stands between two spaces
}

// Bounds of what a lexer keeps.
const (
	maxChunks     = 1 << 16
	maxChunkBytes = 64
)

// lexemes is the lexer of the process: what a text says is the same in every
// index.
var lexemes = &lexer{chunks: make(map[string][]*word)}

// append adds the words of a text to list. Where a name is there in a joined
// spelling, that stands behind its parts.
func (l *lexer) append(list []*word, text string) []*word {
	l.mu.RLock()
	defer l.mu.RUnlock()
	for text != "" {
		end := strings.IndexAny(text, " \n\t")
		if end < 0 {
			end = len(text)
		}
		if end > 0 {
			chunk, ok := l.chunks[text[:end]]
			if !ok {
				l.mu.RUnlock()
				chunk = l.learn(text[:end])
				l.mu.RLock()
			}
			list = append(list, chunk...)
		}
		text = text[min(end+1, len(text)):]
	}
	return list
}

// learn analyses a text without spaces and keeps what it finds.
func (l *lexer) learn(text string) []*word {
	chunk := newChunk(text)
	if len(text) > maxChunkBytes {
		return chunk
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.chunks) >= maxChunks {
		clear(l.chunks)
	}
	if had, ok := l.chunks[text]; ok {
		return had
	}
	l.chunks[strings.Clone(text)] = chunk
	return chunk
}

func newChunk(text string) []*word {
	tokens := arabic.Tokens(text)
	words := make([]*word, 0, len(tokens))
	for _, t := range tokens {
		w := &word{text: t.Text, script: t.Script, stop: t.Stop, stems: arabic.Stems(t), grams: gramsOf(t)}
		if !t.Stop {
			w.skeleton = arabic.Skeleton(t)
		}
		words = append(words, w)
	}
	for _, t := range arabic.Joined(tokens) {
		words = append(words, &word{text: t.Text, script: t.Script, joined: true, stems: []string{t.Text}})
	}
	return words
}
