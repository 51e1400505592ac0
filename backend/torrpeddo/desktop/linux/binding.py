"""The bridge is in the page before any script of the page runs.

pywebview brings its own, with 60 kB of script and a style for all of the page, when everything is loaded: the page
would draw first and ask afterwards, and then be styled anew. What that bridge is used for here is one function.
"""

from typing import Any

from gi.repository import WebKit2

from ...library.glance import Glance
from ..look import left

SCRIPT = """
(() => {
  const waiting = {};
  let asked = 0;
  const post = (funcName, params, id) =>
    webkit.messageHandlers.jsBridge.postMessage(JSON.stringify({ funcName, params, id }));
  const rpc = (text) => new Promise((resolve, reject) => {
    const id = String(++asked);
    waiting[id] = ({ value, isError }) => {
      delete waiting[id];
      const answer = JSON.parse(value);
      if (isError) reject(Object.assign(new Error(answer.message), answer));
      else resolve(answer);
    };
    post('rpc', [text], id);
  });
  // By the names that pywebview answers to.
  window.pywebview = {
    api: { rpc },
    stringify: (value) => JSON.stringify(value),
    _jsApiCallback: post,
    _returnValuesCallbacks: { rpc: waiting },
  };
  addEventListener('load', () => dispatchEvent(new CustomEvent('pywebviewready')));
})();
"""


def bind(manager: Any, look: Glance) -> None:
    """Before anything is loaded: in every page, also when it is loaded again. The view is locked to ours."""
    top = WebKit2.UserContentInjectedFrames.TOP_FRAME
    start = WebKit2.UserScriptInjectionTime.START
    manager.add_script(WebKit2.UserScript.new(SCRIPT + left(look), top, start, None, None))


def stand_in(backend: Any, view: Any, window: Any) -> None:
    """Say to pywebview when the page may be spoken to, and keep its own bridge out of the page."""

    def changed(_view: Any, state: Any) -> None:
        if state == WebKit2.LoadEvent.COMMITTED:
            window.events.before_load.set()
            window.events._pywebviewready.set()  # noqa: SLF001  answers wait for it

    def finished(_renderer: str, _window: Any) -> None:
        window.events.loaded.set()

    view.connect("load-changed", changed)
    vars(backend)["inject_pywebview"] = finished
