package search

// rankWeights weigh the features of a candidate, in the order of RankFeatures.
// Fitted by "bot eval --fit-rank" on the development questions of arpool, xquad-ar, arcd, tydiqa-ar, mlqa-ar, xquad-en, xquad-en-ar, xquad-ar-en.
var rankWeights = [...]float64{
	0.0252,  // BM25 a concept
	5.1654,  // BM25 against the best
	-1.9814, // coverage
	-4.9792, // coverage squared
	10.5852, // coverage with title
	-1.0166, // plain coverage
	3.8178,  // best sentence
	3.6509,  // best two sentences
	1.0197,  // adjacent concepts
	0.0683,  // concepts in order
	0.3961,  // rarest concept
	0.0560,  // second rarest
	1.5839,  // title coverage
	5.6905,  // title only
	-0.4418, // unmatched concepts
	-0.4564, // length
	3.6738,  // density
	0.6601,  // first sentence
	1.5579,  // neighbours as written
	1.9435,  // shows what is sought
	-4.7442, // what is asked about
}
