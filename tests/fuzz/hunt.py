"""``python tests/fuzz/hunt.py TARGET ARGUMENT…``: libFuzzer on one target, guided by what its inputs reach.

The arguments are libFuzzer's. Where it finds a fault it ends with another code than 0 and leaves the input. To merge,
libFuzzer starts itself once more, by what it takes for its name.
"""

import shlex
import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[2]))
with atheris.instrument_imports(include=["torrpeddo"]):
    from tests.fuzz.targets import TARGETS


def main() -> None:
    target, *arguments = sys.argv[1:]
    itself = shlex.join([sys.executable, __file__, target])
    atheris.Setup([itself, *arguments], TARGETS[target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
