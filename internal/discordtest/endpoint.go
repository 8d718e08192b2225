package discordtest

import (
	"bytes"
	"crypto/ed25519"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"time"
)

// endpoint is where an application takes interactions over HTTP.
type endpoint struct {
	url string
	key ed25519.PrivateKey
}

// InteractionsAt makes interactions go to an address over HTTP, signed, and no
// longer over the gateway, as where an application has set an endpoint.
func (s *Server) InteractionsAt(url string, key ed25519.PrivateKey) {
	s.fault(func(f *faults) { f.endpoint = &endpoint{url, key} })
}

// post sends an interaction to an endpoint; what it answers is the callback.
// An answer without a body means that the callback comes by itself.
func (s *Server) post(to *endpoint, id string, data map[string]any) {
	raw, err := json.Marshal(data)
	if err != nil {
		s.errorf("interaction: %v", err)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return
	}
	s.running.Go(func() {
		body, err := to.send(raw)
		if err != nil {
			s.errorf("the endpoint of interactions: %v", err)
			return
		}
		if len(body) == 0 {
			return
		}
		const template = "/interactions/{interaction_id}/{interaction_token}/callback"
		r := httptest.NewRequest(http.MethodPost, base+template, bytes.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		r.SetPathValue("interaction_id", id)
		r.SetPathValue("interaction_token", "token-"+id)
		req := &Request{Kind: "callback", To: id, Path: "the answer of the endpoint", At: time.Now()}
		if err := req.read(r); err != nil {
			s.errorf("the endpoint of interactions: %v", err)
			return
		}
		if s.described(route{method: http.MethodPost, template: template}, req) {
			s.postCallback(httptest.NewRecorder(), r, req)
		}
	})
}

// send posts a signed body and returns the answer to it.
func (e *endpoint) send(raw []byte) ([]byte, error) {
	stamp := strconv.FormatInt(time.Now().Unix(), 10)
	r, err := http.NewRequest(http.MethodPost, e.url, bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Signature-Timestamp", stamp)
	r.Header.Set("X-Signature-Ed25519", hex.EncodeToString(ed25519.Sign(e.key, append([]byte(stamp), raw...))))
	answer, err := (&http.Client{Timeout: callbackTime}).Do(r)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	return io.ReadAll(io.LimitReader(answer.Body, maxBody))
}
