package answer

import "testing"

// understood returns what a question asks for.
func understood(t *testing.T, a *Answerer, question string) *intent {
	t.Helper()
	in, err := a.parse(t.Context(), Question{Text: question})
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// What kind of thing a question asks for.
func TestWanted(t *testing.T) {
	a := tiny(t, studio)
	for question, want := range map[string]want{
		"Who drew the game?":                       wantPerson,
		"Which museum bought the game?":            wantOrg,
		"أي نادٍ أعار القاعة؟":                     wantOrg,
		"When did the studio open?":                wantDate,
		"How many guests are expected?":            wantNumber,
		"What is the price of the game?":           wantNumber,
		"What is Copper Camel using low prices to": wantAny, // the price is not what is asked
		"What is the academy preparing this year?": wantAny, // nor is the academy
		"What is the company Watar?":               wantAny, // what it is, not which one
		"Which company is Copper Camel?":           wantOrg,
		"Besides the big ones, who draws games?":   wantAny, // that has seldom a name
		"على ماذا يدل العدد الهائل من الألعاب؟":    wantAny,
		"ما عدد الألعاب؟":                          wantNumber,
		"هل ما زال الاستوديو يرسم الألعاب؟":        wantAny,
	} {
		in := understood(t, a, question)
		if in.want != want {
			t.Errorf("%s: %q, want %q", question, in.want, want)
		}
	}
}

// A question for a year is answered by a year only, by number or as "last year".
func TestAsksYear(t *testing.T) {
	a := tiny(t, studio)
	for question, want := range map[string]bool{
		"In which year was Copper Camel founded?": true,
		"في أي سنة تأسس الاستوديو؟":               true,
		"until wich year does the contract run":   true,
		"When was Copper Camel founded?":          false,
		"In which month did it open?":             false,
		"متى افتتح المكتب؟":                       false,
	} {
		in := understood(t, a, question)
		if got := in.asksYear(); got != want {
			t.Errorf("%s: %v", question, got)
		}
	}
	for text, want := range map[string]bool{
		"opened in 2019.": true, "opened last year.": true, "افتتح هذا العام.": true, "opened recently.": false, "in March": false,
	} {
		in := understood(t, a, "In which year was Copper Camel founded?")
		parsed := a.parsePassage(text)
		if got := in.saysYear(&sentence{parsed: &parsed[0]}); got != want {
			t.Errorf("%s says a year: %v", text, got)
		}
	}
}

// What says the kind of a name weighs little, but not what is asked.
func TestBesideName(t *testing.T) {
	a := tiny(t, studio)
	for question, want := range map[string]string{
		"Who owns the Copper Camel workshop?":    "workshop",
		"متى ظهرت ورشة Copper Camel؟":            "ورشه",
		"What is the price of the Copper Camel?": "",
		"من مدير Copper Camel؟":                  "",
	} {
		in := understood(t, a, question)
		got := ""
		for i, c := range in.query.Concepts {
			if in.parts[i] == weightLight {
				got += c.Text
			}
		}
		if got != want {
			t.Errorf("%s: %q weighs little, want %q", question, got, want)
		}
	}
}
