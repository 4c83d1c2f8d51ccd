"""The built portal: files under their names, index.html for every page of it but the one that mails lead to."""

from pathlib import Path

from aiohttp import web

from infra.local.front.relay import Handler
from infra.portal_caching import ASK_AGAIN, cache_control

WITH_IDS = ("chat/", "cases/", "patients/")  # pages whose addresses end in an id, which may have a dot
UNSUBSCRIBE = "unsubscribe/"
NOT_BUILT = "The portal is not built yet. Start again with `make run`."


def portal_files(folder: Path) -> Handler:
    """Serve what is in `folder`; a path without a file ending, or with an id at its end, is a page of the portal."""

    async def answer(request: web.Request) -> web.StreamResponse:
        index = folder / "index.html"
        if not index.is_file():
            return web.Response(status=503, text=NOT_BUILT)
        path = request.match_info["rest"]
        if path.startswith(UNSUBSCRIBE):
            return web.FileResponse(folder / "unsubscribe.html", headers={"Cache-Control": ASK_AGAIN})
        if path.startswith(WITH_IDS) or "." not in path.rpartition("/")[2]:
            return web.FileResponse(index, headers={"Cache-Control": ASK_AGAIN})
        file = (folder / path).resolve()
        if not file.is_relative_to(folder.resolve()) or not file.is_file():
            return web.Response(status=404, text="Not found")
        return web.FileResponse(file, headers={"Cache-Control": cache_control(path)})

    return answer
