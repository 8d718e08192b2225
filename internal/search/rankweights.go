package search

// rankWeights weigh the features of a candidate, in the order of RankFeatures.
// Fitted by "bot eval --fit-rank" on the development questions of arcd, tydiqa-ar, xquad-ar, mlqa-ar, xquad-en, xquad-en-ar, xquad-ar-en, arpool.
var rankWeights = [...]float64{
	0.0317,  // BM25 a concept
	5.0306,  // BM25 against the best
	-4.6223, // coverage
	-4.5140, // coverage squared
	10.0359, // coverage with title
	-0.0627, // plain coverage
	3.6258,  // best sentence
	3.6841,  // best two sentences
	1.1327,  // adjacent concepts
	0.1000,  // concepts in order
	0.6316,  // rarest concept
	0.0831,  // second rarest
	1.3840,  // title coverage
	5.0038,  // title only
	-1.5593, // unmatched concepts
	-0.3996, // length
	5.0391,  // density
	0.7217,  // first sentence
	1.3759,  // neighbours as written
	1.9585,  // shows what is sought
	-4.6235, // what is asked about
}
