"""The clinic of the unit tests: these tests compare what it says with what is documented."""

from tests.unit.conftest import aws, clinic

__all__ = ["aws", "clinic"]
