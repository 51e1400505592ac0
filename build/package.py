"""`npm run package`: the program as people download it, into ``dist/``.

On Linux one executable, the folder build as an archive, and a .deb; on Windows one executable and the folder as a
.zip; on macOS the application bundle as a .zip and on a disk image.
"""

import python_packages
from paths import ROOT, script
from setup import set_up
from shell import call


def main() -> None:
    set_up()
    python_packages.ensure_packaging()
    # In the project's own Python: what is packaged tells itself what it is called and what opens it.
    raise SystemExit(call([script("python"), "-m", "bundle.make"], env={"PYTHONPATH": str(ROOT / "build")}))


if __name__ == "__main__":
    main()
