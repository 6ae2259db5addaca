"""Documents from templates: each app declares its own, a school edits the templates."""
