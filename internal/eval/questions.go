// Package eval measures the bot: how well search ranks (BEIR folders) and how
// well answers answer (question files).
//
// A question file is JSONL. A line is a question, or a conversation of several:
//
//	{"id": "q-1", "lang": "en", "kind": "maker", "question": "Who made X?", "answerable": true,
//	 "gold": [["Acme", "Acme Labs"]], "answer_gold": [["Acme"]], "forbid": [], "support": "Acme made X."}
//	{"id": "f-1", "turns": [{…}, {…}]}
//
// [ReadQuestions] reads it, [Judge] compares one answer with its question,
// [Summarise] and [Report] add the verdicts up. The scoring is its own
// yardstick: it shares no text rules with the packages that it measures, so
// that a change there cannot move it.
package eval

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Limits of a question file.
const (
	maxQuestionLine  = 1 << 20 // bytes
	maxQuestionLines = 100_000
)

// Question is one question with what a right answer must and must not hold.
type Question struct {
	ID       string `json:"id"` // "f-1#2" for the second turn of conversation f-1
	Lang     string `json:"lang"`
	Style    string `json:"style"`
	Kind     string `json:"kind"`
	Question string `json:"question"`

	// Answerable tells whether the corpus says it. An unanswerable question
	// with gold rests on a false premise, and may be corrected instead of refused.
	Answerable bool `json:"answerable"`
	// Gold are groups of alternatives: the answer with its quotes must hold
	// one alternative of every group, for AnswerGold the answer alone must.
	Gold       [][]string `json:"gold"`
	AnswerGold [][]string `json:"answer_gold"`
	// Forbid are texts that the answer must not hold.
	Forbid []string `json:"forbid"`
	// Support is the text of the corpus that proves the answer; a quote of one
	// of SupportExtra is as good.
	Support      string   `json:"support"`
	SupportExtra []string `json:"support_extra"`
	Note         string   `json:"note"`

	// Turn is the place in a conversation, from 1; 0 for a question that
	// stands alone.
	Turn int `json:"turn"`
}

// Conversation is questions to ask in order, each able to lean on the ones
// before; it has at least one.
type Conversation []Question

// questionLine is a line as it is written. The pointers tell what is missing.
type questionLine struct {
	Question
	Text       *string        `json:"question"`
	Answerable *bool          `json:"answerable"`
	Turns      []questionLine `json:"turns"`
}

// ReadQuestions reads a question file; name is how errors call it. The error
// joins one "name:line: …" for every broken line, and then nothing is
// returned beside it. A line over 1 MiB, or more than 100 000 lines, ends the
// reading.
func ReadQuestions(r io.Reader, name string) ([]Conversation, error) {
	var all []Conversation
	var errs []error
	number := 0
	fail := func(err error) { errs = append(errs, fmt.Errorf("%s:%d: %w", name, number, err)) }

	seen := make(map[string]int) // id -> line
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxQuestionLine)
	for lines.Scan() {
		number++
		if number > maxQuestionLines {
			fail(fmt.Errorf("more than %d lines", maxQuestionLines))
			break
		}
		line := bytes.TrimSpace(bytes.TrimPrefix(lines.Bytes(), []byte("\uFEFF")))
		if len(line) == 0 {
			continue
		}
		id, conversation, err := parseLine(line)
		if err == nil && seen[id] != 0 {
			err = fmt.Errorf("id %q is used on line %d", id, seen[id])
		}
		if err != nil {
			fail(err)
			continue
		}
		seen[id] = number
		all = append(all, conversation)
	}
	if err := lines.Err(); err != nil {
		number++
		if errors.Is(err, bufio.ErrTooLong) {
			err = fmt.Errorf("line is longer than %d bytes", maxQuestionLine)
		}
		fail(err)
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	return all, nil
}

// parseLine returns the line's id and its questions. A line with turns gives
// each turn an id and a number.
func parseLine(line []byte) (string, Conversation, error) {
	if !utf8.Valid(line) {
		return "", nil, errors.New("not UTF-8")
	}
	var row questionLine
	if err := json.Unmarshal(line, &row); err != nil {
		var wrong *json.UnmarshalTypeError
		if errors.As(err, &wrong) && wrong.Field != "" {
			field := strings.ReplaceAll(wrong.Field, "Question.", "") // the embedded struct
			return "", nil, fmt.Errorf("field %s cannot be a %s", field, wrong.Value)
		}
		return "", nil, fmt.Errorf("not a JSON object: %w", err)
	}
	if row.ID == "" {
		return "", nil, errors.New("missing id")
	}
	if row.Turns == nil {
		q, err := row.question()
		return row.ID, Conversation{q}, err
	}
	if len(row.Turns) == 0 {
		return "", nil, errors.New("turns is empty")
	}
	turns := make(Conversation, len(row.Turns))
	for i, turn := range row.Turns {
		q, err := turn.question()
		if err != nil {
			return "", nil, fmt.Errorf("turn %d: %w", i+1, err)
		}
		q.ID, q.Turn = fmt.Sprintf("%s#%d", row.ID, i+1), i+1
		turns[i] = q
	}
	return row.ID, turns, nil
}

// question checks the line's own question and returns it.
func (l questionLine) question() (Question, error) {
	q := l.Question
	if l.Text == nil || l.Answerable == nil {
		return q, errors.New("question and answerable are needed")
	}
	q.Question, q.Answerable = *l.Text, *l.Answerable
	for _, groups := range [][][]string{q.Gold, q.AnswerGold} {
		for _, group := range groups {
			if len(group) == 0 || anyBlank(group) {
				return q, errors.New("gold with an empty group or alternative: nothing can match it")
			}
		}
	}
	if anyBlank(q.Forbid) {
		return q, errors.New("forbid with an empty text: nothing can match it")
	}
	return q, nil
}

// anyBlank reports whether nothing of one of the texts is left to compare.
func anyBlank(texts []string) bool {
	for _, text := range texts {
		if normalise(text) == "" {
			return true
		}
	}
	return false
}
