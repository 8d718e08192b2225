package main

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dalil/config"
)

// TestSigningKey: the key is made once and kept for its owner alone; a broken
// one is named, and one that is set wins.
func TestSigningKey(t *testing.T) {
	var log strings.Builder
	logger := slog.New(slog.NewTextHandler(&log, nil))
	cfg := config.Config{DataDir: filepath.Join(t.TempDir(), "new")}
	first := signingKey(cfg, logger)
	if len(first) < 32 || !bytes.Equal(first, signingKey(cfg, logger)) {
		t.Error("the key is not kept")
	}
	path := filepath.Join(cfg.DataDir, keyFile)
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	if entries, _ := os.ReadDir(cfg.DataDir); len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
	if log.Len() > 0 {
		t.Errorf("logs %s", &log)
	}
	if err := os.WriteFile(path, []byte("no key"), 0o600); err != nil {
		t.Fatal(err)
	}
	if signingKey(cfg, logger); !strings.Contains(log.String(), keyFile+" holds no key") {
		t.Errorf("logs %s", &log)
	}
	cfg.SigningKey = config.NewSecret("a key of the settings")
	if got := signingKey(cfg, logger); string(got) != "a key of the settings" {
		t.Errorf("got %q", got)
	}
}
