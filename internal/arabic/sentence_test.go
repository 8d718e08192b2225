package arabic

import (
	"slices"
	"testing"
)

func cut(text string, spans []Span) []string {
	var out []string
	for _, s := range spans {
		out = append(out, text[s.Start:s.End])
	}
	return out
}

func TestSentences(t *testing.T) {
	for _, test := range []struct {
		reason, in string
		want       []string
	}{
		{"full stops", "It is open. It is big.", []string{"It is open.", "It is big."}},
		{"Arabic full stops", "النموذج مفتوح. وهو كبير.", []string{"النموذج مفتوح.", "وهو كبير."}},
		{"Arabic question mark", "من صنع كيمي؟ ومتى صدر؟", []string{"من صنع كيمي؟", "ومتى صدر؟"}},
		{"exclamation and question", "What?! Really!", []string{"What?!", "Really!"}},
		{"no sign at the end", "one sentence", []string{"one sentence"}},
		{"spaces around", "  One.   Two.  ", []string{"One.", "Two."}},
		{"small letter after dots", "It was... fine. Done.", []string{"It was... fine.", "Done."}},
		// numbers
		{"decimal point", "It costs 2.5 dollars. Yes.", []string{"It costs 2.5 dollars.", "Yes."}},
		{"decimal point, Arabic digits", "بلغ ٢.٥ مليار. ثم زاد.", []string{"بلغ ٢.٥ مليار.", "ثم زاد."}},
		{"version at the end", "يتفوق على Qwen2.5. والسعر أقل.", []string{"يتفوق على Qwen2.5.", "والسعر أقل."}},
		{"version before a hyphen", "Qwen2.5-Max is large. Yes.", []string{"Qwen2.5-Max is large.", "Yes."}},
		{"web address", "See deepseek.com. It is free.", []string{"See deepseek.com.", "It is free."}},
		// abbreviations
		{"title", "Dr. Smith said so. Then he left.", []string{"Dr. Smith said so.", "Then he left."}},
		{"title in brackets", "They (Mr. Li and Mrs. Wang) left. Yes.", []string{"They (Mr. Li and Mrs. Wang) left.", "Yes."}},
		{"initial", "It was John F. Kennedy. Yes.", []string{"It was John F. Kennedy.", "Yes."}},
		{"initial at the beginning", "J. Smith said so. Yes.", []string{"J. Smith said so.", "Yes."}},
		{"initials", "The U.S. Commerce Department acted. Yes.", []string{"The U.S. Commerce Department acted.", "Yes."}},
		{"company", "Moonshot AI Ltd. Beijing made it. Yes.", []string{"Moonshot AI Ltd. Beijing made it.", "Yes."}},
		{"for example", "Many, e.g. Kimi, i.e. Moonshot. Yes.", []string{"Many, e.g. Kimi, i.e. Moonshot.", "Yes."}},
		{"number before a number", "It is No. 1 Queen Street. Yes.", []string{"It is No. 1 Queen Street.", "Yes."}},
		{"the word no", "He said no. Then he left.", []string{"He said no.", "Then he left."}},
		{"and so on, at the end", "Apples, pears, etc. The rest went.", []string{"Apples, pears, etc.", "The rest went."}},
		{"model number is no initial", "It beats R1. The price is lower.", []string{"It beats R1.", "The price is lower."}},
		// quotes and brackets
		{"quote", `He said "Go." Then he left.`, []string{`He said "Go."`, "Then he left."}},
		{"Arabic quote", "قال: «اذهب.» ثم رحل.", []string{"قال: «اذهب.»", "ثم رحل."}},
		{"brackets", "It is open (MIT.) It is big.", []string{"It is open (MIT.)", "It is big."}},
		// lines
		{"lines", "One\nTwo\r\nThree\n\nFour", []string{"One", "Two", "Three", "Four"}},
		{"other ends of lines", "One\u2029Two\u0085Three", []string{"One", "Two", "Three"}},
		{"abbreviation at the end of a line", "Mr.\nSmith", []string{"Mr.", "Smith"}},
		{"the same, other ends of lines", "Mr.\u2029Smith Dr.\r\nLi", []string{"Mr.", "Smith Dr.", "Li"}},
		{"nothing", " \n\t ", nil},
		{"empty", "", nil},
	} {
		if got := cut(test.in, Sentences(test.in)); !slices.Equal(got, test.want) {
			t.Errorf("%s: Sentences(%q) = %q, want %q", test.reason, test.in, got, test.want)
		}
	}
}

func TestClauses(t *testing.T) {
	for _, test := range []struct {
		reason, in string
		want       []string
	}{
		{"comma", "It is open, and big.", []string{"It is open,", " and big."}},
		{"Arabic comma and semicolon", "مفتوح، كبير؛ رخيص", []string{"مفتوح،", " كبير؛", " رخيص"}},
		{"colon", "Two: a; b", []string{"Two:", " a;", " b"}},
		{"inside a number or a time", "1,000 at 10:30", []string{"1,000 at 10:30"}},
		{"at the end", "one,", []string{"one,"}},
		{"none", "one", []string{"one"}},
		{"empty", "", []string{""}},
	} {
		if got := cut(test.in, Clauses(test.in)); !slices.Equal(got, test.want) {
			t.Errorf("%s: Clauses(%q) = %q, want %q", test.reason, test.in, got, test.want)
		}
	}
}

func BenchmarkSentences(b *testing.B) {
	const text = "أطلقت ديب سيك نموذج R1. وهو مفتوح؟ Dr. Smith said it costs 2.5 dollars. نعم."
	b.ReportAllocs()
	for b.Loop() {
		Sentences(text)
	}
}
