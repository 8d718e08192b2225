package answer

import (
	"strings"
	"testing"
)

// A story is cut to what it names and what it asks.
func TestGistOfStories(t *testing.T) {
	a := tiny(t, studio)
	for _, c := range []struct {
		reason, text, want string
	}{
		{"a short question stays", "Who pays the artists?", "Who pays the artists?"},
		{
			"the name with the words before it, then the question",
			"Good evening all, sorry for the long message. My brother read a feature about games on the train this morning and his phone died before the end, " +
				"and he says there is a small studio called Copper Camel which everybody in his class keeps talking about, and I would simply like the name of the publisher that it works with. Thanks a lot!",
			"small studio called Copper Camel and I would simply like the name of the publisher that it works with.",
		},
		{
			"without a name the clause before tells what is meant",
			"Good evening all, sorry for the long message and for the weekend. I saw a feature on the train this morning and my phone died before I could finish it, " +
				"there was also a firm that lends robots to farmers in the hills, and I would like to know the name of that firm. Thanks a lot!",
			"there was also a firm that lends robots to farmers in the hills, and I would like to know the name of that firm.",
		},
	} {
		if got := strings.TrimSpace(a.gist(c.text)); got != c.want {
			t.Errorf("%s:\n%q, want\n%q", c.reason, got, c.want)
		}
	}
}
