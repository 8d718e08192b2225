package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	if os.Getenv("DALIL_TEST_MAIN") != "" { // see TestServeSignal
		main()
	}
	testscript.Main(m, map[string]func(){"bot": main})
}

// TestScripts runs the real program. All scripts share one data folder, so the
// index of the test corpus is built once, by whoever comes first.
func TestScripts(t *testing.T) {
	corpus, err := filepath.Abs("testdata/corpus")
	if err != nil {
		t.Fatal(err)
	}
	data := t.TempDir()
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			tmp := filepath.Join(env.WorkDir, "tmp")
			env.Setenv("CORPUS_DIR", corpus)
			env.Setenv("DATA_DIR", data)
			env.Setenv("TMPDIR", tmp)
			return os.MkdirAll(tmp, 0o755)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":    exits,
			"truncate": truncate,
			"empty":    empty,
		},
	})
}

// exits CODE COMMAND… runs a command that must end with the exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	code := 0
	if exit, ok := err.(*exec.ExitError); ok {
		code = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if neg || fmt.Sprint(code) != args[0] {
		ts.Fatalf("exit code %d, want %s", code, args[0])
	}
}

// truncate PATTERN cuts the one file that matches off in its middle.
func truncate(ts *testscript.TestScript, _ bool, args []string) {
	files, err := filepath.Glob(ts.MkAbs(args[0]))
	if err != nil || len(files) != 1 {
		ts.Fatalf("%s: %d files, %v", args[0], len(files), err)
	}
	ts.Check(os.Truncate(files[0], 100))
}

// empty DIR fails where the folder holds anything that is not hidden.
func empty(ts *testscript.TestScript, _ bool, args []string) {
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			ts.Fatalf("%s is left in %s", e.Name(), args[0])
		}
	}
}

// testEnv is an environment with the corpus of the tests.
func testEnv(t *testing.T) func(string) string {
	data := t.TempDir()
	return func(name string) string {
		return map[string]string{"CORPUS_DIR": "testdata/corpus", "DATA_DIR": data}[name]
	}
}

// failing is a writer that fails after some writes.
type failing struct {
	left int
	err  error
}

func (f *failing) Write(p []byte) (int, error) {
	if f.left--; f.left < 0 {
		return 0, f.err
	}
	return len(p), nil
}

func TestWriteErrors(t *testing.T) {
	env := testEnv(t)
	for _, test := range []struct {
		err  error
		want int
		says string
	}{
		{syscall.EPIPE, exitDone, ""},
		{syscall.ENOSPC, exitFailed, "bot: cannot write the results: no space left on device\n"},
	} {
		var stderr bytes.Buffer
		in := strings.NewReader(strings.Repeat("who made Zawraq 2?\n", 100))
		out := &failing{left: 2, err: test.err}
		code := run(t.Context(), []string{"bot", "ask", "--json"}, env, in, out, &stderr)
		if code != test.want || stderr.String() != test.says {
			t.Errorf("%v: exit code %d, want %d; says %q, want %q", test.err, code, test.want, &stderr, test.says)
		}
		if out.left < -1 {
			t.Errorf("%v: written to %d times after the error", test.err, -1-out.left)
		}
	}
}

// TestInterrupt cancels a build for "bot eval" half-way: it ends at once and
// leaves no temporary folder.
func TestInterrupt(t *testing.T) {
	tmp, data := t.TempDir(), t.TempDir()
	t.Setenv("TMPDIR", tmp)
	var passages strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&passages, "{\"_id\": \"p%d\", \"text\": \"Boat number %[1]d is painted blue against the evil eye.\"}\n", i)
	}
	for name, text := range map[string]string{
		"corpus.jsonl": passages.String(), "queries.jsonl": `{"_id": "q", "text": "boat"}`, "qrels/test.tsv": "q\tp1\t1\n",
	} {
		name = filepath.Join(data, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	time.AfterFunc(300*time.Millisecond, cancel)
	var stderr bytes.Buffer
	code := run(ctx, []string{"bot", "eval", "--data", data}, testEnv(t), strings.NewReader(""), io.Discard, &stderr)
	if code != exitFailed || stderr.String() != "bot: interrupted\n" {
		t.Errorf("exit code %d, %q", code, &stderr)
	}
	left, err := os.ReadDir(tmp)
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
