"""Why somebody is not let in, whoever they are: where they come from, or by which way."""

from chalicelib.domain.errors import Forbidden


class AdminElsewhere(Forbidden):
    """An administrator from where the clinic lets none in."""

    code = "ADMIN_ELSEWHERE"
    detail = "Administrators may come from the clinic's own network alone. Connect to it, and try again."


class NotByPortal(Forbidden):
    """A request that came past the portal's address."""

    code = "NOT_BY_PORTAL"
    detail = "Requests are taken at the portal's address alone."
