"""Checks the proof of the audit, in its bucket or in a copy; `docs/audit-proof.md` tells what each finding means."""
