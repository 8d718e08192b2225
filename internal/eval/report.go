package eval

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Summary is the figures of some verdicts. Shares are from 0 to 1, and nil
// where there was nothing to take a share of.
type Summary struct {
	N            int      `json:"n"`
	Answerable   int      `json:"answerable"`
	Unanswerable int      `json:"unanswerable"`
	Acc          *float64 `json:"acc"`       // of the answerable: gold in answer or quotes
	Ans          *float64 `json:"ans"`       // of the answerable: gold in the answer itself
	Strict       *float64 `json:"strict"`    // of the answerable: see [Verdict.Strict]
	Cite         *float64 `json:"cite"`      // of the answerable that were answered: some quote supports
	MRR          *float64 `json:"mrr"`       // over the answerable: mean of 1/rank of the first supporting quote
	AbsP         *float64 `json:"absP"`      // of the abstentions: on unanswerable questions
	AbsR         *float64 `json:"absR"`      // of the unanswerable: abstained or corrected
	Corrected    int      `json:"corrected"` // false premises corrected
	Abstained    int      `json:"abstained"`
	Forbidden    int      `json:"forb"`    // answers that hold a forbidden text
	ForbiddenOf  int      `json:"forb_of"` // questions that forbid one
}

// Summarise adds verdicts up.
func Summarise(verdicts []Verdict) Summary {
	s := Summary{N: len(verdicts)}
	var acc, ans, strict, replied, cited, refused, rightly int
	mrr := 0.0
	for _, v := range verdicts {
		answered := v.Answer.Status == Answered
		if !answered {
			s.Abstained++
		}
		s.Forbidden += count(len(v.Broken) > 0)
		s.ForbiddenOf += count(len(v.Question.Forbid) > 0)
		if !v.Question.Answerable {
			s.Unanswerable++
			s.Corrected += count(v.Corrected)
			refused += count(v.Refused)
			rightly += count(!answered)
			continue
		}
		s.Answerable++
		acc += count(v.Acc)
		ans += count(v.Ans)
		strict += count(v.Strict)
		replied += count(answered)
		cited += count(v.Rank > 0)
		if v.Rank > 0 {
			mrr += 1 / float64(v.Rank)
		}
	}
	s.Acc = share(float64(acc), s.Answerable)
	s.Ans = share(float64(ans), s.Answerable)
	s.Strict = share(float64(strict), s.Answerable)
	s.Cite = share(float64(cited), replied)
	s.MRR = share(mrr, s.Answerable)
	s.AbsP = share(float64(rightly), s.Abstained)
	s.AbsR = share(float64(refused), s.Unanswerable)
	return s
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

func share(part float64, whole int) *float64 {
	if whole == 0 {
		return nil
	}
	part /= float64(whole)
	return &part
}

// Report writes the figures as a table, over all and by language, kind, style
// and turn, the lengths of what was said, and the first so many questions with
// a fault. A question without one of these fields is left out of its groups.
// Report drops errors of w.
func Report(w io.Writer, verdicts []Verdict, failures int) {
	var b strings.Builder
	fmt.Fprintf(&b, "%-28s %4s %4s | %6s %6s %6s | %6s %5s | %6s %6s | %s\n",
		"", "n", "able", "acc", "ans", "strict", "cite", "mrr", "absP", "absR", "forb")
	total := Summarise(verdicts)
	writeRow(&b, "ALL", total)
	for _, field := range fields {
		groups := groupBy(verdicts, field.of)
		if len(groups) > 0 {
			fmt.Fprintf(&b, "by %s\n", field.name)
		}
		for _, name := range slices.Sorted(maps.Keys(groups)) {
			writeRow(&b, "  "+name, Summarise(groups[name]))
		}
	}
	writeLengths(&b, verdicts, total)
	if failures > 0 {
		writeFailures(&b, verdicts, failures)
	}
	_, _ = io.WriteString(w, b.String())
}

// fields are what a report groups by; "" is no group.
var fields = []struct {
	name string
	of   func(Question) string
}{
	{"lang", func(q Question) string { return q.Lang }},
	{"kind", func(q Question) string { return q.Kind }},
	{"style", func(q Question) string { return q.Style }},
	{"turn", func(q Question) string {
		if q.Turn == 0 {
			return ""
		}
		return strconv.Itoa(q.Turn)
	}},
}

func groupBy(verdicts []Verdict, of func(Question) string) map[string][]Verdict {
	groups := make(map[string][]Verdict)
	for _, v := range verdicts {
		if name := of(v.Question); name != "" {
			groups[name] = append(groups[name], v)
		}
	}
	return groups
}

func writeRow(b *strings.Builder, name string, s Summary) {
	mrr := "  -  "
	if s.MRR != nil {
		mrr = fmt.Sprintf("%.3f", *s.MRR)
	}
	fmt.Fprintf(b, "%-28.28s %4d %4d | %s %s %s | %s %s | %s %s | %3d/%d\n",
		name, s.N, s.Answerable, percent(s.Acc), percent(s.Ans), percent(s.Strict), percent(s.Cite),
		mrr, percent(s.AbsP), percent(s.AbsR), s.Forbidden, s.ForbiddenOf)
}

func percent(share *float64) string {
	if share == nil {
		return "   -  "
	}
	return fmt.Sprintf("%5.1f%%", 100**share)
}

// writeLengths writes how much was said, in code points; nothing where no
// question was answered. A bot that quotes the whole corpus holds every gold.
func writeLengths(b *strings.Builder, verdicts []Verdict, total Summary) {
	var texts, counts, quotes []int
	for _, v := range verdicts {
		if v.Answer.Status != Answered {
			continue
		}
		texts = append(texts, utf8.RuneCountInString(v.Answer.Text))
		counts = append(counts, len(v.Answer.Quotes))
		for _, quote := range v.Answer.Quotes {
			quotes = append(quotes, utf8.RuneCountInString(quote))
		}
	}
	if len(texts) == 0 {
		return
	}
	fmt.Fprintf(b, "answered %d, abstained %d, corrected a false premise %d\n",
		len(texts), total.Abstained, total.Corrected)
	text, textMax := medianMax(texts)
	number, numberMax := medianMax(counts)
	quote, quoteMax := medianMax(quotes)
	fmt.Fprintf(b, "answer characters: median %d, longest %d; quotes an answer: median %.6g, most %d;"+
		" quote characters: median %d, longest %d\n",
		int(text), textMax, number, numberMax, int(quote), quoteMax)
}

// medianMax returns the median and the largest of ns, which it sorts; 0 and 0
// for none.
func medianMax(ns []int) (median float64, largest int) {
	if len(ns) == 0 {
		return 0, 0
	}
	slices.Sort(ns)
	low, high := ns[(len(ns)-1)/2], ns[len(ns)/2]
	return float64(low+high) / 2, ns[len(ns)-1]
}

func writeFailures(b *strings.Builder, verdicts []Verdict, limit int) {
	var bad []Verdict
	for _, v := range verdicts {
		if len(v.Faults) > 0 {
			bad = append(bad, v)
		}
	}
	limit = min(limit, len(bad))
	fmt.Fprintf(b, "\n%d questions with a fault; first %d:\n", len(bad), limit)
	for _, v := range bad[:limit] {
		fmt.Fprintf(b, "- %s [%s/%s] %s\n", v.Question.ID, v.Question.Lang, v.Question.Kind, strings.Join(v.Faults, ","))
		fmt.Fprintf(b, "    Q: %s\n    A: %s\n", show(v.Question.Question), show(v.Answer.Text))
		if len(v.Answer.Quotes) > 0 {
			fmt.Fprintf(b, "    1: %s\n", show(v.Answer.Quotes[0]))
		}
		if len(v.Broken) > 0 {
			fmt.Fprintf(b, "    forbidden: %s\n", strings.Join(v.Broken, ", "))
		}
	}
}

// maxShown is how much of a text a report shows, in code points.
const maxShown = 200

// show returns the start of text on one line, what cannot be seen escaped.
func show(text string) string {
	var b strings.Builder
	for _, r := range text {
		if unicode.IsPrint(r) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "\\u%04x", r)
		}
	}
	shown := []rune(b.String())
	if len(shown) <= maxShown {
		return string(shown)
	}
	return string(shown[:maxShown]) + "…"
}
