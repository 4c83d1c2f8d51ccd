"""What people choose for themselves, and what the EHR says of the same: the last change decides, whoever made it."""

from dataclasses import asdict, dataclass, replace

from chalicelib.domain.person import Given, Person


@dataclass(frozen=True, slots=True)
class Choices:
    """Preferences to change; None: leave as it is."""

    chat_opt_in: bool | None = None
    notify_email: bool | None = None
    notify_web: bool | None = None
    email_snippet: bool | None = None
    locale: str | None = None
    time_zone: str | None = None

    @property
    def made(self) -> dict[str, bool | str]:
        """The choices that were made, by the name of what they change in a person."""
        return {name: choice for name, choice in asdict(self).items() if choice is not None}


def chosen(person: Person, choices: Choices, now: str) -> Person:
    """That person after their own choice. Whoever turns mails on again has them tried again, whatever stood against."""
    new = replace(person, **choices.made)  # type: ignore[arg-type]
    if new.notify_email and not person.notify_email:
        return replace(new, mail_problem=None, mails_on_since=now)
    return new


def carried_over(put: Person, old: Person | None) -> Person:
    """A person as the EHR puts them, with what they chose since. What it leaves out or repeats changes nothing."""
    before = old or Person(put.id, put.role, put.name)
    now, last = asdict(put.given), asdict(before.given)
    changed = {name: value for name, value in now.items() if value not in (None, last[name])}
    kept = {name: getattr(before, name) for name in now} | changed
    return replace(
        put,
        **kept,
        notify_email=before.notify_email,
        notify_web=before.notify_web,
        email_snippet=before.email_snippet,
        mail_problem=before.mail_problem if put.email == before.email else None,
        mails_on_since=before.mails_on_since,
        given=Given(**last | changed),
    )
