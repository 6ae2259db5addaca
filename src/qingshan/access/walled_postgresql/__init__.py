"""A database backend for Django: PostgreSQL that is told whose rows it may show."""
