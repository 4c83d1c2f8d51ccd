"""`python -m infra.costs` prints what a month costs three clinics; with `--write`, `docs/cost.md` holds it."""

import sys

from infra.costs.page import PAGE, filled
from infra.costs.tables import everything

if "--write" in sys.argv:
    PAGE.write_text(filled(PAGE.read_text(), everything()))
else:
    for name, text in everything().items():
        print(f"{name}\n\n{text}\n")
