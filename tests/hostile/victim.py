"""The program, a torrent in its list that must come to no harm, and looks at whether it did."""

import os
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.swarm.kept import copy_of
from tests.swarm.program import Program
from tests.swarm.samples import Sample, make, place

Library = dict[str, list[Any]]
_KEPT = {
    "torrent": "id, v1, v2, name, save_path, intent, queue_position, sequential, trackers, priorities, options",
    **dict.fromkeys(("metadata", "delete_job", "move_job", "setting", "ban", "damaged"), "*"),
}
"""What no stranger may change, by table; figures change by themselves."""
_REFUSED, _WRONG_PARAMETERS, _WRONG_REQUEST = -32000, -32602, -32600


class Victim:
    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.downloads = self.folder / "downloads"
        self.own = self.folder / "mine.txt"
        self.own.write_text("mine")
        self._said = self.folder / "stderr.txt"
        self.sample: Sample = make(self.folder / "seed", "honest", {"a.bin": 20_000, "b/c.bin": 5000})
        place(self.sample, self.downloads)
        self.program = self.on(self.folder / "profile")
        path = str(self.sample.torrent_file(self.folder))
        self.call("add_torrent_file", path=path, save_path=str(self.downloads), paused=True, seed_mode=True)

    def call(self, method: str, **params: Any) -> Any:
        """The result of what must be done."""
        answer = self.ask(method, **params)
        assert "result" in answer, f"{method} answered {answer}"
        return answer["result"]

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        """The answer, which is a result or an error in words."""
        number = self.program.ask(method, **params)
        self.program.until(lambda: self.program.reply(number) is not None, seconds=60)
        answer = self.program.reply(number)
        assert answer is not None
        if "error" in answer:
            in_words(answer["error"])
        return answer

    def say(self, line: bytes) -> list[dict[str, Any]]:
        """The errors with which a line is answered, if it is."""
        return [answer["error"] for answer in self.program.say(line, seconds=60) if "error" in answer]

    def library(self) -> Library:
        """All that is kept, but for what changes by itself."""
        profile = self.folder / "profile"
        with copy_of(profile / "library.db", profile) as library:
            return {
                table: sorted(map(repr, library.execute(f"SELECT {what} FROM {table}")))
                for table, what in _KEPT.items()
            }

    def again(self) -> None:
        """Killed, and started on what was kept."""
        self.program.kill()
        self.program = self.on(self.folder / "profile")

    def rows(self) -> dict[str, dict[str, Any]]:
        return {row["id"]: row for row in self.call("get_status")["torrents"]}

    def unharmed(self) -> None:
        """It lives, has the honest torrent, and nothing left the folder of the downloads."""
        assert self.sample.id in self.rows()
        assert self.sample.on_disk(self.downloads) == set(self.sample.files)
        assert self.own.read_text() == "mine"
        names = {path.name for path in self.folder.iterdir()}
        assert names <= {"downloads", "mine.txt", "seed", "profile", "stderr.txt", "honest.torrent", "in.torrent"}, (
            names
        )
        for parent, folders, files in os.walk(self.downloads):
            for name in (*folders, *files):
                found = Path(os.path.realpath(Path(parent, name)))
                assert found.is_relative_to(self.downloads), f"{Path(parent, name)} leads to {found}"
        assert "Traceback" not in self._said.read_text(), self._said.read_text()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.program.kill()

    def on(self, profile: Path) -> Program:
        program = Program(profile, quick=True, errors=self._said)
        program.until(lambda: program.listed, seconds=30)
        return program


def in_words(error: dict[str, Any]) -> None:
    """A sentence for a person, and no failure of the program's own."""
    assert error["code"] in (_REFUSED, _WRONG_PARAMETERS, _WRONG_REQUEST), error
    message = error["message"]
    assert message, error
    assert message[0].isupper() or not message[0].isalpha() or message[0] == "“", error
    assert message.endswith((".", "?")), error
    assert message.replace("\n", "").isprintable(), error
    assert len(message) < 3000, error
