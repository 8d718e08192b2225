package answer

// Fitted by "bot eval --fit-clues" on the questions of football, bridge, cars, dig, vaccine, cup, coffee, water, reserve, phone, railway, festival, novel.
const (
	minSure  = 0.55 // what is less sure is refused
	sureBias = -0.2281
)

// clueWeights weigh the clues, in the order of ClueNames: for the rank of a
// sentence among others, and for how sure the best one is.
var clueWeights = [...]struct{ rank, sure float64 }{
	{0.4260, -0.1866},  // said here
	{1.7291, -0.2565},  // said plainly
	{1.2276, 0.3320},   // said near
	{2.2588, 0.0684},   // said around
	{3.4780, 2.7454},   // said in the title
	{-0.0739, 0.2473},  // said in the passage
	{0.9598, -0.6326},  // ordinary words said here
	{1.4429, -0.0394},  // ordinary words said near
	{0.5906, -0.0547},  // heaviest word unsaid
	{0.5281, -1.1405},  // share of words unsaid
	{0.9671, 1.3277},   // words said
	{0.0000, -0.2633},  // has names
	{-0.5007, 0.6822},  // least sure name
	{-0.1096, 0.4980},  // least sure name near
	{-0.0000, 0.4621},  // capitalised name unknown
	{-0.0000, -2.3346}, // words unknown
	{-0.0000, 0.5444},  // asked word
	{0.8806, 0.0897},   // asked word here
	{-0.2755, 0.2179},  // asked word near
	{-0.0000, -0.2627}, // asked word unknown
	{1.5803, -0.1734},  // date there
	{-1.2653, -1.0810}, // date missing
	{0.8333, 0.0207},   // number there
	{-1.2061, -1.4558}, // number missing
	{1.8249, 0.3332},   // measure there
	{-0.4925, -1.8869}, // measure missing
	{2.1296, 0.0852},   // counted noun beside number
	{-0.1957, -1.0182}, // counted noun elsewhere
	{1.4463, 0.6085},   // reason there
	{-0.6934, -1.0454}, // reason missing
	{-0.0786, -0.4999}, // reason behind
	{-0.3954, -0.8898}, // reason behind missing
	{0.1966, -0.2915},  // person or name there
	{-0.4753, -0.9147}, // person or name missing
	{-0.2028, 0.1087},  // place there
	{0.5409, 1.2726},   // place missing
	{0.1358, 1.6271},   // organisation there
	{-0.4256, -4.0041}, // organisation missing
	{-0.7552, -1.5225}, // name asked there
	{1.3616, -1.4140},  // name asked missing
	{-1.3562, -3.8105}, // age missing
	{-0.4340, 0.2789},  // adjacent words
	{1.9072, 1.4776},   // search
	{-0.3257, 0.0787},  // rank
	{-0.5187, -0.4476}, // length
	{-0.5415, -0.5884}, // language
	{-0.0000, -0.0141}, // other language
	{0.1917, 0.0019},   // said here against the best
	{0.7338, 0.4121},   // said near against the best
	{1.5210, 2.1958},   // said around against the best
	{0.6784, 0.6566},   // plain against the best
	{-0.0000, 1.0466},  // yes or no
	{0.0000, -1.1211},  // no question word
	{0.0000, 0.5150},   // open question
	{0.0000, -0.2052},  // English
	{0.0000, 0.9241},   // few words
	{0.5904, -0.5216},  // number of question missing
	{-0.2678, 1.7189},  // begins with a pronoun, said near
	{-0.7070, -0.0776}, // reason of what is not said
	{-0.4622, -0.3302}, // name missing, of the script of the sentence
}
