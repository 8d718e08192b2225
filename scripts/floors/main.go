// Command floors compares figures that "bot eval" printed with what they must
// reach.
//
//	go run ./scripts/floors floors.tsv dev.json arcd.json …
//
// A figure is named by its file and its field: "dev.strict" is the field
// "strict" of dev.json. The numbers of an object count, and those of the
// object "all" in it; other objects are left out. All figures are printed; the
// exit code is 1 if one misses its bound, with a line that says so.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run is the program; it returns the exit code.
func run(args []string, stdout, stderr io.Writer) int {
	if len(args) < 2 {
		fmt.Fprintln(stderr, "usage: floors FLOORS.tsv RUN.json…")
		return 2
	}
	bounds, err := readBounds(args[0])
	if err != nil {
		fmt.Fprintln(stderr, "floors:", err)
		return 1
	}
	var figures []figure
	for _, name := range args[1:] {
		found, err := readFigures(name)
		if err != nil {
			fmt.Fprintln(stderr, "floors:", err)
			return 1
		}
		figures = append(figures, found...)
	}
	printTable(stdout, figures, bounds)
	faults := misses(figures, bounds)
	for _, f := range faults {
		fmt.Fprintln(stderr, f)
	}
	return min(1, len(faults))
}

// figure is a number with its name.
type figure struct {
	name  string
	value float64
}

// bound is the least that a figure may be, or the most.
type bound struct {
	figure string
	most   bool
	limit  float64
}

// String returns the bound as the table shows it.
func (b bound) String() string {
	if b.most {
		return fmt.Sprintf("at most %g", b.limit)
	}
	return fmt.Sprintf("at least %g", b.limit)
}

// holds reports whether a value is within the bound.
func (b bound) holds(value float64) bool {
	if b.most {
		return value <= b.limit
	}
	return value >= b.limit
}

// readBounds reads a file of bounds; its head says how they are written.
func readBounds(name string) (bounds []bound, err error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	number := 0
	for line := range strings.Lines(string(text)) {
		number++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		figure, limit, ok := strings.Cut(line, "\t")
		b := bound{figure: figure}
		limit, b.most = strings.CutPrefix(strings.TrimSpace(limit), "<=")
		if b.limit, err = strconv.ParseFloat(strings.TrimSpace(limit), 64); err != nil || !ok {
			return nil, fmt.Errorf("%s:%d: want figure<TAB>number or figure<TAB><=number", name, number)
		}
		bounds = append(bounds, b)
	}
	return bounds, nil
}

// readFigures reads the figures of a run in their order.
func readFigures(name string) ([]figure, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	run := strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
	figures, err := numbers(run, text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return figures, nil
}

// numbers returns the numbers of a JSON object in their order.
func numbers(run string, object []byte) (figures []figure, err error) {
	d := json.NewDecoder(bytes.NewReader(object))
	if start, err := d.Token(); err != nil || start != json.Delim('{') {
		return nil, fmt.Errorf("not a JSON object: %v", err)
	}
	for d.More() {
		field, err := d.Token()
		if err != nil {
			return nil, err
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, err
		}
		number, notANumber := strconv.ParseFloat(string(value), 64)
		switch {
		case notANumber == nil:
			figures = append(figures, figure{fmt.Sprintf("%s.%s", run, field), number})
		case field == "all":
			inner, err := numbers(run, value)
			if err != nil {
				return nil, err
			}
			figures = append(figures, inner...)
		}
	}
	return figures, nil
}

// printTable prints every figure with its bound, if it has one.
func printTable(w io.Writer, figures []figure, bounds []bound) {
	for _, f := range figures {
		line := fmt.Sprintf("%-40s %10s", f.name, strconv.FormatFloat(f.value, 'f', decimals(f.value), 64))
		for _, b := range bounds {
			if b.figure == f.name {
				line += "   " + b.String()
				if !b.holds(f.value) {
					line += "   MISSED"
				}
			}
		}
		fmt.Fprintln(w, line)
	}
}

// decimals returns how many decimals of a number are shown: none of a count.
func decimals(value float64) int {
	if value == float64(int64(value)) {
		return 0
	}
	return 3
}

// misses returns a line for every bound that its figure misses, or that has no
// figure.
func misses(figures []figure, bounds []bound) (lines []string) {
	for _, b := range bounds {
		measured := false
		for _, f := range figures {
			if f.name != b.figure {
				continue
			}
			measured = true
			if !b.holds(f.value) {
				lines = append(lines, fmt.Sprintf("%s is %.4g, must be %v", f.name, f.value, b))
			}
		}
		if !measured {
			lines = append(lines, fmt.Sprintf("%s was not measured, must be %v", b.figure, b))
		}
	}
	return lines
}
