package corpus

import (
	"slices"
	"testing"
)

func TestLookup(t *testing.T) {
	byHand := Catalogue{
		Organisations: []Organisation{{Entry: Entry{ID: "o1"}}, {Entry: Entry{ID: "o2"}}},
		Models:        []Model{{Entry: Entry{ID: "m1"}}},
		Others:        []Other{{Entry: Entry{ID: "x1"}}},
	}
	indexed := byHand
	indexed.index = newIndex(&byHand)
	for name, c := range map[string]*Catalogue{"by hand": &byHand, "loaded": &indexed} {
		var ids []string
		for e := range c.All() {
			ids = append(ids, e.ID)
			if got, ok := c.Entry(e.ID); !ok || got != e {
				t.Errorf("%s: Entry(%q) = %v, %v", name, e.ID, got, ok)
			}
		}
		if want := []string{"o1", "o2", "m1", "x1"}; !slices.Equal(ids, want) {
			t.Errorf("%s: All() gives %v, want %v", name, ids, want)
		}
		for e := range c.All() { // may be left early
			if e.ID != "o1" {
				t.Errorf("%s: first is %s", name, e.ID)
			}
			break
		}
		if o, ok := c.Organisation("o2"); !ok || o != &c.Organisations[1] {
			t.Errorf("%s: Organisation(o2) = %v, %v", name, o, ok)
		}
		if m, ok := c.Model("m1"); !ok || m != &c.Models[0] {
			t.Errorf("%s: Model(m1) = %v, %v", name, m, ok)
		}
		if x, ok := c.Other("x1"); !ok || x != &c.Others[0] {
			t.Errorf("%s: Other(x1) = %v, %v", name, x, ok)
		}
		if _, ok := c.Model("o1"); ok {
			t.Errorf("%s: an organisation is found as a model", name)
		}
		if _, ok := c.Entry("none"); ok {
			t.Errorf("%s: an id that does not exist is found", name)
		}
	}
}

func TestTextIn(t *testing.T) {
	for _, test := range []struct {
		text Text
		lang Lang
		want string
		in   Lang
	}{
		{Text{"e", "a"}, English, "e", English},
		{Text{"e", "a"}, Arabic, "a", Arabic},
		{Text{"e", ""}, Arabic, "e", English},
		{Text{"", "a"}, English, "a", Arabic},
	} {
		if got, in := test.text.In(test.lang); got != test.want || in != test.in {
			t.Errorf("%v.In(%s) = %q, %s", test.text, test.lang, got, in)
		}
	}
}
