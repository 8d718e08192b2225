package answer

import (
	"strings"
	"testing"
)

// TestHonest asks what is easily taken for another question. The reply holds the
// right answer, or is a refusal; with "" only a refusal will do. What it must
// never hold is the answer to the other question.
func TestHonest(t *testing.T) {
	a := World(t, "default")
	for _, c := range []struct {
		name, question string
		right, never   string
	}{
		{"negated maker", "Which models are not by Alibaba and support video?", "HunyuanVideo", "Wan 2.2 ("},
		{"negated maker, Arabic", "ما نماذج الفيديو التي ليست من علي بابا؟", "HunyuanVideo", "Wan 2.2 ("},
		{"two questions", "Who founded DeepSeek and when?", "Liang Wenfeng", ""},
		{"the second", "What is the second largest model of DeepSeek?", "", ""},
		{"another version", "Who made GPT-4?", "", "GPT-4o"},
		{"an unknown version", "When was Kimi K9 released?", "", ""},
		{"an unknown model", "When was GPT-5 released?", "", ""},
		{"what somebody said", "What did Robin Li say about closed models?", "Robin Li", "models fit"},
		{"what somebody said, Arabic", "ماذا قال روبن لي عن النماذج المغلقة؟", "روبن لي", "نموذجًا"},
		{"the company with the most", "Which Chinese company has the most models?", "Alibaba", "models fit"},
		{"which has more", "Who has released more models, Baidu or Tencent?", "Tencent", "models fit"},
		{"owner, false", "Does Microsoft own StepFun?", "No.", "United States company"},
		{"a sum", "2+2", "", ""},
		{"the time", "What time is it?", "", ""},
		{"the time, dialect", "الساعة كام دلوقتي؟", "", ""},
		{"the weather", "What is the weather in Hangzhou today?", "", ""},
		{"age", "How old is Baidu?", "", ""},
		{"age of a person", "كم عمر روبن لي؟", "", ""},
		{"a size as a filter", "Which models have more than 500B parameters?", "DeepSeek-V3", "Kimi-Linear-48B"},
		{"a date as a filter", "Which models did DeepSeek release after March 2025?", "DeepSeek-V3.1", "24 March 2025"},
		{"all", "How many models are there?", "models fit", "Joe Tsai"},
		{"all, Arabic", "كم عدد النماذج في الفهرس؟", "نموذج", "جو تساي"},
		{"the first of a maker", "When did DeepSeek release its first model?", "2023", ""},
		{"who it is", "Who are you?", "", ""},
		{"who it is, Arabic", "من أنت؟", "", ""},
		{"help", "help", "", ""},
		{"a joke", "tell me a joke", "", ""},
		{"a capital", "ما هي عاصمة الصين؟", "", ""},
		{"a president", "Who is the president of the United States?", "", ""},
		{"a founder of a product", "Who is the founder of Kimi?", "Yang Zhilin", ""},
		{"a price", "How much does the Kimi K2 API cost per token?", "", ""},
		{"a future", "When will DeepSeek-V5 be released?", "", ""},
		{"a stock", "سعر سهم علي بابا اليوم؟", "", ""},
		{"training data", "On which GPUs was Kimi K2 trained?", "", ""},
		{"a person's wife", "من زوجة ليانغ ونفنغ؟", "", ""},
		{"a recipe with names", "Give me a recipe for Peking duck", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := ask(t, a, c.question)
			switch {
			case r.Status == Abstained:
				Check(t)
			case c.right == "":
				Check(t, c.question+"\nis not refused: "+r.Text)
			case !strings.Contains(r.Text, c.right) || c.never != "" && strings.Contains(r.Text, c.never):
				Check(t, c.question+"\nwant "+c.right+", never "+c.never+": "+r.Text)
			default:
				Check(t)
			}
		})
	}
}
