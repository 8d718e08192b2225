package eval

import (
	"context"
	"fmt"
	"io"
	"math"
	"slices"
	"time"
)

// depth is how many passages a search is judged on.
const depth = 10

// Retrieval holds the figures of a run.
type Retrieval struct {
	Set          string  `json:"set"`
	Split        string  `json:"split"`
	Docs         int     `json:"docs"`
	Queries      int     `json:"queries"`
	MRR10        float64 `json:"mrr@10"`
	Recall1      float64 `json:"recall@1"`
	Recall5      float64 `json:"recall@5"`
	Recall10     float64 `json:"recall@10"`
	NDCG10       float64 `json:"ndcg@10"`
	IndexSeconds float64 `json:"index_seconds"`
	IndexBytes   int64   `json:"index_bytes"`
	QueryMS      Spread  `json:"query_ms"`
	QueryCPUMS   float64 `json:"query_cpu_ms"` // mean of the process, all threads
}

// Spread describes a distribution of times in milliseconds.
type Spread struct {
	Mean float64 `json:"mean"`
	P50  float64 `json:"p50"`
	P95  float64 `json:"p95"`
	P99  float64 `json:"p99"`
}

// Run searches every query of the set and returns its figures; run, when not
// nil, receives a TREC run file.
func (s *Set) Run(ctx context.Context, search func(context.Context, string) ([]int, []float64, error), run io.Writer, progress func(done, total int)) (Retrieval, error) {
	r := Retrieval{Set: s.Name, Split: s.Split, Docs: len(s.IDs), Queries: len(s.Queries)}
	var times []float64
	cpu := cpuTime()
	for i, q := range s.Queries {
		start := time.Now()
		passages, scores, err := search(ctx, q.Text)
		if err != nil {
			return r, fmt.Errorf("query %s: %w", q.ID, err)
		}
		times = append(times, float64(time.Since(start).Microseconds())/1000)
		r.add(s.grades(q.ID, passages), len(s.Relevant[q.ID]))
		if run != nil {
			for rank, p := range passages {
				if _, err := fmt.Fprintf(run, "%s Q0 %s %d %g dalil\n", q.ID, s.IDs[p], rank+1, scores[rank]); err != nil {
					return r, err
				}
			}
		}
		if progress != nil {
			progress(i+1, len(s.Queries))
		}
	}
	n := math.Max(1, float64(len(s.Queries)))
	r.QueryCPUMS = float64((cpuTime() - cpu).Microseconds()) / 1000 / n
	for _, sum := range []*float64{&r.MRR10, &r.Recall1, &r.Recall5, &r.Recall10, &r.NDCG10} {
		*sum /= n
	}
	r.QueryMS = spread(times)
	return r, nil
}

// grades returns the relevance of each passage found.
func (s *Set) grades(query string, passages []int) []int {
	grades := make([]int, len(passages))
	for i, p := range passages {
		grades[i] = s.Relevant[query][s.IDs[p]]
	}
	return grades
}

// add adds one query to the sums. Recall counts a query as found when one
// relevant passage is among the first k.
func (r *Retrieval) add(grades []int, relevant int) {
	for i, g := range grades[:min(depth, len(grades))] {
		if g <= 0 {
			continue
		}
		r.MRR10 += 1 / float64(i+1)
		if i < 1 {
			r.Recall1++
		}
		if i < 5 {
			r.Recall5++
		}
		r.Recall10++
		break
	}
	var dcg, ideal float64
	for i, g := range grades[:min(depth, len(grades))] {
		dcg += float64(g) / math.Log2(float64(i+2))
	}
	for i := range min(depth, relevant) {
		ideal += 1 / math.Log2(float64(i+2))
	}
	if ideal > 0 {
		r.NDCG10 += dcg / ideal
	}
}

func spread(times []float64) Spread {
	if len(times) == 0 {
		return Spread{}
	}
	slices.Sort(times)
	sum := 0.0
	for _, t := range times {
		sum += t
	}
	at := func(p float64) float64 { return times[min(len(times)-1, int(p*float64(len(times))))] }
	return Spread{sum / float64(len(times)), at(0.5), at(0.95), at(0.99)}
}
