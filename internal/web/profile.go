package web

import (
	"net"
	"net/http"
	"net/http/pprof"
	"net/netip"
	"strings"
)

// profiles is the folder of what the Go runtime tells of itself.
const profiles = "/debug/pprof/"

// forwarders are the headers by which a proxy says that it asks for somebody
// else.
var forwarders = []string{
	"Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip", "Cf-Connecting-Ip", "True-Client-Ip",
}

// forwarded reports whether a proxy asks for somebody else: what is meant for
// the operator is not for them.
func forwarded(r *http.Request) bool {
	for _, name := range forwarders {
		if len(r.Header.Values(name)) > 0 {
			return true
		}
	}
	return false
}

// local reports whether a request comes from this machine and names it: a page
// in a browser here that names another host does not.
func local(r *http.Request) bool {
	remote, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil || !remote.Addr().Unmap().IsLoopback() || forwarded(r) {
		return false
	}
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	addr, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return host == "localhost" || err == nil && addr.IsLoopback()
}

// profile shows a profile.
func profile(w http.ResponseWriter, r *http.Request) {
	switch strings.TrimPrefix(r.URL.Path, profiles) {
	case "cmdline":
		pprof.Cmdline(w, r)
	case "profile":
		pprof.Profile(w, r)
	case "symbol":
		pprof.Symbol(w, r)
	case "trace":
		pprof.Trace(w, r)
	default:
		pprof.Index(w, r)
	}
}
