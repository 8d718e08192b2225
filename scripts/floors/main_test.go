package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// write puts a text into a file of a folder and returns its name.
func write(t *testing.T, dir, name, text string) string {
	t.Helper()
	name = filepath.Join(dir, name)
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestRun(t *testing.T) {
	const dev = `{"all": {"n": 110, "strict": 0.9, "cite": null}, "lang": {"ar": {"strict": 0.1}}, "failures": []}`
	const set = `{"set": "arcd", "recall@1": 0.74, "quote_chars": 313.7, "query_ms": {"mean": 2}}`
	for _, tc := range []struct {
		name, floors string
		code         int
		said         string // what standard error holds; "" for nothing
	}{
		{"no floors", "# none\n\n", 0, ""},
		{"held", "dev.strict\t.9\narcd.quote_chars\t<=400\n", 0, ""},
		{"under a floor", "dev.strict\t.95\n", 1, "dev.strict is 0.9, must be at least 0.95\n"},
		{"over a bound", "arcd.quote_chars\t<= 300\n", 1, "arcd.quote_chars is 313.7, must be at most 300\n"},
		{"every one is named", "dev.strict\t.95\narcd.recall@1\t.8\n", 1, "must be at least 0.95\narcd.recall@1 is 0.74, must"},
		{"a share of nothing", "dev.cite\t.9\n", 1, "dev.cite was not measured"},
		{"a figure that is not there", "dev.strictt\t.9\n", 1, "dev.strictt was not measured"},
		{"a broken floor", "# x\ndev.strict .9\n", 1, "floors.tsv:2: want figure<TAB>number"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			dir := t.TempDir()
			var stdout, stderr strings.Builder
			code := run([]string{
				write(t, dir, "floors.tsv", tc.floors), write(t, dir, "dev.json", dev), write(t, dir, "arcd.json", set),
			}, &stdout, &stderr)
			if code != tc.code {
				t.Errorf("exit code %d, want %d", code, tc.code)
			}
			if said := stderr.String(); !strings.Contains(said, tc.said) || (said == "") != (tc.said == "") {
				t.Errorf("said %q, want %q", said, tc.said)
			}
		})
	}
}

func TestTable(t *testing.T) {
	figures, err := numbers("dev", []byte(`{"all": {"n": 110, "strict": 0.9}, "lang": {"ar": {"n": 1}}, "took": 1.5}`))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	printTable(&b, figures, []bound{{figure: "dev.strict", limit: .95}, {figure: "dev.n", most: true, limit: 200}})
	got := strings.Join(strings.Fields(b.String()), " ")
	want := "dev.n 110 at most 200 dev.strict 0.900 at least 0.95 MISSED dev.took 1.500"
	if got != want {
		t.Errorf("table = %q, want %q", got, want)
	}
}

// TestFloors reads the floors that the checks use.
func TestFloors(t *testing.T) {
	bounds, err := readBounds("../floors.tsv")
	if err != nil {
		t.Fatal(err)
	}
	if len(bounds) == 0 {
		t.Error("no floors: nothing is held")
	}
}

func TestWrongUse(t *testing.T) {
	var stdout, stderr strings.Builder
	if code := run(nil, &stdout, &stderr); code != 2 {
		t.Errorf("exit code %d, want 2", code)
	}
	dir := t.TempDir()
	floors := write(t, dir, "floors.tsv", "")
	for _, broken := range []string{"", "[1]", `{"n": `} {
		if code := run([]string{floors, write(t, dir, "x.json", broken)}, &stdout, &stderr); code != 1 {
			t.Errorf("%q: exit code %d, want 1", broken, code)
		}
	}
}
