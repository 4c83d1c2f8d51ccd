"""`python -m infra.local.front ADDRESSES.json`: serve until the parent ends."""

import sys
from pathlib import Path

from aiohttp import web

from infra.local.front.addresses import Addresses
from infra.local.front.server import front
from infra.local.parent import stop_with_parent
from infra.local.settings import HOST

stop_with_parent()
addresses = Addresses.read(Path(sys.argv[1]))
web.run_app(front(addresses), host=HOST, port=addresses.port, print=None, access_log=None, shutdown_timeout=1)
