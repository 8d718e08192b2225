package eval

// Sums are the figures of a question file over all, by group and by name of
// the group, and what was wrong.
type Sums struct {
	All      Summary            `json:"all"`
	Lang     map[string]Summary `json:"lang"`
	Kind     map[string]Summary `json:"kind"`
	Style    map[string]Summary `json:"style"`
	Turn     map[string]Summary `json:"turn"`
	Failures []Failure          `json:"failures"`
}

// Failure is a question with a fault.
type Failure struct {
	ID     string   `json:"id"`
	Faults []string `json:"faults"`
}

// SumUp returns the figures that Report prints, for programs.
func SumUp(verdicts []Verdict) Sums {
	s := Sums{All: Summarise(verdicts), Failures: []Failure{}}
	byField := map[string]*map[string]Summary{"lang": &s.Lang, "kind": &s.Kind, "style": &s.Style, "turn": &s.Turn}
	for _, f := range fields {
		groups := make(map[string][]Verdict)
		for _, v := range verdicts {
			if name := f.of(v.Question); name != "" {
				groups[name] = append(groups[name], v)
			}
		}
		sums := make(map[string]Summary, len(groups))
		for name, group := range groups {
			sums[name] = Summarise(group)
		}
		*byField[f.name] = sums
	}
	for _, v := range verdicts {
		if len(v.Faults) > 0 {
			s.Failures = append(s.Failures, Failure{v.Question.ID, v.Faults})
		}
	}
	return s
}
