"""The stack with other parameters of its template, for a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from infra.local import building
from infra.local.deployment import deploy
from infra.local.stack import Stack


@contextmanager
def chosen(stack: Stack, **parameters: str) -> Iterator[None]:
    """These are in force during the block; then it is as before."""
    package = building.package()
    deploy(package, replace(stack.settings, parameters={**stack.settings.parameters, **parameters}))
    try:
        yield
    finally:
        deploy(package, stack.settings)
