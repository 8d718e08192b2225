package answer

import (
	"context"
	"slices"
	"strings"
)

// maxOwnWords is how many words of its own a question without a name may have
// and still be taken as going on with the topic before.
const maxOwnWords = 4

// refersBack reports whether a question leans on the one before: it names
// nothing of its own and has a pronoun, begins with "and", or is short.
func (in *intent) refersBack(a *Answerer) bool {
	if len(in.query.Tokens) == 0 {
		return false
	}
	words := 0
	for i := range in.query.Concepts {
		if c := &in.query.Concepts[i]; c.IDs == nil && in.parts[i] > weightMeta {
			words++
		}
	}
	if in.named() {
		// "and DeepSeek?", or "did Baidu make it?"
		return in.has("and") && words == 0 || in.has("it") && !a.namesKind(in, wantModel)
	}
	if _, any := a.filter(in); any && in.has("member", "model") && !in.has("it") {
		return false // a list of its own
	}
	return in.has("pronoun", "and") || words <= maxOwnWords
}

// empty reports whether a message asks nothing: no words, or only a greeting.
func (in *intent) empty() bool {
	for i, t := range in.query.Tokens {
		if !inSpans(in.found, i, "greeting") && (!t.Stop || in.skip[i]) {
			return false
		}
	}
	return !hasAny(in.found, questionClasses)
}

// completions returns a follow-up question made whole, in the ways in which it
// may be meant, the likeliest first.
func (a *Answerer) completions(in *intent, text string, turn *Context) []string {
	var out []string
	with := func(ids []string) {
		names := make([]string, 0, len(ids))
		for _, id := range ids {
			if e, ok := a.cat.Entry(id); ok {
				names = append(names, e.Name)
			}
		}
		if len(names) > 0 {
			out = append(out, text+" "+strings.Join(names, " "))
		}
	}
	switch {
	case in.named() && in.has("it"):
	case in.named(): // "and DeepSeek?" asks the same of another
		return []string{replaceNames(turn.Question, a, text)}
	case in.elliptic():
		return []string{turn.Question + " " + text}
	case in.has("company", "model", "app") && in.has("pronoun"): // "that company"
		kind := wantModel
		if in.has("company") {
			kind = wantOrg
		}
		isKind := func(id string) bool { return a.kinds[id] == kind }
		for _, ids := range [][]string{turn.Subjects, turn.Answers, turn.Others} {
			for _, id := range ids {
				if isKind(id) {
					with([]string{id})
				}
			}
		}
	}
	with(turn.Subjects)
	for _, id := range turn.Answers {
		with([]string{id})
	}
	if len(out) == 0 {
		out = append(out, turn.Question+" "+text)
	}
	return out
}

// elliptic reports whether a question only adds to the one before: it has no
// question word or relation of its own.
func (in *intent) elliptic() bool {
	return !in.has("who", "what", "which", "when", "where", "why", "how", "howmany", "whether", "list", "define", "compare", "newest", "oldest", "largest", "smallest") &&
		!in.has(relations...)
}

// replaceNames returns the question before without its names and with the new
// text.
func replaceNames(before string, a *Answerer, text string) string {
	tokens, links := a.link(before)
	var b strings.Builder
	at := 0
	for _, l := range links {
		b.WriteString(before[at:tokens[l.From].Start])
		at = tokens[l.To-1].End
	}
	b.WriteString(before[at:])
	return b.String() + " " + text
}

// answerTurn answers a follow-up in the first way in which it has an answer.
func (a *Answerer) answerTurn(ctx context.Context, in *intent, q Question) (Reply, error) {
	var first *Reply
	for _, text := range a.completions(in, q.Text, q.Turn) {
		r, err := a.answerText(ctx, Question{Text: text, Lang: in.lang, Whole: q.Whole})
		if err != nil || r.Status == Answered {
			return r, err
		}
		if first == nil {
			first = &r
		}
	}
	return *first, nil
}

// turn records what a follow-up may refer to.
func (a *Answerer) turn(text string, in *intent, r *Reply, answers []string) {
	t := &Context{Question: text, Subjects: entityIDs(in.links())}
	add := func(list *[]string, id string) {
		if !slices.Contains(t.Subjects, id) && !slices.Contains(*list, id) {
			*list = append(*list, id)
		}
	}
	for _, id := range answers {
		add(&t.Answers, id)
	}
	for _, c := range r.Citations[:min(len(r.Citations), listPage)] {
		_, links := a.link(c.Quote)
		for _, l := range links {
			for _, id := range l.IDs {
				if k := a.kinds[id]; c.Article != "" && (k == in.want || in.want == wantPerson && k == wantOrg) {
					add(&t.Answers, id)
				}
				add(&t.Others, id)
			}
		}
	}
	r.Turn = t
	r.Entities = slices.Concat(t.Subjects, t.Answers)
}
