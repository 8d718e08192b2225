package answer

import (
	"strings"
	"testing"
	"testing/fstest"
)

// brand is an article that names what a firm brought out without a number.
var brand = fstest.MapFS{
	"articles/brand.ar.md": {Data: []byte(`---
title: "عطور الخليج"
lang: ar
---
طرحت Nasmat هذا العام العطر ‘Nasmat-Oud’ والبخاخ ‘Nasmat-Mist’. وأطلقت Lorvane في مارس خدمتين للزبائن.
`)},
}

// Names are counted where they are what was brought out, the dual says "two", and
// neither tells how often or for how much.
func TestNamesCounted(t *testing.T) {
	a := tiny(t, brand)
	for question, want := range map[string]string{
		"كم منتجًا طرحت Nasmat هذا العام؟":                "Nasmat-Oud",
		"كم عملًا طرحت Nasmat هذا العام؟":                 "Nasmat-Oud", // the sentence has no word for them
		"كم خدمة أطلقت Lorvane؟":                          "خدمتين",
		"How many services did Lorvane launch?":           "خدمتين",
		"كم مرة طرحت Nasmat العطر والبخاخ هذا العام؟":     "",
		"How many people did Nasmat introduce this year?": "", // nothing says that they are people
		"كم موظفًا لدى Nasmat؟":                           "",
		"How many people use Nasmat?":                     "",
	} {
		r := ask(t, a, question)
		if (r.Status == Answered) != (want != "") || !strings.Contains(r.Text, want) {
			t.Errorf("%s\nwant %q: %s", question, want, r.Text)
		}
	}
}
