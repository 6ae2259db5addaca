"""Elections by blind rating (评选): nothing tells who rated how, and anyone may recount."""
