package answer

import (
	"fmt"
	"strings"
	"testing"
)

// turn is a question of a conversation with what its reply holds; "" for a
// refusal.
type turn struct{ question, holds string }

// conversations lean on what was said before, or stop leaning on it.
var conversations = []struct {
	name, world string
	turns       []turn
}{
	{"it", "default", []turn{{"Who made DeepSeek-R1?", "DeepSeek made"}, {"When was it released?", "20 January 2025"}, {"And what is its licence?", "MIT"}}},
	{"it, Arabic", "default", []turn{{"من طوّر DeepSeek-R1؟", "ديب سيك"}, {"ومتى صدر؟", "20 يناير 2025"}, {"وما ترخيصه؟", "MIT"}}},
	{"it, dialect", "default", []turn{{"مين عمل Kimi K2؟", "مونشوت"}, {"وامتى نزل؟", "يوليو 2025"}}},
	{"they", "default", []turn{{"Who founded Moonshot AI?", "Yang Zhilin"}, {"And who are their partners?", "Alibaba"}}},
	{"her partner, Arabic", "default", []turn{{"متى تأسست StepFun؟", "أبريل 2023"}, {"ومن رئيسها التنفيذي؟", "Jiang Daxin"}}},
	{"and X", "default", []turn{{"Who made Kimi K2?", "Moonshot AI"}, {"and HunyuanVideo?", "Tencent made HunyuanVideo"}, {"and Wan 2.1?", "Alibaba made Wan 2.1"}}},
	{"and X, Arabic", "default", []turn{{"من طوّر Kimi K2؟", "مونشوت"}, {"وHunyuanVideo؟", "تينسنت"}, {"وماذا عن Wan 2.1؟", "علي بابا"}}},
	{"what about X", "default", []turn{{"When was DeepSeek-V3 released?", "26 December 2024"}, {"What about DeepSeek-R1?", "20 January 2025"}}},
	{"what about X, dialect", "default", []turn{{"امتى نزل DeepSeek-V3؟", "26 ديسمبر 2024"}, {"طب و DeepSeek-R1؟", "20 يناير 2025"}}},
	{"how about another attribute", "default", []turn{{"How many parameters does DeepSeek-V3 have?", "671"}, {"how about the context?", "128K"}}},
	{"that company", "default", []turn{{"Who made HunyuanVideo?", "Tencent made"}, {"Which country is that company from?", "China"}}},
	{"that company, models", "default", []turn{{"Who made Step-Audio?", "StepFun made"}, {"How many models has that company released?", "models fit"}}},
	{"that company, Arabic", "default", []turn{{"من طوّر Step-Audio؟", "ستيب فن"}, {"ومن أسس تلك الشركة؟", "Jiang Daxin"}}},
	{"that model", "default", []turn{{"What is the newest model of DeepSeek?", "DeepSeek-V4"}, {"Is that model open?", "Yes."}}},
	{"ellipsis of the filter", "default", []turn{{"Which models has Baidu released?", "7 models fit"}, {"only the closed ones", "ERNIE X1"}}},
	{"ellipsis of the maker", "default", []turn{{"How many models has Zhipu AI released?", "models fit"}, {"and Baidu?", "7 models fit"}}},
	{"short", "default", []turn{{"What is QwQ-32B?", "Alibaba"}, {"parameters?", "32"}, {"licence?", "Apache"}}},
	{"short, Arabic", "default", []turn{{"ما هو QwQ-32B؟", "Qwen"}, {"كم معلمة؟", "32"}, {"والرخصة؟", "Apache"}}},
	{"why", "cars", []turn{{"لماذا لن يبدأ إنتاج Solida-2 قبل العام المقبل؟", "لأن مصنع الشركة لم يكتمل بعد"}, {"ومع من طورتها CelPic؟", "Lindholm"}}},
	{"its maker, cars", "cars", []turn{{"Who makes the Feiyu X9?", "Shandian"}, {"When was it launched?", "مؤخرًا"}}},
	{"a new topic", "default", []turn{{"Who made DeepSeek-R1?", "DeepSeek"}, {"When was StepFun founded?", "April 2023"}, {"Who is its CEO?", "Jiang Daxin"}}},
	{"a new topic, Arabic", "default", []turn{{"من طوّر DeepSeek-R1؟", "ديب سيك"}, {"متى تأسست StepFun؟", "أبريل 2023"}, {"ومن رئيسها التنفيذي؟", "Jiang Daxin"}}},
	{"a new topic without a name", "default", []turn{{"Who made DeepSeek-R1?", "DeepSeek"}, {"What is the capital of France?", ""}}},
	{"a new list", "default", []turn{{"Who made DeepSeek-R1?", "DeepSeek"}, {"Which music models are there?", "models fit"}}},
	{"after a refusal", "default", []turn{{"How much did Kimi K2 cost?", ""}, {"Who made it?", "Moonshot AI made Kimi K2"}}},
	{"after nothing", "default", []turn{{"Who made Kimi K2?", "Moonshot AI"}, {"???", "words"}, {"When was it released?", "July 2025"}}},
	{"the language changes", "default", []turn{{"Who made Kimi K2?", "Moonshot AI made"}, {"ومتى صدر؟", "يوليو 2025"}, {"and its licence?", "MIT"}}},
	{"thanks", "default", []turn{{"Who made Kimi K2?", "Moonshot AI"}, {"thanks!", ""}, {"when was it released?", "July 2025"}}},
	{"of two", "default", []turn{{"Compare DeepSeek-R1 and QwQ-32B", "32"}, {"which is larger?", "671"}}},
	{"a false one", "default", []turn{{"Who made Kimi K2?", "Moonshot AI"}, {"Did Baidu make it?", "No."}}},
	{"a product", "default", []turn{{"What is TikTok?", "ByteDance"}, {"who makes it?", "ByteDance makes TikTok"}}},
}

