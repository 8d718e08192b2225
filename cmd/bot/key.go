package main

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"

	"dalil/config"
	"dalil/internal/handlers"
	"dalil/internal/live"
)

// keyFile holds the key of buttons in the data folder, as hexadecimal digits.
const keyFile = "buttons.key"

// signingKey returns the key of buttons: as set, or the one that is kept in the
// data folder, where it is made once. Where nothing can be kept the buttons live
// as long as the process.
func signingKey(cfg config.Config, log *slog.Logger) []byte {
	if cfg.SigningKey.Value() != "" {
		return []byte(cfg.SigningKey.Value())
	}
	key, err := keptKey(cfg.DataDir)
	if err != nil {
		log.Warn("buttons work until the next start only: the key cannot be kept; set SIGNING_KEY or DATA_DIR", "error", err)
		return handlers.NewKey()
	}
	return key
}

// keptKey reads the key, or makes it. Of two processes that make it at a time
// one wins.
func keptKey(dataDir string) ([]byte, error) {
	dir, err := live.DataDir(dataDir)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(dir, keyFile)
	key, err := readKey(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return key, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	file, err := os.CreateTemp(dir, keyFile+".*") // for the owner alone
	if err != nil {
		return nil, err
	}
	defer os.Remove(file.Name())
	_, err = file.WriteString(hex.EncodeToString(handlers.NewKey()) + "\n")
	if err := errors.Join(err, file.Close()); err != nil {
		return nil, err
	}
	if err := os.Link(file.Name(), path); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	return readKey(path)
}

func readKey(path string) ([]byte, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	key, err := hex.DecodeString(string(bytes.TrimSpace(text)))
	if err != nil || len(key) == 0 {
		return nil, fmt.Errorf("%s holds no key; remove it, and a new one is made", path)
	}
	return key, nil
}
