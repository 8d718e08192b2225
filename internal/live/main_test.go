package live

import (
	"testing"

	"go.uber.org/goleak"
)

// TestMain fails where an index, a watch or an exchange leaves a goroutine
// behind. Bleve starts its workers once and for all.
func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreTopFunction("github.com/blevesearch/bleve_index_api.AnalysisWorker"))
}
