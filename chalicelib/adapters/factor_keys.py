"""Keys of second factors in the records; beside `keys.py`. Both stand below their person."""

SECOND_FACTOR = "SECOND-FACTOR"


def enrolment(enrolment_id: str) -> str:
    """An app that they began to set up."""
    return f"ENROLMENT#{enrolment_id}"
