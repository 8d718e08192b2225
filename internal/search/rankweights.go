package search

// rankWeights weigh the features of a candidate, in the order of RankFeatures.
// Fitted by "bot eval --fit-rank" on the development questions of arcd, tydiqa-ar, xquad-ar, mlqa-ar, xquad-en, xquad-en-ar, xquad-ar-en, arpool.
var rankWeights = [...]float64{
	0.0611,  // BM25 a concept
	4.6664,  // BM25 against the best
	-1.5240, // coverage
	-5.2967, // coverage squared
	6.9135,  // coverage with title
	-0.3325, // plain coverage
	4.4352,  // best sentence
	3.1859,  // best two sentences
	1.5377,  // adjacent concepts
	0.1017,  // concepts in order
	0.4881,  // rarest concept
	0.0863,  // second rarest
	1.5472,  // title coverage
	6.4612,  // title only
	-1.1644, // unmatched concepts
	-0.3691, // length
	7.6435,  // density
}
