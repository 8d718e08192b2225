package arabic

import (
	"strings"
	"testing"
)

func TestIsolate(t *testing.T) {
	mark := strings.NewReplacer("<", FirstStrongIsolate, ">", PopIsolate)
	for _, test := range []struct{ line, want string }{
		{"no Arabic here", "no Arabic here"},
		{"عربي وحده 2025", "عربي وحده 2025"},
		{"أصدرت Alibaba نموذج Wan 2.1، اليوم", "أصدرت <Alibaba> نموذج <Wan 2.1>، اليوم"},
		{"نموذج Step-Video-T2V.", "نموذج <Step-Video-T2V>."},
		{"بـKimi و(Qwen):", "بـ<Kimi> و(<Qwen>):"},
		{"انظر https://example.org/a?b=1 الآن", "انظر <https://example.org/a?b=1> الآن"},
		{"تاريخ الإصدار — Kimi K2: 11 يوليو 2025؛ Wan 2.1: 25 فبراير", "تاريخ الإصدار — <Kimi K2>: 11 يوليو 2025؛ <Wan 2.1>: 25 فبراير"},
		{"هو عدد معلمات Kimi K2. 128K هو طوله، و1 تريليون (1T)", "هو عدد معلمات <Kimi K2>. <128K> هو طوله، و1 تريليون (<1T>)"},
		{"شركة Moonshot AI [1]", "شركة <Moonshot AI> [1]"},
	} {
		if got := Isolate(test.line); got != mark.Replace(test.want) {
			t.Errorf("Isolate(%q) = %q, want %q", test.line, got, mark.Replace(test.want))
		}
	}
}
