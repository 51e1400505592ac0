"""A page that has turned against the program, in place of the packaged one's own: it gets at nothing but the methods.

The folder build's page is a file, so it can be changed here, as no attacker on the network could; what the page finds
out it writes into a setting, which is read afterwards without a window.
"""

import json
import shutil
import stat
from pathlib import Path
from typing import Any

import psutil
from tests.swarm.program import Program
from tests.window.conftest import Site
from tests.window.conftest import site as site
from tests.window.processes import GUARD_S, wait_for
from tests.window.screen import Screen
from tests.window.test_bridge import LEAVING, PROBES

from .conftest import Unwrapped
from .test_window import SWITCHES, started

_PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>attack</title></head><body><script>
const names = NAMES, scripts = SCRIPTS, files = FILES, found = {};
const rpc = (method, params) => window.pywebview.api
    .rpc(JSON.stringify({ jsonrpc: '2.0', id: method, method, params })).then(JSON.parse);
const answer = name => new Promise(done => {
    window.pywebview._returnValuesCallbacks[name] = { probe: () => done('answered') };
    window.pywebview._jsApiCallback(name, ['touch ' + WITNESS], 'probe');
    rpc('get_app', {}).then(() => setTimeout(done, 0, 'silence'));
});
const read = address => fetch(address).then(answer => answer.text()).then(() => 'read', () => 'refused');
addEventListener('pywebviewready', async () => {
    for (const name of names) found[name] = await answer(name);
    for (const address of files) found[address] = await read(address);
    for (const script of scripts) {
        try { new Function(script)(); } catch (error) { found['error ' + script] = String(error); }
        await rpc('get_app', {});
        found[script] = window.opened ? 'opened' : 'stayed';
    }
    await rpc('update_settings', { changes: { view: { found, href: location.href } } });
    await rpc('shutdown', {});
});
</script></body></html>
"""
FILES = ["file:///etc/hostname", "file:///proc/self/environ"]


def hostile(program: Path, site: Site, witness: Path, copy: Path) -> tuple[Path, list[str]]:
    """A copy of the folder build with another page; and the scripts by which that page tries to leave."""
    folder = copy / "torrpeddo"
    shutil.copytree(program, folder, symlinks=True)
    (page,) = folder.rglob("interface/index.html")
    leaving = [script.format(site=site.address) for script in LEAVING]
    holes: dict[str, Any] = {"NAMES": PROBES, "SCRIPTS": leaving, "FILES": FILES, "WITNESS": str(witness)}
    text = _PAGE
    for hole, value in holes.items():
        text = text.replace(hole, json.dumps(value), 1)
    page.write_text(text, encoding="utf-8")
    return folder / "torrpeddo", leaving


def test_a_hostile_page_gets_at_nothing(unwrapped: Unwrapped, screen: Screen, site: Site, tmp_path: Path) -> None:
    witness, profile = tmp_path / "witness", tmp_path / "profile"
    program, leaving = hostile(unwrapped.archive, site, witness, tmp_path / "copy")
    with started(screen, tmp_path, [program, "--profile", profile, *SWITCHES]) as process:
        assert process.wait(60) == 0
    with Program(profile, command=[program], errors=tmp_path / "engine.log") as engine:
        view = engine.call("get_settings")["view"]
        assert engine.end() == 0
    expected = dict.fromkeys(PROBES, "silence") | dict.fromkeys(FILES, "refused") | dict.fromkeys(leaving, "stayed")
    assert view["found"] == expected
    assert view["href"].endswith("interface/index.html")
    assert site.visits == []
    assert not witness.exists()


def test_it_opens_no_port_but_that_of_its_peers_and_lets_no_other_user_in(
    unwrapped: Unwrapped, screen: Screen, tmp_path: Path
) -> None:
    profile = tmp_path / "profile"
    program = unwrapped.archive / "torrpeddo"
    with started(screen, tmp_path, [program, "--profile", profile, *SWITCHES]) as process:
        (window,) = wait_for(lambda: screen.windows_of_family("Torrpeddo", process.pid), 30, "the window")
        family = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
        heard = {
            connection.laddr.port
            for member in family
            for connection in member.net_connections("tcp")
            if connection.status == psutil.CONN_LISTEN
        }
        assert len(heard) <= 1
        for path in [profile, *profile.rglob("*")]:
            if path.is_dir():
                assert stat.S_IMODE(path.stat().st_mode) == 0o700, path
        for path in Path(screen.env["XDG_RUNTIME_DIR"]).iterdir():
            if "torrpeddo" in path.name:
                assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
        screen.close(window)
        assert process.wait(GUARD_S) == 0
