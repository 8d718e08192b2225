package main

import (
	"io"
	"time"

	"github.com/schollz/progressbar/v3"
)

// progressDelay is how long work may take before a bar shows.
const progressDelay = 500 * time.Millisecond

// buildingLabel stands before the bar of a build.
const buildingLabel = "building the index"

// progress is a bar on a terminal that shows once the work takes long. On
// anything else it shows nothing.
type progress struct {
	w     io.Writer // nil: not shown
	label string
	start time.Time
	bar   *progressbar.ProgressBar
}

func newProgress(w io.Writer, label string) *progress {
	p := &progress{label: label, start: time.Now()}
	if isTerminal(w) {
		p.w = w
	}
	return p
}

// update moves the bar.
func (p *progress) update(done, total int) {
	if p.w == nil {
		return
	}
	if p.bar == nil {
		if time.Since(p.start) < progressDelay {
			return
		}
		p.bar = progressbar.NewOptions(total,
			progressbar.OptionSetWriter(p.w),
			progressbar.OptionSetDescription(p.label),
			progressbar.OptionShowCount(),
			progressbar.OptionSetWidth(30),
			progressbar.OptionThrottle(65*time.Millisecond),
			progressbar.OptionClearOnFinish(),
		)
	}
	_ = p.bar.Set(done) // a bar that cannot be drawn is no reason to stop
}

// end removes the bar.
func (p *progress) end() {
	if p.bar != nil {
		_ = p.bar.Clear()
	}
}
