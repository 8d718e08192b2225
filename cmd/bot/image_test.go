package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dalil/internal/discordtest"
)

// image is the container image as scripts/image copies it to a folder, run by
// runc: read-only, as the user of the image, with no capability and the network
// of this machine.
type image struct {
	t    *testing.T
	root string
}

// openImage returns the image in the folder that $DALIL_IMAGE names. Without it
// the test is skipped.
func openImage(t *testing.T) image {
	root := os.Getenv("DALIL_IMAGE")
	if root == "" {
		t.Skip("DALIL_IMAGE names no folder with the files of the image: scripts/image dalil DIR makes one")
	}
	return image{t, root}
}

// instruction returns the rest of the line of the Dockerfile that begins with a
// word.
func (im image) instruction(word string) string {
	im.t.Helper()
	text, err := os.ReadFile("../../Dockerfile")
	if err != nil {
		im.t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, word+" "); ok && !strings.HasPrefix(rest, "CGO") {
			return strings.TrimSpace(rest)
		}
	}
	im.t.Fatalf("no %s in the Dockerfile", word)
	return ""
}

// env returns the environment of the image with variables of a test in place of
// its own.
func (im image) env(own []string) []string {
	all := slices.Clone(own)
	for _, set := range strings.Fields(im.instruction("ENV")) {
		name, _, _ := strings.Cut(set, "=")
		if !slices.ContainsFunc(own, func(o string) bool { return strings.HasPrefix(o, name+"=") }) {
			all = append(all, set)
		}
	}
	return all
}

// bundle writes the description of a container that runs the bot, and returns
// its folder. What env sets wins over the image.
func (im image) bundle(env []string, args ...string) string {
	im.t.Helper()
	type object = map[string]any
	data := object{"destination": "/data", "type": "tmpfs", "source": "tmpfs", "options": []string{"uid=65532", "gid=65532", "mode=0700"}}
	spec := object{
		"ociVersion": "1.0.2",
		"root":       object{"path": im.root, "readonly": true},
		"process": object{
			"user": object{"uid": 65532, "gid": 65532}, "cwd": "/", "noNewPrivileges": true, "capabilities": object{},
			"args": append([]string{"/bot"}, args...),
			"env":  im.env(env),
		},
		"mounts": []object{data, {"destination": "/proc", "type": "proc", "source": "proc"}},
		"linux":  object{"namespaces": []object{{"type": "pid"}, {"type": "mount"}, {"type": "ipc"}, {"type": "uts"}}},
	}
	text, err := json.Marshal(spec)
	if err != nil {
		im.t.Fatal(err)
	}
	dir := im.t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "config.json"), text, 0o644); err != nil {
		im.t.Fatal(err)
	}
	return dir
}

// command returns a call of runc on the container of this test.
func (im image) command(ctx context.Context, args ...string) *exec.Cmd {
	return exec.CommandContext(ctx, "runc", append([]string{"--root", filepath.Join(os.TempDir(), "dalil-runc")}, args...)...)
}

func TestImageAsks(t *testing.T) {
	im := openImage(t)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for question, want := range map[string]string{"who made Kimi?": "Moonshot AI", "من صنع كيمي؟": "مونشوت"} {
		cmd := im.command(ctx, "run", "--bundle", im.bundle(nil, "ask", question), "dalil-ask")
		var out, stderr bytes.Buffer
		cmd.Stdout, cmd.Stderr = &out, &stderr
		if err := cmd.Run(); err != nil {
			t.Fatalf("%s: %v: %s", question, err, &stderr)
		}
		if !strings.Contains(out.String(), want) {
			t.Errorf("%s: no %q in %q", question, want, &out)
		}
		if stderr.Len() > 0 {
			t.Errorf("%s: says %q: the index of the image is not used", question, &stderr)
		}
	}
}

// turnsHealthy runs the image's own health check in a container until it is
// content.
func (im image) turnsHealthy(ctx context.Context, name string) {
	im.t.Helper()
	_, text, _ := strings.Cut(im.instruction("HEALTHCHECK"), " CMD ")
	var check []string
	if err := json.Unmarshal([]byte(text), &check); err != nil {
		im.t.Fatalf("HEALTHCHECK: %v", err)
	}
	for until := time.Now().Add(20 * time.Second); ; time.Sleep(200 * time.Millisecond) {
		out, err := im.command(ctx, append([]string{"exec", name}, check...)...).CombinedOutput()
		if err == nil {
			return
		}
		if time.Now().After(until) {
			im.t.Fatalf("not healthy: %v: %s", err, out)
		}
	}
}

// TestImageServes connects the image to a fake Discord, asks, and ends it as a
// container platform does.
func TestImageServes(t *testing.T) {
	im := openImage(t)
	server := discordtest.NewServer(t)
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	const name = "dalil-serve"
	addr := freeAddr(t)
	env := []string{"DISCORD_TOKEN=" + discordtest.Token, "DISCORD_API_URL=" + server.URL(), "HTTP_ADDR=" + addr}
	serve := im.command(ctx, "run", "--bundle", im.bundle(env), name)
	var stderr bytes.Buffer
	serve.Stderr = &stderr
	if err := serve.Start(); err != nil {
		t.Fatal(err)
	}
	if got := server.Reply(server.Message("<@"+discordtest.Bot+"> who made Kimi?", nil)).Text(); !strings.Contains(got, "Moonshot AI") {
		t.Errorf("replied %q; says %s", got, &stderr)
	}
	im.turnsHealthy(ctx, name)
	if response, err := http.Get("http://" + addr + "/s/moonshot-kimi.en"); err != nil || response.StatusCode != http.StatusOK {
		t.Errorf("a page of a source: %v, %v", response, err)
	}
	stopping := time.Now()
	if out, err := im.command(ctx, "kill", name, "TERM").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	if err := serve.Wait(); err != nil {
		t.Errorf("ended with %v; says %s", err, &stderr)
	}
	if took := time.Since(stopping); took > 10*time.Second {
		t.Errorf("took %v to stop", took)
	}
	if strings.Contains(stderr.String(), discordtest.Token) {
		t.Error("the log holds the token")
	}
}
