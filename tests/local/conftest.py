"""The clinics of these tests: made for those that want them, once."""

from tests.local.clinics import endpoint, lakeside, package, riverside

__all__ = ["endpoint", "lakeside", "package", "riverside"]
