"""node_modules/, as package-lock.json says."""

import stamps
from paths import NODE_MODULES, ROOT
from shell import run, say

STEP = "node-packages"


def ensure() -> None:
    state = stamps.digest([ROOT / "package.json", ROOT / "package-lock.json"])
    if NODE_MODULES.is_dir() and stamps.is_current(STEP, state):
        return
    say("Installing npm packages")
    run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], "npm could not install its packages; see above.")
    stamps.write(STEP, state)
