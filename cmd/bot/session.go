package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/urfave/cli/v3"

	"dalil/corpus"
	"dalil/internal/answer"
	"dalil/internal/arabic"
)

// asked is a question with the reply to it.
type asked struct {
	question string
	reply    answer.Reply
	took     time.Duration
	err      error
}

// session answers questions on the terminal.
type session struct {
	answer func(context.Context, answer.Question) (answer.Reply, error)
	lang   corpus.Lang // of the replies, "" for the question's
	close  func() error
}

// session opens the index and returns what answers over it.
func (p *program) session(ctx context.Context, cmd *cli.Command) (*session, error) {
	cfg, err := p.settings(cmd)
	if err != nil {
		return nil, err
	}
	go answer.Prepare()
	ix, err := p.library(cfg).open(ctx)
	if err != nil {
		return nil, err
	}
	return &session{answer: answer.New(ix).Answer, lang: cfg.Lang, close: ix.Close}, nil
}

// ask answers one line. turn is what was talked about before, nil at the
// start; a line that was cut leaves it as it is.
func (s *session) ask(ctx context.Context, l line, turn *answer.Context) asked {
	if l.err != nil {
		return asked{err: fmt.Errorf("cannot read the questions: %w", l.err)}
	}
	start := time.Now()
	a := asked{question: l.text}
	if l.cut {
		a.reply = tooLong(l.text, s.lang)
		a.reply.Turn = turn
	} else {
		a.reply, a.err = s.answer(ctx, answer.Question{Text: l.text, Lang: s.lang, Turn: turn})
	}
	a.took = time.Since(start)
	return a
}

// tooLong is the reply to a question that was not read to its end.
func tooLong(text string, lang corpus.Lang) answer.Reply {
	if script, ok := arabic.Mostly(text); lang == "" && ok && script == arabic.Arabic {
		lang = corpus.Arabic
	}
	if lang == "" {
		lang = corpus.English
	}
	return answer.Reply{Status: answer.Abstained, Lang: lang, Text: answer.Label(lang, "too-long")}
}

// object is a reply as "--json" prints it.
type object struct {
	Question  string        `json:"question"`
	Status    answer.Status `json:"status"`
	Lang      corpus.Lang   `json:"lang"`
	Answer    string        `json:"answer"`
	Citations []citation    `json:"citations"`
	Entities  []string      `json:"entities"`
	ElapsedMS float64       `json:"elapsed_ms"`
}

type citation struct {
	N       int         `json:"n"`
	Title   string      `json:"title"`
	Section string      `json:"section"`
	Quote   string      `json:"quote"`
	Lang    corpus.Lang `json:"lang"`
	URL     string      `json:"url"`
	Source  string      `json:"source"`
	Article string      `json:"article"`
	Entity  string      `json:"-"`
	Start   int         `json:"start"`
	End     int         `json:"end"`
}

// object returns what "--json" prints. Its lists are never null.
func (a asked) object() object {
	o := object{
		Question: a.question, Status: a.reply.Status, Lang: a.reply.Lang, Answer: a.reply.Text,
		Citations: []citation{}, Entities: append([]string{}, a.reply.Entities...),
		ElapsedMS: float64(a.took.Microseconds()) / 1000,
	}
	for _, c := range a.reply.Citations {
		o.Citations = append(o.Citations, citation(c))
	}
	return o
}

// writeJSON writes v on one line, or indented where a person is to read it.
func writeJSON(w io.Writer, v any, indented bool) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	if indented {
		e.SetIndent("", "  ")
	}
	return e.Encode(v)
}
