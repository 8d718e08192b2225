package answer

import (
	"context"
	"testing"
)

// BenchmarkAnswer answers one question of each kind, again and again.
func BenchmarkAnswer(b *testing.B) {
	for _, c := range []struct {
		name, question string
		status         Status
	}{
		{"fact", "Who made HunyuanVideo?", Answered},
		{"fact-arabic", "متى صدر ديب سيك آر 1؟", Answered},
		{"list", "Which models has Alibaba released?", Answered},
		{"comparison", "Compare DeepSeek-R1 and QwQ-32B", Answered},
		{"passage", "Why did Baidu change its course?", Answered},
		{"refusal", "What is the capital of France?", Abstained},
	} {
		b.Run(c.name, func(b *testing.B) {
			a := World(b, "default")
			b.ReportAllocs()
			for b.Loop() {
				r, err := a.Answer(context.Background(), Question{Text: c.question})
				if err != nil || r.Status != c.status {
					b.Fatalf("%v, %s: %s", err, r.Status, r.Text)
				}
			}
		})
	}
}

// BenchmarkFollowUp answers a question that leans on the one before.
func BenchmarkFollowUp(b *testing.B) {
	a := World(b, "default")
	before := ask(b, a, "Who made HunyuanVideo?").Turn
	b.ReportAllocs()
	for b.Loop() {
		r, err := a.Answer(context.Background(), Question{Text: "When was it released?", Turn: before})
		if err != nil || r.Status != Answered {
			b.Fatalf("%v: %s", err, r.Text)
		}
	}
}
