"""What a view can come to: the errors and the constants of every function of ours that it calls, directly or not."""

import dis
import inspect
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from types import CodeType, FunctionType, ModuleType
from typing import Any

from chalicelib.domain.errors import DomainError


@dataclass
class Reach:
    """`errors`: classes that are named on the way. `constants`: those of the transport floor's functions."""

    errors: set[type[DomainError]] = field(default_factory=set)
    constants: set[object] = field(default_factory=set)
    seen: set[object] = field(default_factory=set)

    def follow(self, thing: Any) -> None:
        """Whatever a name stands for: a function, a class, a table of errors."""
        if isinstance(thing, dict):
            for value in thing.values():
                self.follow(value)
        if inspect.isclass(thing) and issubclass(thing, DomainError):
            self.errors.add(thing)
        elif getattr(thing, "__module__", "").startswith("chalicelib") and id(thing) not in self.seen:
            self.seen.add(id(thing))
            self.look_into(thing)

    def look_into(self, thing: Any) -> None:
        if inspect.isclass(thing):
            for member in vars(thing).values():
                self.follow(member)
        elif isinstance(thing, FunctionType):
            for code in with_inner(thing.__code__):
                if thing.__module__.startswith("chalicelib.transport"):
                    self.constants |= {constant for constant in code.co_consts if isinstance(constant, str | int)}
                for found in named_in(code, thing.__globals__):
                    self.follow(found)


def with_inner(code: CodeType) -> Iterator[CodeType]:
    """A function's code and that of the functions inside it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from with_inner(constant)


def named_in(code: CodeType, names: dict[str, Any]) -> Iterator[Any]:
    """What the code's global names stand for; of a module, the attribute that is asked of it."""
    for name, attribute in asked_by(code):
        found = names.get(name)
        if isinstance(found, ModuleType) and attribute:
            found = getattr(found, attribute, None)
        if found is not None:
            yield found


@cache
def asked_by(code: CodeType) -> list[tuple[str, str | None]]:
    """The code's global names, each with the attribute that it asks of it next. Many routes come to the same code."""
    instructions = list(dis.get_instructions(code))
    return [
        (here.argval, after.argval if after and after.opname in ("LOAD_ATTR", "LOAD_METHOD") else None)
        for here, after in zip(instructions, [*instructions[1:], None], strict=True)
        if here.opname in ("LOAD_GLOBAL", "LOAD_NAME")
    ]


def reach_of(view: Any) -> Reach:
    """The reach of a view, without the wrapper that turns its errors into answers."""
    reach = Reach()
    reach.follow(inspect.unwrap(view))
    return reach
