package main

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	img "image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dalil/corpus"
	"dalil/internal/discordtest"
	"dalil/internal/web"
)

var shots = flag.String("shots", "", "TestBrowser keeps its pictures in this `folder`")

// browser is Chromium without a window.
type browser struct {
	t    *testing.T
	path string
}

// openBrowser returns the browser of this machine. Without one the test is
// skipped.
func openBrowser(t *testing.T) browser {
	path, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("there is no chromium: apt-get install chromium fonts-noto-core")
	}
	return browser{t, path}
}

// run shows a page in a window of a size and returns what the browser prints.
// What it complains of in the page fails the test.
func (b browser) run(link string, width, height int, args ...string) string {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.t.Context(), time.Minute)
	defer cancel()
	args = append([]string{
		"--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars", "--enable-logging=stderr",
		"--user-data-dir=" + b.t.TempDir(), fmt.Sprintf("--window-size=%d,%d", width, height),
	}, append(args, link)...)
	cmd := exec.CommandContext(ctx, b.path, args...)
	cmd.WaitDelay = time.Second
	var out, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &stderr
	if err := cmd.Run(); err != nil {
		b.t.Fatalf("%s: %v: %s", link, err, &stderr)
	}
	for line := range strings.Lines(stderr.String()) {
		if strings.Contains(line, "CONSOLE") {
			b.t.Errorf("%s: the browser says %s", link, line)
		}
	}
	return out.String()
}

// picture returns what a window of a size shows of a page.
func (b browser) picture(name, link string, width, height int, args ...string) img.Image {
	b.t.Helper()
	dir := *shots
	if dir == "" {
		dir = b.t.TempDir()
	}
	path, err := filepath.Abs(filepath.Join(dir, name+".png"))
	if err != nil {
		b.t.Fatal(err)
	}
	b.run(link, width, height, append(args, "--screenshot="+path)...)
	f, err := os.Open(path)
	if err != nil {
		b.t.Fatal(err)
	}
	defer f.Close()
	shown, err := png.Decode(f)
	if err != nil {
		b.t.Fatalf("%s: %v", path, err)
	}
	return shown
}

// colours returns how many pixels have which colour, and the columns of the
// first and the last that has one.
func colours(shown img.Image, c color.RGBA) (n, left, right int) {
	box := shown.Bounds()
	left, right = box.Max.X, -1
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			r, g, b, _ := shown.At(x, y).RGBA()
			if uint8(r>>8) == c.R && uint8(g>>8) == c.G && uint8(b>>8) == c.B {
				n, left, right = n+1, min(left, x), max(right, x)
			}
		}
	}
	return n, left, right
}

// The colours of the style: a quoted sentence, and the bar at the beginning of
// the lines of its passage.
var (
	marked = color.RGBA{R: 0xff, G: 0xdf, B: 0x80}
	edge   = color.RGBA{R: 0xd9, G: 0x9a}
	night  = color.RGBA{R: 0x15, G: 0x18, B: 0x1d}
)

// tall is the height of a window that shows a whole article.
const tall = 6000

// TestBrowser asks the real program, follows the citation to its page as a
// reader does, and looks at it: in both languages, on a phone and on a desk, at
// night, and printed.
func TestBrowser(t *testing.T) {
	b := openBrowser(t)
	p := startProcess(t, discordtest.NewServer(t), "CORPUS_DIR=")
	if said, ok := p.health(30 * time.Second); !ok {
		t.Fatalf("not healthy: %s; %s", said, p.stderr)
	}
	for lang, question := range map[corpus.Lang]string{corpus.English: "who made Kimi?", corpus.Arabic: "من صنع كيمي؟"} {
		c := p.cited(question)
		link := web.PageURL("http://"+p.http, c.Article, c.Lang, 0, c.Start, c.End)
		dom := b.run(link, 1280, 1000, "--dump-dom")
		_, rest, _ := strings.Cut(dom, `<mark id="q">`)
		quote, _, ok := strings.Cut(rest, "</mark>")
		if plain := untagged(quote); !ok || plain != c.Quote {
			t.Errorf("%s: marked is %q, want %q", link, plain, c.Quote)
		}
		page, _, _ := strings.Cut(link, "#") // a picture begins where the page does
		for name, width := range map[string]int{"phone": 390, "desk": 1280} {
			shown := b.picture(fmt.Sprintf("%s-%s", lang, name), page, width, tall)
			if got := shown.Bounds().Dx(); got != width {
				t.Fatalf("the picture is %d wide, want %d", got, width)
			}
			n, left, right := colours(shown, marked)
			bar, first, last := colours(shown, edge)
			if n < 500 || bar < 50 {
				t.Errorf("%s: %d pixels of a marked sentence, %d of the bar beside it", link, n, bar)
			}
			// lines begin at the bar: on the right in Arabic
			if lang == corpus.Arabic && last < right || lang == corpus.English && first > left {
				t.Errorf("%s, %s: the sentence is between columns %d and %d, the bar between %d and %d", link, name, left, right, first, last)
			}
			if left == 0 || right == width-1 {
				t.Errorf("%s, %s: the sentence touches the edge of the window", link, name)
			}
		}
		if *shots == "" && lang == corpus.Arabic {
			continue // colours have no language
		}
		if n, _, _ := colours(b.picture(string(lang)+"-night", page, 390, 1000, "--blink-settings=preferredColorScheme=0"), night); n < 50_000 {
			t.Errorf("%s: %d dark pixels at night", link, n)
		}
		if *shots != "" {
			b.run(page, 1280, 1000, "--print-to-pdf="+filepath.Join(*shots, string(lang)+"-print.pdf"))
		}
	}
	p.stop()
}

// cited asks the program on the terminal and returns the first article that it
// cites.
func (p *process) cited(question string) citation {
	p.t.Helper()
	out, err := p.command("ask", "--json", question).Output()
	var o object
	if err != nil || json.Unmarshal(out, &o) != nil {
		p.t.Fatalf("%s: %v: %s", question, err, out)
	}
	for _, c := range o.Citations {
		if c.Article != "" {
			return c
		}
	}
	p.t.Fatalf("%s: no article is cited: %s", question, out)
	return citation{}
}

// untagged returns a text without the tags in it.
func untagged(text string) string {
	var b strings.Builder
	for part := range strings.SplitSeq(text, "<") {
		if _, after, ok := strings.Cut(part, ">"); ok {
			part = after
		}
		b.WriteString(part)
	}
	return b.String()
}
