package names

import (
	"testing"

	"dalil/internal/arabic"
)

// What a question may be compared with is bounded: with nothing left, nothing is
// heard.
func TestHeardIsBounded(t *testing.T) {
	l := &Linker{
		ordinary: func(arabic.Token) bool { return false }, said: func(arabic.Token) bool { return false },
		found: []foundName{{id: "tiko", letters: "tiko", script: arabic.Latin}},
	}
	span := arabic.Tokens("\u062A\u064A\u0643\u0648")
	for left, want := range map[int]bool{0: false, 1: true} {
		before := left
		if _, ok := l.hearSpan(span, false, &left); ok != want || left != 0 {
			t.Errorf("with %d left: heard %v, %d left", before, ok, left)
		}
	}
}
