"""One line on the screen that needs no page. GUI thread only."""

import importlib
from typing import Any

_WIDTH, _HEIGHT, _MARGIN = 400, 90, 24


class Note:
    """A small window that can't be closed: it goes with the program."""

    def __init__(self) -> None:
        self._label: Any = None

    def say(self, title: str, text: str) -> None:
        if self._label is None:
            self._label = self._open(title)
        self._label.Text = text

    def _open(self, title: str) -> Any:
        forms: Any = importlib.import_module("System.Windows.Forms")
        drawing: Any = importlib.import_module("System.Drawing")
        form, label = forms.Form(), forms.Label()
        form.Text = title
        form.ClientSize = drawing.Size(_WIDTH, _HEIGHT)
        form.FormBorderStyle = forms.FormBorderStyle.FixedDialog
        form.StartPosition = forms.FormStartPosition.CenterScreen
        form.ControlBox = False
        label.Dock = forms.DockStyle.Fill
        label.Padding = forms.Padding(_MARGIN)
        form.Controls.Add(label)
        form.Show()
        return label
