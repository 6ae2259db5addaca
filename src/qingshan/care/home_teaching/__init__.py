"""Home teaching (送教上门): a plan by child, sessions as records, progress against each goal."""
