"""`python -m infra.local.emulator`: MiniStack, corrected, until its parent ends.

Settings come from the environment: `infra/local/emulating.py` gives them.
"""

import ministack.app

from infra.local.emulator import corrections
from infra.local.parent import stop_with_parent

SUPPORTED = "1.5.33"


def main() -> None:
    version = ministack.app._version()
    if version != SUPPORTED:
        raise SystemExit(f"The corrections reach into MiniStack {SUPPORTED}, not {version}: look through them first.")
    corrections.apply_all()
    stop_with_parent()
    ministack.app.main()


main()
