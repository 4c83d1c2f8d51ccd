"""Everything that must hold before a change is taken: `make check` runs the fast part, `make test` all of it."""