func TestConversations(t *testing.T) {
	for _, c := range conversations {
		t.Run(c.name, func(t *testing.T) {
			a := World(t, c.world)
			var before *Context
			var faults []string
			for i, x := range c.turns {
				r := askAfter(t, a, x.question, before)
				if x.holds == "" && r.Status == Answered || !strings.Contains(r.Text, x.holds) {
					faults = append(faults, fmt.Sprintf("turn %d, %s\nwant %q: %s", i+1, x.question, x.holds, r.Text))
				}
				before = r.Turn
			}
			Check(t, faults...)
		})
	}
}

// TestNoTurn asks follow-ups with nothing before: refusals, not guesses.
func TestNoTurn(t *testing.T) {
	a := World(t, "default")
	for _, question := range []string{"When was it released?", "متى صدر؟", "ومن شريكها؟", "And its licence?", "and?", "who made that model?"} {
		t.Run(question, func(t *testing.T) {
			if r := ask(t, a, question); r.Status == Answered {
				Check(t, question+": "+r.Text)
				return
			}
			Check(t)
		})
	}
}

// TestTurn looks at what a reply hands on: the subject and what answered.
func TestTurn(t *testing.T) {
	a := World(t, "default")
	r := ask(t, a, "Who made HunyuanVideo?")
	if r.Turn == nil || fmt.Sprint(r.Turn.Subjects) != "[hunyuanvideo]" || fmt.Sprint(r.Turn.Answers) != "[tencent]" {
		t.Errorf("%+v", r.Turn)
	}
	if fmt.Sprint(r.Entities) != "[hunyuanvideo tencent]" {
		t.Errorf("entities %v", r.Entities)
	}
	// A caller may lose the context and make it again from the question alone.
	again := askAfter(t, a, "When was it released?", &Context{Question: "Who made HunyuanVideo?", Subjects: []string{"hunyuanvideo"}})
	if !strings.Contains(again.Text, "3 December 2024") {
		t.Error(again.Text)
	}
	// What is not in the catalogue any more is passed over.
	gone := askAfter(t, a, "When was it released?", &Context{Question: "Who made Zorblax?", Subjects: []string{"zorblax"}, Answers: []string{"", "zorb"}})
	if gone.Status != Abstained {
		t.Error(gone.Text)
	}
}
