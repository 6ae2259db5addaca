"""A database backend for Django: SQLite whose writers wait in line."""
