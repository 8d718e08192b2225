package web

import (
	"regexp"
	"unicode"
	"unicode/utf8"

	"dalil/corpus"
)

// The values of the attribute dir.
const (
	leftToRight = "ltr"
	rightToLeft = "rtl"
)

// run is a part of a text. A foreign one is written in the other direction than
// the text around it and must be isolated from that, or its neighbours
// (brackets, hyphens, numbers) move to the wrong side.
type run struct {
	Text    string
	Foreign bool
	Lang    string // of a foreign run, "" where it cannot be told
	Dir     string
}

// The letters of foreign runs. Words that stand together are one run, with the
// numbers after them: "ERNIE 4.5", "QwQ-32B".
var (
	leftwards = regexp.MustCompile(`[0-9]*[` + ltrLetters + `](?:(?: |[-./_'\x{2019}&:@]{0,2})[` + ltrLetters + `\p{M}0-9+])*`)
	// Arabic has its own digits, and a comma that belongs to no run
	rightwards = regexp.MustCompile(`[` + rtlLetters + `](?:(?: |[-./]?)[` + rtlLetters + `\p{M}\x{0660}-\x{0669}])*`)
)

const (
	ltrLetters = `\p{Latin}\p{Han}\p{Greek}\p{Cyrillic}\p{Hiragana}\p{Katakana}\p{Hangul}`
	rtlLetters = `\p{Arabic}\p{Hebrew}`
)

// runs splits a text of the language into its runs. Together they are the text.
func runs(text string, lang corpus.Lang) []run {
	foreign, dir := rightwards, rightToLeft
	if lang == corpus.Arabic {
		foreign, dir = leftwards, leftToRight
	}
	var all []run
	add := func(r run) {
		if r.Text != "" {
			all = append(all, r)
		}
	}
	end := 0
	for _, at := range foreign.FindAllStringIndex(text, -1) {
		add(run{Text: text[end:at[0]]})
		word := text[at[0]:at[1]]
		add(run{Text: word, Foreign: true, Lang: languageOf(word), Dir: dir})
		end = at[1]
	}
	add(run{Text: text[end:]})
	return all
}

// languageOf guesses the language of a run from its script: Latin names are
// read out as English ones. "" where the script says too little.
func languageOf(text string) string {
	for text != "" {
		r, size := utf8.DecodeRuneInString(text)
		switch {
		case unicode.Is(unicode.Latin, r):
			return string(corpus.English)
		case unicode.Is(unicode.Arabic, r):
			return string(corpus.Arabic)
		case unicode.IsLetter(r):
			return ""
		}
		text = text[size:]
	}
	return ""
}
