//go:build !linux

package search

import "errors"

// exchange lets two folders change places in one step: here it cannot.
func exchange(string, string) error { return errors.ErrUnsupported }
