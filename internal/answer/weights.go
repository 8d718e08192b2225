package answer

// minConfidence is the threshold below which a question without names is
// refused.
const minConfidence = 0.35

var bias = 0.0

var weights = make([]float64, 25)
