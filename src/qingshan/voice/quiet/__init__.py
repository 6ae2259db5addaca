"""四无: how long it has been quiet, computed, and whether the record is whole."""
