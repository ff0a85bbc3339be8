"""A headless Chromium before the gallery: pages at a desk (1440) and on a phone (360), with and without script.

Chromium has no Chinese font of its own on a bare machine; it is pointed at those of the package pylopdf-fonts-zh-cn.
"""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{dir}</dir><cachedir>{cache}</cachedir>
<alias><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
<alias><family>serif</family><prefer><family>Noto Serif SC</family></prefer></alias>
<include ignore_missing="yes">/etc/fonts/conf.d/90-synthetic.conf</include></fontconfig>
"""


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """The application on a free port of this machine; gives its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def chromium(folder: Path) -> Iterator[Browser]:
    """The browser, with Chinese fonts; `folder` takes its font configuration. One per process: the rooms' tests share it."""
    if not _running:
        _running.append(_start(folder))
    yield _running[0]


_running: list[Browser] = []


def _start(folder: Path) -> Browser:
    conf = folder / "fonts.conf"
    conf.write_text(FONTS.format(dir=files("pylopdf_fonts_zh_cn"), cache=folder / "cache"), "utf-8")
    play = sync_playwright().start()
    browser = play.chromium.launch(
        executable_path=CHROMIUM, args=list(ARGUMENTS), env={**os.environ, "FONTCONFIG_FILE": str(conf)}
    )
    atexit.register(play.stop)
    atexit.register(browser.close)
    return browser
