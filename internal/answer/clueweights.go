package answer

// Fitted by "bot eval --fit-clues" on the questions of cars, league, bank, volcano, farm, port, school, solar, painter, derby, striker, whale, market, chess, cycling, kitchen, film, tennis, rail, clinic, goals, museum, keeper, opera, rocket, insulin, perfume, tower, fisher, football, bridge, dig, vaccine, cup, coffee, water, reserve, phone, railway, festival, novel.
const (
	minSure  = 0.60 // what is less sure is refused
	sureBias = -5.5155
)

// clueWeights weigh the clues, in the order of ClueNames: for the rank of a
// sentence among others, and for how sure the best one is.
var clueWeights = [...]struct{ rank, sure float64 }{
	{0.2269, 0.4864},   // said here
	{0.6756, 0.7880},   // said plainly
	{2.5780, 0.4679},   // said near
	{2.8550, 0.7895},   // said around
	{3.6871, 3.8486},   // said in the title
	{-0.3583, 0.7434},  // said in the passage
	{1.4174, 0.3953},   // ordinary words said here
	{-0.6760, -0.5851}, // ordinary words said near
	{0.4153, -1.4319},  // heaviest word unsaid
	{-0.2136, -0.5170}, // share of words unsaid
	{1.8869, 0.7020},   // words said
	{0.0000, 0.0509},   // has names
	{1.0617, 1.1928},   // least sure name near
	{0.0000, -0.1914},  // capitalised name unknown
	{-0.0000, -0.9495}, // words unknown
	{-0.0000, -0.3594}, // asked word
	{0.3125, -0.0441},  // asked word here
	{0.1293, -0.3769},  // asked word near
	{0.0000, 0.5405},   // asked word unknown
	{1.4855, -0.1228},  // date there
	{-0.7862, -2.5455}, // date missing
	{0.8003, -0.9555},  // number there
	{-0.7810, -3.2188}, // number missing
	{1.9170, 0.6747},   // measure there
	{-0.4428, -2.4705}, // measure missing
	{2.5282, 0.0874},   // counted noun beside number
	{-0.2121, -1.1601}, // counted noun elsewhere
	{1.3691, 0.2295},   // reason there
	{-0.5221, -0.7638}, // reason missing
	{-0.1737, -0.4492}, // reason behind
	{-0.2532, -0.5314}, // reason behind missing
	{0.9032, -0.0133},  // person or name there
	{-2.9310, 0.8465},  // person or name missing
	{-0.3537, 0.2769},  // place there
	{0.7639, 1.1814},   // place missing
	{0.1496, -0.3401},  // organisation there
	{-0.6712, 0.0000},  // organisation missing
	{0.3391, 1.0653},   // name asked there
	{-0.6798, -0.9605}, // name asked missing
	{-0.7695, -2.5286}, // age missing
	{0.3865, 0.0074},   // adjacent words
	{2.1476, 1.9083},   // search
	{-0.1867, 0.6488},  // rank
	{0.5845, 0.2742},   // length
	{-0.1016, -0.4833}, // language
	{-0.0000, 0.1668},  // other language
	{0.1098, -0.1801},  // said here against the best
	{1.6462, -1.0946},  // said near against the best
	{1.7801, 0.6880},   // said around against the best
	{0.2979, -1.0674},  // plain against the best
	{-0.0000, -0.3375}, // yes or no
	{1.7438, -6.4531},  // unsaid near, no question word
	{0.0000, 1.0661},   // open question
	{-0.0000, -0.3201}, // English
	{0.0000, -0.0437},  // few words
	{0.4177, -2.8197},  // number of question missing
	{0.0307, -0.8074},  // begins with a pronoun, said near
	{-2.2628, -1.4042}, // reason of what is not said
	{0.6338, -0.3697},  // date of what is not said
	{0.6093, -0.0177},  // number of what is not said
	{0.1335, -1.1165},  // person of what is not said
	{0.3212, 0.0706},   // name missing, of the script of the sentence
	{0.0000, -0.3412},  // names of articles
	{0.7643, 1.9224},   // least of them near
	{1.2204, 1.1490},   // least of them around
	{0.4157, -3.3141},  // relation unsaid
	{-0.7518, -0.2630}, // any relation unsaid
	{1.4499, -0.1327},  // noun here
	{0.5076, -0.6273},  // noun unsaid near
	{0.0097, -2.4010},  // noun of its own unsaid near
	{0.8783, -0.7079},  // number of a noun unsaid near
	{-0.0000, -2.6054}, // words unknown, nothing named
	{-0.5186, -0.0401}, // rare names here
	{1.0979, 0.1523},   // rare names near
}
