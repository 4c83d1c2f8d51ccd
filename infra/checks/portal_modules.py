"""Install the portal's modules if they are not those of its lock file."""

from infra.local import building
from infra.local.steps import Failure, exit_with

if __name__ == "__main__":
    try:
        building.install_modules()
    except Failure as failure:
        exit_with(failure)
