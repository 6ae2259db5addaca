"""Writing down where there is no signal: drafts on the device, the truth on the server."""
