"""All that comes to a window, and all that stays in it."""

from dataclasses import dataclass, field
from typing import Self

from playwright.sync_api import Request, Route

from tests.browser.window import Window

OVERHEARD = ["local-network-access"]
"""What a context must grant: the browser takes a page that a test hands over for one from the internet."""
KEPT = """async () => {
    const wanted = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
    const kept = [{ ...localStorage }, { ...sessionStorage }];
    for (const { name } of await indexedDB.databases()) {
        const database = await wanted(indexedDB.open(name));
        for (const store of database.objectStoreNames)
            kept.push(await wanted(database.transaction(store).objectStore(store).getAll()));
        database.close();
    }
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys())
            kept.push(request.url, await (await cache.match(request)).text());
    }
    return JSON.stringify(kept);
}"""
SHOWN = """() => {
    const shown = [];
    const walk = (root) => {
        shown.push(root.innerHTML);
        for (const each of root.querySelectorAll("*")) {
            if ("value" in each) shown.push(each.value);
            if (each.shadowRoot) walk(each.shadowRoot);
        }
    };
    walk(document.documentElement);
    return shown.join("\\n");
}"""


@dataclass
class Overheard:
    """What servers have told a window since `begin`: bodies of every kind of answer, and frames of its socket."""

    window: Window
    answers: list[tuple[Request, str | None, str]] = field(default_factory=list)
    """(request, what its answer says of being kept, body)"""

    @classmethod
    def begin(cls, window: Window) -> Self:
        """Listen to all pages that this window will load."""
        heard = cls(window)
        window.page.context.route("**/*", heard._answer)
        return heard

    def _answer(self, route: Route) -> None:
        """Before the page has it: the browser forgets bodies when a page is left."""
        answer = route.fetch(max_redirects=0)
        body = answer.body().decode(errors="replace")
        self.answers.append((route.request, answer.headers.get("cache-control"), body))
        route.fulfill(response=answer)

    def holds(self, words: str) -> bool:
        return any(words in body for *_, body in self.answers) or any(words in it for it in self.window.frames)

    def kept_by_caches(self, words: str) -> list[str]:
        """Addresses whose answers hold these words and may be kept by whoever passes them on."""
        return [asked.url for asked, kept, body in self.answers if words in body and kept != "no-store"]


def kept_in(window: Window) -> str:
    """All that this window's origin keeps in the browser."""
    assert not window.page.context.service_workers
    kept: str = window.page.evaluate(KEPT)
    return kept


def shown_in(window: Window) -> str:
    """The page as it stands, with all that is inside its elements, seen or not."""
    shown: str = window.page.evaluate(SHOWN)
    return shown
