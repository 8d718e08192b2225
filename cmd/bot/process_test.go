package main

import (
	"bytes"
	"net"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"dalil/internal/discordtest"
)

// process is the real program, serving a fake Discord and HTTP.
type process struct {
	t      *testing.T
	cmd    *exec.Cmd
	stderr *lockedBuffer
	http   string // host:port
	env    []string
}

// lockedBuffer may be read while a process writes to it.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// startProcess starts the program on the fake Discord, with HTTP on a free port
// and variables of the environment on top, as "NAME=value". It ends with the
// test.
func startProcess(t *testing.T, server *discordtest.Server, env ...string) *process {
	t.Helper()
	p := &process{t: t, stderr: new(lockedBuffer), http: freeAddr(t)}
	p.env = append([]string{"HTTP_ADDR=" + p.http, "DISCORD_TOKEN=" + discordtest.Token, "DISCORD_API_URL=" + server.URL(), "USER_RATE=0", "CHANNEL_RATE=0", "DATA_DIR=" + t.TempDir()}, env...)
	p.cmd = p.command()
	p.cmd.Stderr = p.stderr
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		p.cmd.Process.Kill()
		p.cmd.Wait()
	})
	return p
}

// command returns a call of the program with the settings of the process.
func (p *process) command(args ...string) *exec.Cmd {
	p.t.Helper()
	self, err := os.Executable()
	if err != nil {
		p.t.Fatal(err)
	}
	cmd := exec.Command(self, args...)
	cmd.Env = append(append(os.Environ(), "DALIL_TEST_MAIN=1"), p.env...)
	return cmd
}

// stop ends the program as a container platform does.
func (p *process) stop() {
	p.t.Helper()
	began := time.Now()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		p.t.Fatal(err)
	}
	if err := p.cmd.Wait(); err != nil {
		p.t.Errorf("%v; says %s", err, p.stderr)
	}
	if took := time.Since(began); took > 10*time.Second {
		p.t.Errorf("ended after %v", took)
	}
}

// health runs "bot health" until it succeeds, or else until the time is over,
// and returns what it said last.
func (p *process) health(patience time.Duration, args ...string) (said string, ok bool) {
	p.t.Helper()
	for until := time.Now().Add(patience); ; time.Sleep(200 * time.Millisecond) {
		var out bytes.Buffer
		cmd := p.command(append([]string{"health"}, args...)...)
		cmd.Stdout, cmd.Stderr = &out, &out
		err := cmd.Run()
		if err == nil || time.Now().After(until) {
			return strings.TrimSpace(out.String()), err == nil
		}
	}
}

// freeAddr returns an address on which nobody listens.
func freeAddr(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}
