package answer

// Fitted by "bot eval --fit-clues" on the questions of football, bridge, cars, dig, vaccine, cup, coffee, water, reserve, phone, railway, festival, novel, league, bank, volcano, farm, port, school, solar, painter, derby.
const (
	minSure  = 0.60 // what is less sure is refused
	sureBias = -2.2668
)

// clueWeights weigh the clues, in the order of ClueNames: for the rank of a
// sentence among others, and for how sure the best one is.
var clueWeights = [...]struct{ rank, sure float64 }{
	{0.0190, -0.0615},  // said here
	{0.7628, -0.3500},  // said plainly
	{2.4446, 0.0452},   // said near
	{2.8669, -0.1934},  // said around
	{3.3337, 3.4622},   // said in the title
	{-0.7222, 0.6054},  // said in the passage
	{0.6730, 0.0478},   // ordinary words said here
	{0.6408, -0.2890},  // ordinary words said near
	{0.9942, -2.6708},  // heaviest word unsaid
	{-0.2481, -0.8999}, // share of words unsaid
	{0.8971, 1.1131},   // words said
	{0.0000, -0.1440},  // has names
	{-0.7507, 0.4285},  // least sure name
	{0.5763, 1.0931},   // least sure name near
	{-0.0000, -0.4338}, // capitalised name unknown
	{0.0000, -1.6181},  // words unknown
	{0.0000, -0.4086},  // asked word
	{0.1020, 0.5024},   // asked word here
	{0.5362, -0.1994},  // asked word near
	{0.0000, -0.0999},  // asked word unknown
	{1.6934, -0.2622},  // date there
	{-1.0591, -1.2680}, // date missing
	{0.6645, -0.3833},  // number there
	{-0.6814, -1.6510}, // number missing
	{1.6262, 0.3064},   // measure there
	{-0.4386, -1.9028}, // measure missing
	{2.1217, 0.1438},   // counted noun beside number
	{-0.1977, -0.8594}, // counted noun elsewhere
	{1.6972, -0.0981},  // reason there
	{-0.7155, -0.6834}, // reason missing
	{0.3470, -0.7518},  // reason behind
	{0.3510, -1.5100},  // reason behind missing
	{0.2665, -0.2663},  // person or name there
	{-0.5443, -1.6048}, // person or name missing
	{-0.3087, -0.3175}, // place there
	{0.6584, 1.4902},   // place missing
	{-0.1021, 0.0029},  // organisation there
	{0.3107, -4.7731},  // organisation missing
	{0.0188, -0.5759},  // name asked there
	{-0.0334, -1.6790}, // name asked missing
	{-1.7157, -3.5055}, // age missing
	{0.0325, 0.2276},   // adjacent words
	{2.3029, 2.2901},   // search
	{-0.0867, 0.9100},  // rank
	{0.1198, 0.0821},   // length
	{-0.3262, -0.5837}, // language
	{-0.0000, 0.0970},  // other language
	{0.0081, 0.7591},   // said here against the best
	{1.4117, -2.0755},  // said near against the best
	{1.6510, 0.4300},   // said around against the best
	{0.2896, -0.0144},  // plain against the best
	{-0.0000, 0.4667},  // yes or no
	{0.7067, -5.1954},  // unsaid near, no question word
	{0.0000, 0.6853},   // open question
	{0.0000, -0.2716},  // English
	{0.0000, 0.4442},   // few words
	{0.9933, -1.3324},  // number of question missing
	{-1.8201, -0.8279}, // begins with a pronoun, said near
	{-1.0395, 0.2221},  // reason of what is not said
	{0.0531, -0.6323},  // name missing, of the script of the sentence
	{0.0000, 0.0388},   // names of articles
	{-2.0333, -0.6076}, // least of them here
	{0.4115, 0.6646},   // least of them near
	{1.4055, 0.7744},   // least of them around
	{0.1964, -1.4819},  // relation unsaid
	{1.4772, -0.2261},  // noun here
	{0.8811, -0.7015},  // noun unsaid near
	{-0.1171, 0.1321},  // rare names here
	{0.9927, -0.0252},  // rare names near
}
