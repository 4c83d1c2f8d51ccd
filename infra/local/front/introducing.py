"""What CloudFront adds to a request on its way to the API: who called, and the proof that it is CloudFront."""

from aiohttp import web
from multidict import CIMultiDict

VIEWER_ADDRESS, PROOF = "CloudFront-Viewer-Address", "X-Portal-Proof"


def introduce(headers: CIMultiDict[str], request: web.Request, proof: str) -> None:
    """Put in what CloudFront would, over whatever the caller sent under these names."""
    peer = request.transport.get_extra_info("peername") if request.transport else None
    address, port = peer[:2] if peer else (request.remote or "", 0)
    headers[VIEWER_ADDRESS] = f"{address}:{port}"
    headers[PROOF] = proof
    # It appends to what the caller says there, which is why nobody may believe the beginning of it.
    headers["X-Forwarded-For"] = ", ".join(filter(None, [request.headers.get("X-Forwarded-For"), address]))
