"""The forms of a page, as a browser would send them: where to, and what stands in their fields."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    """`fields`: what it would send if nobody typed anything, hidden fields included. `action` as the page has it."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)


class Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.is_within = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.forms.append(Form(said.get("action", "")))
            self.is_within = True
        elif tag == "input" and self.is_within and said.get("name"):
            self.forms[-1].fields[said["name"]] = said.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        self.is_within = self.is_within and tag != "form"


def forms_of(page: str) -> list[Form]:
    reader = Reader()
    reader.feed(page)
    return reader.forms


def form_with(page: str, *names: str) -> Form | None:
    """The first form that has the first of these fields which any form has: a page may show the same form twice."""
    forms = forms_of(page)
    found = (form for name in names for form in forms if name in form.fields)
    return next(found, None)
