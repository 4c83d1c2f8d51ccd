"""Verbs: one function for each thing that a person or a clock can do."""
