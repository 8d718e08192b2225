package answer

// Fitted by "bot eval --fit-clues" on the questions of cars, league, bank, volcano, farm, port, school, solar, painter, derby, striker, whale, market, chess, cycling, kitchen, film, tennis, rail, clinic, goals, museum, keeper, opera, rocket, insulin, perfume, tower, fisher, pitch, press, desert, airline, stadium, battery, games, football, bridge, dig, vaccine, cup, coffee, water, reserve, phone, railway, festival, novel, league-pairs, bank-pairs, solar-pairs, chess-pairs, striker-pairs, clinic-pairs, rocket-pairs, museum-pairs, pitch-pairs, opera-pairs.
const (
	minSure  = 0.50 // what is less sure is refused
	sureBias = -3.0354
)

// clueWeights weigh the clues, in the order of ClueNames: for the rank of a
// sentence among others, and for how sure the best one is.
var clueWeights = [...]struct{ rank, sure float64 }{
	{2.2726, 0.2050},   // said here
	{0.4147, 1.0263},   // said plainly
	{0.4099, 0.3120},   // said near
	{2.0692, 0.4844},   // said around
	{2.4039, 3.4013},   // said in the title
	{2.8862, 0.4224},   // said in the passage
	{0.8127, 0.2601},   // ordinary words said here
	{-1.9717, -0.2346}, // ordinary words said near
	{-0.1875, -1.7432}, // heaviest word unsaid
	{3.1808, -1.1459},  // share of words unsaid
	{7.3285, 0.7020},   // words said
	{0.0000, 0.0227},   // has names
	{-1.1785, -0.0913}, // least sure name
	{0.9835, 1.6770},   // least sure name near
	{-0.0000, -0.3403}, // capitalised name unknown
	{0.0000, -0.2645},  // words unknown
	{0.0000, -0.5086},  // asked word
	{0.2049, 0.1625},   // asked word here
	{0.1006, -0.3209},  // asked word near
	{-0.0000, 0.0690},  // asked word unknown
	{1.9481, -0.0299},  // date there
	{-0.9699, -2.6528}, // date missing
	{1.2829, -1.0995},  // number there
	{-0.9594, -3.2307}, // number missing
	{2.6921, 0.8603},   // measure there
	{-0.5852, -2.5606}, // measure missing
	{2.0106, 0.0873},   // counted noun beside number
	{-0.1648, -1.4184}, // counted noun elsewhere
	{2.1169, 0.8355},   // reason there
	{-0.7237, -0.8946}, // reason missing
	{-0.1061, -0.8543}, // reason behind
	{0.7804, -0.2628},  // reason behind missing
	{0.6048, 0.0236},   // person or name there
	{-1.9517, 0.0489},  // person or name missing
	{-0.1973, -0.5044}, // place there
	{0.6393, -1.1512},  // place missing
	{0.4732, -0.4618},  // organisation there
	{-1.9276, -0.6573}, // organisation missing
	{0.3230, 0.4828},   // name asked there
	{-0.6679, -1.2497}, // name asked missing
	{-1.6785, -2.0757}, // age missing
	{0.3634, -0.0027},  // adjacent words
	{2.3774, 1.3795},   // search
	{-0.0639, 0.3822},  // rank
	{0.6105, 0.0072},   // length
	{0.0442, -0.4574},  // language
	{0.0000, 0.1111},   // other language
	{1.1345, 2.1022},   // said here against the best
	{0.2691, -1.1241},  // said near against the best
	{1.3180, 0.4100},   // said around against the best
	{0.1881, -0.9423},  // plain against the best
	{0.0000, -0.4513},  // yes or no
	{-2.1966, -6.9064}, // unsaid near, no question word
	{0.0000, 1.1407},   // open question
	{-0.0000, -0.2794}, // English
	{0.0000, 0.1235},   // few words
	{0.9353, -3.0602},  // number of question missing
	{-0.7576, -0.5681}, // begins with a pronoun, said near
	{-3.2321, -1.4508}, // reason of what is not said
	{-0.3113, -1.0228}, // date of what is not said
	{-0.0117, 0.3248},  // number of what is not said
	{0.4157, -1.1662},  // person of what is not said
	{-0.4471, 0.3186},  // name missing, of the script of the sentence
	{-0.0000, -0.2797}, // names of articles
	{-0.1810, -0.6559}, // least of them here
	{-1.5933, 0.8949},  // least of them near
	{1.4212, 2.0500},   // least of them around
	{-0.2842, -2.9208}, // relation unsaid
	{-0.7165, -0.0493}, // any relation unsaid
	{0.7530, -0.1528},  // noun here
	{0.3915, -0.7048},  // noun unsaid near
	{0.2727, -2.2810},  // noun of its own unsaid near
	{1.0824, -0.2734},  // number of a noun unsaid near
	{0.0000, -2.6563},  // words unknown, nothing named
	{0.6852, -0.1044},  // rare names here
	{-0.8349, -0.1724}, // rare names near
}
