"""Looks into files that strangers made. A floor of its own, since it needs libraries that only one function has."""
