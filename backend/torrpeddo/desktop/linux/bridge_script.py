"""The bridge, in the page before any script of the page runs.

pywebview brings its own, with 60 kB of script and a style for all of the page, when everything is loaded: the page
would draw first and ask afterwards, and then be styled anew. What that bridge is used for here is one function.
"""

from ...library.glance import Glance
from ..look import left

_SCRIPT = """
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


def script(look: Glance) -> str:
    """For every page that is loaded, also when it is loaded again. The view is locked to ours."""
    return _SCRIPT + left(look)
