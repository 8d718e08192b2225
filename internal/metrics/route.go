package metrics

import "strings"

// routes are the kinds of requests to Discord that are told apart.
var routes = set("gateway", "send", "read", "edit", "delete", "typing", "channel", "callback", "followup", "commands", "guild", "user")

// Route returns the kind of a request to Discord's REST interface, for
// [Metrics.Call]: "send" for a message, "callback" for the answer to an
// interaction, and so on; "other" for what it does not know. No id and no token
// of the path is in it.
func Route(method, path string) string {
	parts := strings.Split(strings.Trim(path, "/"), "/")
	for len(parts) > 0 && !resources[parts[0]] {
		parts = parts[1:] // the base of the interface: /api/v10
	}
	if len(parts) == 0 {
		return other
	}
	last := parts[len(parts)-1]
	switch parts[0] {
	case "gateway":
		return "gateway"
	case "channels":
		switch {
		case len(parts) == 3 && last == "typing":
			return "typing"
		case len(parts) > 2 && parts[2] == "messages":
			return messageRoute(method)
		}
		return "channel"
	case "interactions":
		return "callback"
	case "webhooks":
		return "followup"
	case "applications":
		if len(parts) > 2 && (parts[2] == "commands" || last == "commands") {
			return "commands"
		}
	case "guilds":
		return "guild"
	case "users":
		return "user"
	}
	return other
}

// resources are the first words of Discord's paths.
var resources = set("gateway", "channels", "interactions", "webhooks", "applications", "guilds", "users", "oauth2")

func messageRoute(method string) string {
	switch method {
	case "POST":
		return "send"
	case "GET":
		return "read"
	case "PATCH":
		return "edit"
	case "DELETE":
		return "delete"
	}
	return other
}
