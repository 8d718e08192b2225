package answer

import (
	"fmt"
	"strconv"
	"strings"

	"dalil/corpus"
)

// formatDate writes YYYY, YYYY-MM or YYYY-MM-DD in words.
func formatDate(date string, lang corpus.Lang) string {
	parts := strings.Split(date, "-")
	out := parts[0]
	if len(parts) > 1 {
		if m, err := strconv.Atoi(parts[1]); err == nil && m >= 1 && m <= 12 {
			out = say(lang, fmt.Sprintf("month.%02d", m)) + " " + out
		}
	}
	if len(parts) > 2 {
		out = strings.TrimLeft(parts[2], "0") + " " + out
	}
	return out
}

// relativeDate finds a time in a quote that is read against the date of the
// article ("last month") and says which month or year it means. ok is false
// where there is none or the article has no date that tells.
func relativeDate(quote, published string, lang corpus.Lang) (note string, ok bool) {
	year, month, ok := parseMonth(published)
	if !ok {
		return "", false
	}
	lower := strings.ToLower(quote)
	for _, unit := range []string{"year", "month"} {
		for step := -1; step <= 1; step++ {
			key := fmt.Sprintf("relative.%s.%d", unit, step)
			for _, l := range []corpus.Lang{corpus.English, corpus.Arabic} {
				for words := range strings.SplitSeq(say(l, key), ", ") {
					if !strings.Contains(lower, words) || unit == "month" && month == 0 {
						continue
					}
					meant := strconv.Itoa(year + step)
					if unit == "month" {
						n := year*12 + month - 1 + step
						meant = formatDate(fmt.Sprintf("%d-%02d", n/12, n%12+1), lang)
					}
					return say(lang, "relative", words, formatDate(published, lang), meant), true
				}
			}
		}
	}
	return "", false
}

// parseMonth splits a date; month is 0 where only the year is known.
func parseMonth(date string) (year, month int, ok bool) {
	parts := strings.Split(date, "-")
	year, err := strconv.Atoi(parts[0])
	if err != nil {
		return 0, 0, false
	}
	if len(parts) > 1 {
		if month, err = strconv.Atoi(parts[1]); err != nil {
			return 0, 0, false
		}
	}
	return year, month, true
}
