"""What a check has found, and how all of them are told."""

from dataclasses import dataclass

from infra.deploy.terminal import paint

LEVELS = {"ok": ("ok", "green"), "warning": ("note", "yellow"), "failure": ("stop", "red"), "unchecked": ("?", "grey")}


@dataclass(frozen=True)
class Finding:
    """`level`: ok, warning (one can go on), failure (one cannot), unchecked (nobody could tell)."""

    level: str
    text: str

    def __str__(self) -> str:
        word, colour = LEVELS[self.level]
        return f"  {paint(f'{word:<5}', colour)} {self.text}"


def ok(text: str) -> Finding:
    return Finding("ok", text)


def warning(text: str) -> Finding:
    return Finding("warning", text)


def failure(text: str) -> Finding:
    return Finding("failure", text)


def unchecked(text: str) -> Finding:
    return Finding("unchecked", f"{text}: not checked here.")
