package eval

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// The tests in this file compare this package with the Python that defines the
// figures, questions/score.py in the folder that DALIL_SHARED names (default:
// shared, beside the checkout). Without it, or without python3, they skip;
// under CI=true they fail.

// questionsDir returns the folder of score.py.
func questionsDir(t *testing.T) string {
	t.Helper()
	missing := t.Skipf
	if os.Getenv("CI") == "true" {
		missing = t.Fatalf
	}
	shared := os.Getenv("DALIL_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	dir, err := filepath.Abs(filepath.Join(shared, "questions"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "score.py")); err != nil {
		missing("no score.py: %v", err)
	}
	if _, err := exec.LookPath("python3"); err != nil {
		missing("no python3: %v", err)
	}
	return dir
}

// python runs python3 in dir and returns what it prints.
func python(t *testing.T, dir string, stdin []byte, args ...string) []byte {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "python3", append([]string{"-B"}, args...)...)
	cmd.Dir, cmd.Stdin = dir, bytes.NewReader(stdin)
	cmd.Env = append(os.Environ(), "PYTHONIOENCODING=utf-8")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("python3: %v\n%s", err, stderr.Bytes())
	}
	return out
}

func TestScoreParity(t *testing.T) {
	dir := questionsDir(t)
	for _, name := range []string{"dev.jsonl", "dev-followups.jsonl"} {
		file, err := os.Open(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		conversations, err := ReadQuestions(file, name)
		if err != nil {
			t.Fatal(err)
		}
		questions := slices.Concat(conversations...)
		for seed, maxChars := range []int{0, 300, 90} {
			t.Run(fmt.Sprintf("%s/%d", name, maxChars), func(t *testing.T) {
				p := perturber{rand.New(rand.NewPCG(uint64(seed), 1)), questions}
				var verdicts []Verdict
				var lines bytes.Buffer
				for _, q := range questions {
					a := p.answer(q)
					verdicts = append(verdicts, Judge(q, a, maxChars))
					lines.Write(answerLine(t, q, a))
				}
				answers := filepath.Join(t.TempDir(), "answers.jsonl")
				if err := os.WriteFile(answers, lines.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
				args := []string{"score.py", name, answers, "--max-chars", fmt.Sprint(maxChars)}
				compareSums(t, python(t, dir, nil, append(args, "--json")...), verdicts)

				var report strings.Builder
				Report(&report, verdicts, 40)
				if diff := cmp.Diff(string(python(t, dir, nil, append(args, "--failures", "40")...)), report.String()); diff != "" {
					t.Errorf("reports (-score.py +ours):\n%s", diff)
				}
			})
		}
	}
}

// compareSums compares what score.py --json printed with verdicts.
func compareSums(t *testing.T, printed []byte, verdicts []Verdict) {
	t.Helper()
	ours, err := json.Marshal(SumUp(verdicts))
	if err != nil {
		t.Fatal(err)
	}
	var want, got map[string]any
	if err := json.Unmarshal(printed, &want); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(ours, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmpopts.EquateApprox(0, 1e-12)); diff != "" {
		t.Errorf("sums (-score.py +ours):\n%s", diff)
	}
}

func answerLine(t *testing.T, q Question, a Answer) []byte {
	t.Helper()
	type citation struct {
		Quote string `json:"quote"`
	}
	citations := []citation{}
	for _, quote := range a.Quotes {
		citations = append(citations, citation{quote})
	}
	line, err := json.Marshal(map[string]any{"question": q.Question, "status": a.Status, "answer": a.Text, "citations": citations})
	if err != nil {
		t.Fatal(err)
	}
	return append(line, '\n')
}

// textScript answers for score.py what normalise, tokens, contains and
// supports return; for an unassigned character it answers null.
const textScript = `
import json, sys, unicodedata
sys.path.insert(0, "")
import score
task = json.load(sys.stdin)
print(json.dumps({
    "normalised": [None if any(unicodedata.category(c) == "Cn" for c in t)
                   else [score.normalise(t), *score.tokens(t)] for t in task["texts"]],
    "contains": [score.contains(score.normalise(t), a) for t, a in task["pairs"]],
    "supports": [score.supports(t, a) for t, a in task["pairs"]]}))
`

// textTask is what textScript reads.
type textTask struct {
	Texts []string    `json:"texts"`
	Pairs [][2]string `json:"pairs"` // a text and what to look for in it
}

// newTextTask returns every character of the blocks where normalising has work
// to do, and random texts of a small alphabet.
func newTextTask() (task textTask) {
	task.Texts = append(task.Texts, "السَّلامُ علیکم٫ Straße\u200dﬃ", "a\u0654\u064eا\u0655\u0653")
	for _, block := range [][2]rune{{0x00, 0x52F}, {0x590, 0x77F}, {0x900, 0x97F}, {0x13A0, 0x13FF}, {0x1AB0, 0x1AFF}, {0x1E00, 0x218F},
		{0x2460, 0x24FF}, {0x3000, 0x30FF}, {0xAB70, 0xABBF}, {0xF900, 0xFEFF}, {0xFF00, 0xFFEF}, {0x10400, 0x1044F}, {0x1F100, 0x1F1FF}} {
		for r := block[0]; r <= block[1]; r++ {
			if unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.Cc, unicode.Cf) {
				task.Texts = append(task.Texts, "a"+string(r)+"ب "+string(r))
			}
		}
	}
	rng := rand.New(rand.NewPCG(7, 7))
	alphabet := append(strings.Split("ا ل ب و ف ك لا صور a R 1 5 % . , -", " "), append(odd, " ", " ", " ")...)
	word := func(n int) (text string) {
		for range 1 + rng.IntN(n) {
			text += alphabet[rng.IntN(min(len(alphabet), 16+rng.IntN(len(alphabet))))]
		}
		return text
	}
	for range 1500 {
		alt := word(4)
		task.Pairs = append(task.Pairs, [2]string{word(6) + alt + word(6) + alt, alt}, [2]string{word(12), word(2)})
	}
	return task
}

func TestTextParity(t *testing.T) {
	dir := questionsDir(t)
	task := newTextTask()
	stdin, err := json.Marshal(task)
	if err != nil {
		t.Fatal(err)
	}
	var want struct {
		Normalised         [][]string
		Contains, Supports []bool
	}
	if err := json.Unmarshal(python(t, dir, stdin, "-c", textScript), &want); err != nil {
		t.Fatal(err)
	}
	for i, text := range task.Texts {
		norm := normalise(text)
		if got := append([]string{norm}, tokens(norm)...); want.Normalised[i] != nil && !slices.Equal(got, want.Normalised[i]) {
			t.Errorf("%+q: normalised and tokens are %+q, score.py has %+q", text, got, want.Normalised[i])
		}
	}
	for i, pair := range task.Pairs {
		if got := contains(normalise(pair[0]), pair[1]); got != want.Contains[i] {
			t.Errorf("contains(%+q, %+q) = %v, score.py has %v", pair[0], pair[1], got, want.Contains[i])
		}
		if got := supports(pair[0], pair[1]); got != want.Supports[i] {
			t.Errorf("supports(%+q, %+q) = %v, score.py has %v", pair[0], pair[1], got, want.Supports[i])
		}
	}
}
