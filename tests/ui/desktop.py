"""The system around the window, as the tests have it: what it is asked is kept, what it answers was put there."""

from dataclasses import dataclass, field

from tests.rpc.fitting_in import Defaults, Login

from torrpeddo.desktop.completion.trying import Trials


@dataclass
class Desktop:
    """A ``torrpeddo.rpc.ports.Desktop`` on which the person chooses what ``chosen`` says, first come first served."""

    chosen: list[list[str]] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)
    """Files, folders and links, oldest first."""
    clipboard: str = ""
    handlers: Defaults = field(default_factory=Defaults)
    autostart: Login = field(default_factory=Login)
    trials: Trials = field(default_factory=Trials)
    """Programs are run for real."""

    @property
    def capabilities(self) -> list[str]:
        window = ["choose_folder", "choose_file", "choose_torrents", "open", "show_in_folder", "clipboard"]
        after = ["run_on_completion", "when_done", "shut_down", "quit"]
        return [*window, "handlers", "autostart", "notifications", *after]

    def describe(self) -> list[str]:
        return ["A webview of the test's own"]

    def choose_folder(self, start: str | None) -> list[str]:
        return self._choose()

    def choose_file(self, start: str | None) -> list[str]:
        return self._choose()

    def choose_torrents(self) -> list[str]:
        return self._choose()

    def open_path(self, path: str) -> None:
        self.opened.append(path)

    def show_in_folder(self, path: str) -> None:
        self.opened.append(path)

    def open_link(self, url: str) -> None:
        self.opened.append(url)

    def read_clipboard(self) -> str:
        return self.clipboard

    def write_clipboard(self, text: str) -> None:
        self.clipboard = text

    def _choose(self) -> list[str]:
        return self.chosen.pop(0) if self.chosen else []
