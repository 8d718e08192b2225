package web

import (
	"strings"
	"testing"
	"unicode/utf8"

	"dalil/corpus"
)

func TestRuns(t *testing.T) {
	for _, tc := range []struct {
		lang corpus.Lang
		text string
		want string // foreign runs between braces
	}{
		{corpus.Arabic, "أتاحت بايدو ERNIE 4.5 في 30 يونيو 2025", "أتاحت بايدو {ERNIE 4.5} في 30 يونيو 2025"},    // a number after a name is part of it
		{corpus.Arabic, "شركة علي بابا (Alibaba)، وQwQ-32B.", "شركة علي بابا ({Alibaba})، و{QwQ-32B}."},          // brackets and stops belong to the text around
		{corpus.Arabic, "GLM (Zhipu AI)", "{GLM} ({Zhipu AI})"},                                                  // no half of a pair of brackets
		{corpus.Arabic, "نموذج 32B ولغة C++", "نموذج {32B} ولغة {C++}"},                                          // digits before, plus signs after
		{corpus.Arabic, "برخصة Apache-2.0: متساهلة", "برخصة {Apache-2.0}: متساهلة"},                              //
		{corpus.Arabic, "الاسم الصيني 月之暗面 للشركة", "الاسم الصيني {月之暗面} للشركة"},                                //
		{corpus.Arabic, "R&D وAT&T و@moonshot", "{R&D} و{AT&T} و@{moonshot}"},                                    //
		{corpus.Arabic, "لا شيء هنا، 2025", "لا شيء هنا، 2025"},                                                  // numbers alone need nothing
		{corpus.English, "Dalil means both (دليل، مرشد) and more", "Dalil means both ({دليل}، {مرشد}) and more"}, //
		{corpus.English, "In علي بابا ١٩٩٩ it began", "In {علي بابا ١٩٩٩} it began"},                             //
		{corpus.English, "Moonshot AI makes Kimi.", "Moonshot AI makes Kimi."},                                   //
		{corpus.Arabic, "", ""},
	} {
		var b strings.Builder
		for _, r := range runs(tc.text, tc.lang) {
			if r.Foreign {
				b.WriteString("{" + r.Text + "}")
			} else {
				b.WriteString(r.Text)
			}
		}
		if b.String() != tc.want {
			t.Errorf("%s: got %s, want %s", tc.text, &b, tc.want)
		}
	}
}

func FuzzRuns(f *testing.F) {
	f.Add("أتاحت بايدو ERNIE 4.5 في 30 يونيو", true)
	f.Add("Dalil means (دليل، مرشد)", false)
	f.Fuzz(func(t *testing.T, text string, arabic bool) {
		if !utf8.ValidString(text) {
			t.Skip() // no text of a corpus
		}
		lang := corpus.English
		if arabic {
			lang = corpus.Arabic
		}
		var b strings.Builder
		for _, r := range runs(text, lang) {
			if r.Text == "" || r.Foreign && r.Dir == (tongue{lang}).Dir() {
				t.Errorf("run %+v of %q", r, text)
			}
			b.WriteString(r.Text)
		}
		if b.String() != text {
			t.Errorf("the runs of %q are %q", text, &b)
		}
	})
}
