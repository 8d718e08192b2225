package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/joho/godotenv"
)

const (
	dotEnv    = ".env"
	maxDotEnv = 64 << 10 // bytes
)

// readDotEnv returns the variables in a file of settings, none if there is no
// such file. An error names file and line and repeats nothing of the file: a
// secret may be in it.
func readDotEnv(name string) (map[string]string, error) {
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("cannot read the settings in %s: %w", name, reason(err))
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxDotEnv+1))
	if err != nil {
		return nil, fmt.Errorf("cannot read the settings in %s: %w", name, reason(err))
	}
	if len(data) > maxDotEnv {
		return nil, fmt.Errorf("%s: larger than %d kB, that is no file of settings", name, maxDotEnv>>10)
	}
	vars, err := godotenv.UnmarshalBytes(data)
	if err != nil {
		return nil, fmt.Errorf("%s:%d: not a setting: want NAME=value, or # before a remark", name, brokenLine(string(data)))
	}
	return vars, nil
}

// brokenLine returns the line at which reading fails: the one after the longest
// beginning of the text that can be read.
func brokenLine(text string) int {
	lines := strings.SplitAfter(text, "\n")
	for n := len(lines) - 1; n > 0; n-- {
		if _, err := godotenv.Unmarshal(strings.Join(lines[:n], "")); err == nil {
			return n + 1
		}
	}
	return 1
}

// reason returns the part of a file system's error that says why.
func reason(err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err
	}
	return err
}
