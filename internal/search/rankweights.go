package search

// rankWeights weigh the features of a candidate, in the order of RankFeatures.
// Fitted by "bot eval --fit-rank" on the development questions of arcd, tydiqa-ar, xquad-ar, mlqa-ar, xquad-en, xquad-en-ar, xquad-ar-en.
var rankWeights = [...]float64{
	0.0614,  // BM25 a concept
	4.6181,  // BM25 against the best
	-1.0789, // coverage
	-5.6536, // coverage squared
	6.8675,  // coverage with title
	-0.5411, // plain coverage
	4.6921,  // best sentence
	3.2404,  // best two sentences
	1.7607,  // adjacent concepts
	-0.1061, // concepts in order
	0.4664,  // rarest concept
	0.0408,  // second rarest
	2.3097,  // title coverage
	6.2061,  // title only
	-0.9846, // unmatched concepts
	-0.3036, // length
	11.7957, // density
}
