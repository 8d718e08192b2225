package main

import (
	"runtime/debug"
	"testing"
)

func TestNearest(t *testing.T) {
	names := []string{"ask", "chat", "index", "check", "eval", "help"}
	for word, want := range map[string]string{
		"aks": "ask", "as": "ask", "indx": "index", "evaluate": "eval", "chekc": "check", "cha": "chat", "q": "", "serve": "", "سؤال": "", "": "",
	} {
		if got := nearest(word, names); got != want {
			t.Errorf("nearest(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestBrokenLine(t *testing.T) {
	for text, want := range map[string]int{
		"A B\n": 1, "A=1\nB C\nD=2\n": 2, "A=1\n\n# x\nB C\n": 4, "A=\"1\n2\n": 1,
	} {
		if got := brokenLine(text); got != want {
			t.Errorf("brokenLine(%q) = %d, want %d", text, got, want)
		}
	}
}

func TestVersion(t *testing.T) {
	info := func(version, revision string) *debug.BuildInfo {
		return &debug.BuildInfo{Main: debug.Module{Version: version}, Settings: []debug.BuildSetting{{Key: "vcs.revision", Value: revision}}}
	}
	for _, test := range []struct {
		info *debug.BuildInfo
		ok   bool
		want string
	}{
		{info("v1.2.3", "abc"), true, "v1.2.3"}, {info("(devel)", "abc"), true, "(devel) abc"},
		{&debug.BuildInfo{}, true, "(devel)"}, {nil, false, "unknown"},
	} {
		if got := version(test.info, test.ok); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}
