"""What the interface costs while nobody does anything with it: at rest, with rows that change, and hidden."""

from collections.abc import Callable
from typing import Any

import psutil
from playwright.sync_api import BrowserContext, CDPSession, Page, expect
from tests.ui.interface import Interface

from .figures import Table
from .over_websocket import DirectTab, OverWebSocket

SECONDS = 5
PUSHES = 20
TAKE_OVER = """
const { rows, session } = await (async () => {
  const call = async (method, params) => JSON.parse(await window.pywebview.api.rpc(JSON.stringify(
    { jsonrpc: '2.0', id: 'bench', method, params }))).result;
  await call('set_visible', { visible: false });
  const { torrents, session } = await call('get_status', {});
  return { rows: torrents, session };
})();
let seq = 1;
const push = event => window.torrpeddo.receive(typeof event === 'string' ? event : JSON.stringify([event]));
push({ type: 'snapshot', seq, session, rows, total: rows.length });
"""
"""The host falls silent; from here on the page is told by ``push``, as by a host of its own."""
_HAND_BACK = """
() => {
  clearInterval(window.changing);
  const request = { jsonrpc: '2.0', id: 'bench', method: 'set_visible', params: { visible: true } };
  return window.pywebview.api.rpc(JSON.stringify(request));
}
"""
CHANGE_EACH_SECOND = (
    TAKE_OVER
    + """
window.changing = setInterval(() => {
  seq += 1;
  const shown = [...document.querySelectorAll('[data-id]')].map(({ dataset }) => dataset.id).slice(0, 20);
  const changed = rows.filter(({ id }) => shown.includes(id))
    .map(row => ({ ...row, state: 'downloading', down_rate: 1000 * seq, progress: (seq % 100) / 100, peers: seq }));
  push({ type: 'delta', seq, session, rows: changed, removed: [] });
}, 1000);
"""
)
"""Of the torrents that are seen, 20 download."""
_PUSH = (
    "async pushes => {"
    + TAKE_OVER
    + """
  const texts = Array.from({ length: pushes }, (_, n) => JSON.stringify([{ type: 'delta', seq: n + 2, session,
    rows: rows.slice(0, 200).map(row => ({ ...row, up_rate: 1000 + n, down_rate: 0 })), removed: [] }]));
  const pause = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  await pause();
  window.pushAll = async () => { for (const text of texts) { push(text); await pause(); } };
}
"""
)
_COUNT = """
window.ran = { frames: 0, timers: 0, told: 0 };
for (const [name, what] of [['requestAnimationFrame', 'frames'], ['setTimeout', 'timers'], ['setInterval', 'timers']]) {
  const real = window[name];
  window[name] = (run, ...rest) => real.call(window, (...given) => { window.ran[what] += 1; run(...given); }, ...rest);
}
"""
_HIDE = """
() => {
  Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' });
  document.dispatchEvent(new Event('visibilitychange'));
  const { receive } = window.torrpeddo;
  window.torrpeddo.receive = text => { window.ran.told += 1; receive(text); };
}
"""


def resting(page: Page, table: Table) -> None:
    """Of a page that has just loaded its list."""
    page.wait_for_timeout(2000)
    table.add("Chromium at rest: CPU of its processes", "% of a core", cpu(page, SECONDS))
    table.add("Chromium at rest: the page's thread", "% of a core", busy(page, SECONDS))
    page.evaluate("async () => {" + CHANGE_EACH_SECOND + "}")
    page.wait_for_timeout(2000)
    table.add("Chromium, 20 rows downloading: CPU of its processes", "% of a core", cpu(page, SECONDS))
    table.add("Chromium, 20 rows downloading: the page's thread", "% of a core", busy(page, SECONDS))
    page.evaluate(_HAND_BACK)
    page.reload()
    expect(page.locator("[data-id]").first).to_be_visible(timeout=30_000)


def delta_script(page: Page) -> float:
    """Milliseconds of script for each of many pushes of 200 changed rows."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    page.evaluate(_PUSH, PUSHES)
    before = _metric(session, "ScriptDuration")
    page.evaluate("() => window.pushAll()")
    return (_metric(session, "ScriptDuration") - before) * 1000 / PUSHES


def hidden(context: BrowserContext, host: OverWebSocket, table: Table) -> None:
    """What runs in a page that nobody sees, while everything changes in the engine."""
    context.add_init_script(_COUNT)
    interface = Interface(DirectTab(context, host), host)
    page = interface.page
    page.wait_for_timeout(3000)
    page.evaluate(_HIDE)
    page.wait_for_timeout(2000)
    page.evaluate("() => Object.assign(window.ran, { frames: 0, timers: 0, told: 0 })")
    ids = [row["id"] for row in host.call("get_status")["torrents"]][:200]
    host.call("resume", ids=ids)
    host.call("pause", ids=ids)
    page.wait_for_timeout(SECONDS * 1000)
    ran = page.evaluate("() => window.ran")
    table.add("Chromium, hidden: frames, timers and messages that ran", f"in {SECONDS} s", sum(ran.values()))
    interface.close()


def cpu(page: Page, seconds: float) -> float:
    """Percent of a core, of all the browser's processes together."""
    browsers = [each for each in psutil.Process().children(recursive=True) if "chrom" in each.name()]
    return share(browsers, seconds, lambda: page.wait_for_timeout(seconds * 1000))


def share(processes: list[psutil.Process], seconds: float, wait: Callable[[], object]) -> float:
    """Percent of a core that they compute while ``wait`` waits so many seconds."""
    before = _times(processes)
    wait()
    return 100 * (_times(processes) - before) / seconds


def _times(processes: list[psutil.Process]) -> float:
    return sum(times.user + times.system for times in (each.cpu_times() for each in processes if each.is_running()))


def busy(page: Page, seconds: float) -> float:
    """Percent of the time that the page's own thread works."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    before = _metric(session, "TaskDuration")
    page.wait_for_timeout(seconds * 1000)
    return 100 * (_metric(session, "TaskDuration") - before) / seconds


def _metric(session: CDPSession, name: str) -> float:
    metrics: list[dict[str, Any]] = session.send("Performance.getMetrics")["metrics"]
    return float(next(each["value"] for each in metrics if each["name"] == name))
