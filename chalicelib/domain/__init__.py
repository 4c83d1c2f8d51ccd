"""Nouns and rules: frozen values and pure functions; imports nothing but the standard library."""
