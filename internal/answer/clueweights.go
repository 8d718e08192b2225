package answer

// Fitted by "bot eval --fit-clues" on the questions of football, bridge, cars, dig, vaccine, cup, coffee, water, reserve, phone, railway, festival, novel.
const (
	minSure  = 0.55 // what is less sure is refused
	sureBias = -0.2013
)

// clueWeights weigh the clues, in the order of ClueNames: for the rank of a
// sentence among others, and for how sure the best one is.
var clueWeights = [...]struct{ rank, sure float64 }{
	{0.4587, -0.2147},  // said here
	{1.8322, -0.3458},  // said plainly
	{1.2208, 0.3057},   // said near
	{2.0733, 0.0555},   // said around
	{3.4105, 2.7809},   // said in the title
	{-0.0628, 0.3726},  // said in the passage
	{0.9968, -0.6534},  // ordinary words said here
	{1.4416, -0.0372},  // ordinary words said near
	{0.5747, -0.0624},  // heaviest word unsaid
	{0.5792, -1.1499},  // share of words unsaid
	{0.9949, 1.3567},   // words said
	{-0.0000, -0.2438}, // has names
	{-0.5028, 0.6739},  // least sure name
	{-0.1029, 0.5657},  // least sure name near
	{0.0000, 0.5106},   // capitalised name unknown
	{0.0000, -2.3079},  // words unknown
	{-0.0000, 0.4476},  // asked word
	{0.8700, 0.0885},   // asked word here
	{-0.1818, 0.2492},  // asked word near
	{0.0000, -0.2239},  // asked word unknown
	{1.5104, -0.2187},  // date there
	{-1.2094, -1.1176}, // date missing
	{0.8326, -0.0127},  // number there
	{-1.2050, -1.4728}, // number missing
	{1.8407, 0.2878},   // measure there
	{-0.4967, -1.8694}, // measure missing
	{2.1755, 0.1027},   // counted noun beside number
	{-0.1991, -1.0462}, // counted noun elsewhere
	{1.4768, 0.3906},   // reason there
	{-0.7080, -0.9381}, // reason missing
	{-0.0961, -0.3340}, // reason behind
	{-0.3587, -0.8961}, // reason behind missing
	{0.1972, -0.3372},  // person or name there
	{-0.4751, -0.9513}, // person or name missing
	{-0.2165, 0.0097},  // place there
	{0.5774, 1.3379},   // place missing
	{0.1318, 1.5977},   // organisation there
	{-0.4132, -4.0634}, // organisation missing
	{-0.7335, -1.5882}, // name asked there
	{1.3123, -1.1873},  // name asked missing
	{-1.3028, -3.7870}, // age missing
	{-0.4216, 0.2369},  // adjacent words
	{2.5612, 1.4013},   // search
	{0.0563, 0.3074},   // rank
	{-0.5356, -0.4073}, // length
	{-0.6169, -0.5828}, // language
	{-0.0000, -0.0042}, // other language
	{0.2065, 0.2480},   // said here against the best
	{0.7298, 0.5081},   // said near against the best
	{1.3960, 5.2628},   // said around against the best
	{0.7191, 0.6850},   // plain against the best
	{-0.0000, 1.1113},  // yes or no
	{0.0000, -1.1747},  // no question word
	{-0.0000, 0.4584},  // open question
	{0.0000, -0.2177},  // English
	{-0.0000, 0.8822},  // few words
	{0.5392, -0.5503},  // number of question missing
	{-0.2003, 1.4302},  // begins with a pronoun, said near
	{-0.6781, 0.0828},  // reason of what is not said
	{-0.4687, -0.2834}, // name missing, of the script of the sentence
}
