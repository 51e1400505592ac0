"""`npm run dev`: the interface with hot reload in a browser, beside a real engine over a WebSocket.

Arguments go to the engine. Its profile is one of its own, in .cache/, so that nothing a person
downloads is touched; ``--profile DIR`` chooses another.
"""

import secrets
import socket
import subprocess
import sys
from pathlib import Path

import python_packages
from paths import CACHE, FRONTEND, environment, script
from setup import set_up
from shell import locate

PROFILE = CACHE / "dev" / "profile"
TOKEN_FILE = CACHE / "dev" / "token"


def main() -> None:
    set_up()
    python_packages.ensure(development=True)
    port, token = _free_port(), secrets.token_urlsafe(32)
    _write_secret(TOKEN_FILE, token)
    engine: list[str | Path] = [script("torrpeddo"), "websocket", "--port", str(port), "--token-file", TOKEN_FILE]
    with subprocess.Popen([*engine, "--profile", PROFILE, *sys.argv[1:]], env=environment()) as host:
        try:
            address = {"VITE_ENGINE_URL": f"ws://127.0.0.1:{port}", "VITE_ENGINE_TOKEN": token}
            subprocess.run([locate("vite")], cwd=FRONTEND, env={**environment(), **address}, check=False)
        except KeyboardInterrupt:
            pass
        finally:
            host.terminate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _write_secret(file: Path, text: str) -> None:
    """Readable by this account alone, from its first byte."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)
    file.write_text(text)


if __name__ == "__main__":
    main()
