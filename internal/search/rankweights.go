package search

// rankWeights weigh the features of a candidate, in the order of RankFeatures.
// Fitted by "bot eval --fit-rank" on the development questions of arcd, tydiqa-ar, xquad-ar, mlqa-ar, xquad-en, xquad-en-ar, xquad-ar-en, arpool.
var rankWeights = [...]float64{
	0.0342,  // BM25 a concept
	4.8862,  // BM25 against the best
	-1.8403, // coverage
	-5.5035, // coverage squared
	10.1366, // coverage with title
	-0.4555, // plain coverage
	3.2163,  // best sentence
	4.1482,  // best two sentences
	0.9544,  // adjacent concepts
	0.2274,  // concepts in order
	0.5062,  // rarest concept
	0.0244,  // second rarest
	1.2997,  // title coverage
	6.0452,  // title only
	-0.7288, // unmatched concepts
	-0.4957, // length
	1.5503,  // density
	0.6485,  // first sentence
	1.5527,  // neighbours as written
	1.9444,  // shows what is sought
	-4.4602, // what is asked about
}
