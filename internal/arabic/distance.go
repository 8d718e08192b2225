package arabic

// Distance returns the number of typing errors between a and b: letters
// inserted, dropped, replaced or swapped with their neighbour
// (Damerau-Levenshtein, each place edited once). It stops at limit+1.
func Distance(a, b []rune, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	width := len(b) + 1
	var short [3 * 48]int // words are short: no allocation
	rows := short[:]
	if len(rows) < 3*width {
		rows = make([]int, 3*width)
	}
	before, prev, cur := rows[:width], rows[width:2*width], rows[2*width:3*width]
	for j := range prev {
		prev[j] = j
	}
	for i, ra := range a {
		cur[0] = i + 1
		least := cur[0]
		for j, rb := range b {
			cost := 1
			if ra == rb {
				cost = 0
			}
			d := min(prev[j+1]+1, cur[j]+1, prev[j]+cost)
			if i > 0 && j > 0 && ra == b[j-1] && a[i-1] == rb {
				d = min(d, before[j-1]+1)
			}
			cur[j+1] = d
			least = min(least, d)
		}
		if least > limit {
			return limit + 1
		}
		before, prev, cur = prev, cur, before
	}
	return min(prev[len(b)], limit+1)
}
