package answer

import (
	"fmt"
	"strings"
	"testing"

	"dalil/corpus"
)

// TestCards: every entity of the catalogue has a card in both languages, each
// number of it is a citation, and each citation has its number.
func TestCards(t *testing.T) {
	a := World(t, "default")
	for e := range a.cat.All() {
		for _, lang := range []corpus.Lang{corpus.English, corpus.Arabic} {
			r, ok := a.Card(e.ID, lang)
			if !ok || r.Text == "" {
				t.Fatalf("%s has no card", e.ID)
			}
			for i, c := range r.Citations {
				if c.N != i+1 || c.Quote == "" || c.Entity != e.ID || !strings.Contains(r.Text, fmt.Sprintf("[%d]", c.N)) {
					t.Errorf("%s (%s): citation %+v\n%s", e.ID, lang, c, r.Text)
				}
			}
			if n := len(r.Citations); strings.Contains(r.Text, fmt.Sprintf("[%d]", n+1)) {
				t.Errorf("%s (%s): a number without a citation\n%s", e.ID, lang, r.Text)
			}
		}
	}
	if _, ok := a.Card("nobody", corpus.English); ok {
		t.Error("an unknown entity has a card")
	}
	r, _ := a.Card("kimi-k2", corpus.English)
	for _, want := range []string{"Maker: Moonshot AI [1]", "Licence: Modified MIT [1]", "Active parameters: 32B [1]"} {
		if !strings.Contains(r.Text, want) {
			t.Errorf("no %q in\n%s", want, r.Text)
		}
	}
}

func TestCompare(t *testing.T) {
	a := World(t, "default")
	r, ok := a.Compare([]string{"kimi-k2", "deepseek-r1"}, corpus.Arabic)
	if !ok || len(r.Citations) != 2 || !strings.Contains(r.Text, "الترخيص") {
		t.Errorf("%v %s", ok, r.Text)
	}
	if _, ok := a.Compare([]string{"kimi-k2"}, corpus.Arabic); ok {
		t.Error("one entity is compared")
	}
}

// TestModels: a list is whole, and its filters leave out what does not fit.
func TestModels(t *testing.T) {
	a := World(t, "default")
	f := Filter{Maker: "deepseek", Open: "true", Year: "2025"}
	r := a.Models(f, corpus.English)
	if len(r.Entities) < 3 || strings.Count(r.Text, "\n") != len(r.Entities) {
		t.Errorf("%d models:\n%s", len(r.Entities), r.Text)
	}
	for _, id := range r.Entities {
		if m, _ := a.cat.Model(id); m.Maker != f.Maker || m.OpenWeights != "true" || !strings.HasPrefix(m.Released, "2025") {
			t.Errorf("%s is not asked for", id)
		}
	}
	if all := a.Models(Filter{}, corpus.English); len(all.Entities) <= listPage {
		t.Errorf("%d models in all", len(all.Entities))
	}
	if none := a.Models(Filter{Maker: "deepseek", Kind: "music"}, corpus.English); none.Status != Abstained {
		t.Errorf("found %q", none.Text)
	}
}
