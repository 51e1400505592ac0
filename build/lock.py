"""`npm run lock`: remakes the lock files from pyproject.toml and package.json.

What is locked already stays where it still fits; ``npm run lock -- --upgrade`` moves the Python
packages to the newest that do. The Python locks serve Linux, Windows and macOS alike.
"""

import sys
from collections.abc import Sequence

import python_packages
from paths import LOCKS, ROOT
from shell import run

UV = "uv==0.13.9"
COMPILE = (
    *("uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"),
    *("--no-emit-index-url", "--no-emit-find-links", "--annotation-style", "line"),
    *("--custom-compile-command", "npm run lock"),
)
PROJECT = ("pyproject.toml",)


def main() -> None:
    options = sys.argv[1:]
    python_packages.ensure_tool(UV)
    _compile("build-tools", _group("build-tools"), options)
    _compile("cairo", _group("cairo"), options)
    _compile("runtime", [*PROJECT, *_fitting("cairo")], options)
    _compile("development", [*PROJECT, *_group("development"), *_fitting("runtime")], options)
    _compile("fuzzing", _group("fuzzing"), options)
    _compile("packaging", [*_group("packaging"), *_fitting("build-tools"), *_fitting("development")], options)
    run(["npm", "install", "--package-lock-only", "--loglevel=error"], "npm could not remake package-lock.json.")
    # A package for another system that the registry does not have is left out in silence, and then missed.
    run(["npm", "ci", "--dry-run", "--loglevel=error"], "package-lock.json lacks packages; npm names them above.")


def _group(name: str) -> list[str]:
    return ["--group", f"pyproject.toml:{name}"]


def _fitting(lock: str) -> list[str]:
    """The same versions as in another lock."""
    return ["--constraints", str((LOCKS / f"{lock}.txt").relative_to(ROOT))]


def _compile(lock: str, sources: Sequence[str], options: Sequence[str]) -> None:
    output = (LOCKS / f"{lock}.txt").relative_to(ROOT)
    run([*COMPILE, *options, *sources, "--output-file", output], f"The lock file {output} could not be made.")


if __name__ == "__main__":
    main()
