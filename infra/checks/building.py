"""Make what several stages take: the functions' package, the built portal, the browsers, a TURN server."""

from concurrent.futures import ThreadPoolExecutor

from infra.checks import chromium, coturn
from infra.local import building
from infra.local.steps import Failure, exit_with


def all_of_it() -> None:
    """Side by side: they wait for different indexes. What comes by Debian's comes one after the other."""
    with ThreadPoolExecutor() as pool:
        works = [pool.submit(work) for work in (building.package, building.portal, programs)]
    for work in works:
        work.result()


def programs() -> None:
    chromium.provide()
    coturn.provide()


if __name__ == "__main__":
    try:
        all_of_it()
    except Failure as failure:
        exit_with(failure)
    print(chromium.path(), chromium.shell_path(), coturn.path())
