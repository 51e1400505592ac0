"""An ordinary quit is over at once: nothing in the process is waited for in vain."""

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from .product_window import Product, open_product
from .screen import Screen

IN_VAIN = "did not end in time"
_ASK_WHEN_IT_GOES = """
    const ask = () => window.pywebview.api.rpc(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'get_settings' }));
    document.addEventListener('visibilitychange', () => { for (let left = 300; left > 0; left--) void ask(); });
"""
"""More than the interface does itself then; the answers find no page."""


def by_signal(product: Product) -> None:
    product.process.send_signal(signal.SIGTERM)


def by_keys(product: Product) -> None:
    product.screen.xdotool("windowactivate", "--sync", product.native(), "key", "ctrl+q")


@pytest.mark.parametrize("quit", [by_signal, by_keys])
def test_what_the_page_asks_as_it_goes_holds_nothing_up(
    screen: Screen, tmp_path: Path, quit: Callable[[Product], None]
) -> None:
    with open_product(screen, None, tmp_path / "profile") as product:
        product.wait_until("return document.body.innerText.includes('Torrpeddo')")
        product.run(_ASK_WHEN_IT_GOES)
        quit(product)
        product.wait_gone()
    (log,) = tmp_path.rglob("torrpeddo.log")
    assert IN_VAIN not in log.read_text(encoding="utf-8")
