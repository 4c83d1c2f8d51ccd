"""The built portal: files under their names, index.html for every page of it."""

from pathlib import Path

from aiohttp import web

from infra.local.front.relay import Handler

FOREVER = "public, max-age=31536000, immutable"  # files whose name holds a hash of their content
ASK_AGAIN = "no-cache"
NOT_BUILT = "The portal is not built yet. Start again with `make run`."


def portal_files(folder: Path) -> Handler:
    """Serve what is in `folder`; a path without a file ending is a page of the portal."""

    async def answer(request: web.Request) -> web.StreamResponse:
        index = folder / "index.html"
        if not index.is_file():
            return web.Response(status=503, text=NOT_BUILT)
        path = request.match_info["rest"]
        if "." not in path.rpartition("/")[2]:
            return web.FileResponse(index, headers={"Cache-Control": ASK_AGAIN})
        file = (folder / path).resolve()
        if not file.is_relative_to(folder.resolve()) or not file.is_file():
            return web.Response(status=404, text="Not found")
        return web.FileResponse(file, headers={"Cache-Control": FOREVER if path.startswith("assets/") else ASK_AGAIN})

    return answer
