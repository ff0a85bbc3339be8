"""Style sheet, script and icons 静态资源: served by this program under an address that holds their digest, kept for a year.

Bootstrap's CSS and the icons come out of the installed package Bootstrap-Flask; nothing of it is in this repository. The icons in
use are picked out of its sprite of a megabyte. No screen asks another machine for anything.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from flask import Flask, Response, abort, request, url_for

ICONS = (
    "arrow-left", "arrow-right", "box-arrow-up-right", "calendar3", "check-lg", "clipboard", "clock-history", "download",
    "exclamation-triangle", "eye", "file-earmark-text", "flag", "paperclip", "pencil", "people", "person", "printer",
    "search", "send", "telephone", "upload", "x-lg",
)  # fmt: skip
"""Names of bootstrap-icons that templates may use with `icon(name)`."""

YEAR = 31_536_000
"""Seconds that a browser keeps a file whose name changes with its content."""

OWN = {"app.css": ("app.css", "narrow.css"), "app.js": ("app.js",)}
"""What we send of our own and the files it is joined from, in this order."""

_TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_SEAL = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="3" fill="#b3301c"/>'
    '<rect x="3" y="3" width="26" height="26" rx="2" fill="none" stroke="#fff" stroke-width="1.5"/>'
    '<text x="16" y="23" font-size="19" font-weight="700" fill="#fff" text-anchor="middle">薪</text></svg>'
)


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent."""

    name: str
    content: bytes
    packed: bytes
    digest: str

    @property
    def media_type(self) -> str:
        """Content-Type with its charset."""
        return f"{_TYPES[self.name.rsplit('.', 1)[1]]}; charset=utf-8"


def pick_icons(sprite: str, names: tuple[str, ...] = ICONS) -> str:
    """A sprite with only the named symbols. Raises LookupError for a name that the package does not have."""
    symbols = {m[2]: m[1] for m in re.finditer(r'(<symbol\b[^>]*\bid="([^"]+)"[^>]*>.*?</symbol>)', sprite, re.DOTALL)}
    missing = [name for name in names if name not in symbols]
    if missing:
        raise LookupError(f"bootstrap-icons has no {', '.join(missing)}")
    return '<svg xmlns="http://www.w3.org/2000/svg">' + "".join(symbols[name] for name in names) + "</svg>"


def _asset(name: str, text: str) -> Asset:
    content = text.encode()
    return Asset(name, content, gzip.compress(content, 9, mtime=0), hashlib.sha256(content).hexdigest()[:12])


def _own(name: str) -> str:
    folder = files("arrears").joinpath("static")
    return "\n".join(folder.joinpath(part).read_text("utf-8") for part in OWN[name])


def collect() -> Mapping[str, Asset]:
    """Every asset by name, read from the packages. About 0.1 s, once per process."""
    bootstrap = files("flask_bootstrap").joinpath("static", "bootstrap5")
    css = bootstrap.joinpath("css", "bootstrap.min.css").read_text("utf-8")
    texts = {
        "bootstrap.min.css": re.sub(r"/\*# sourceMappingURL=.*?\*/", "", css),
        **{name: _own(name) for name in OWN},
        "icons.svg": pick_icons(bootstrap.joinpath("icons", "bootstrap-icons.svg").read_text("utf-8")),
        "seal.svg": _SEAL,
    }
    return {name: _asset(name, text) for name, text in texts.items()}


def register_assets(app: Flask) -> None:
    """Serve the assets and give templates `asset(name)`. The route names no act: like `static`, it is nobody's data."""
    shelf = dict(collect())

    def asset(name: str) -> str:
        """The address of an asset; while debugging our own files are read anew."""
        if app.debug and name in OWN:
            shelf[name] = _asset(name, _own(name))
        return url_for("asset", digest=shelf[name].digest, name=name)

    def send(digest: str, name: str) -> Response:
        found = shelf.get(name)
        if found is None:
            abort(404)
        packs = request.accept_encodings.quality("gzip") > 0
        answer = Response(found.packed if packs else found.content, content_type=found.media_type)
        answer.vary.add("Accept-Encoding")
        if packs:
            answer.content_encoding = "gzip"
        if digest == found.digest:
            answer.cache_control.public, answer.cache_control.max_age, answer.cache_control.immutable = True, YEAR, True
        else:
            answer.cache_control.no_cache = True  # an old page asks for an old file: it gets the new one, but does not keep it
        return answer

    app.add_url_rule("/assets/<digest>/<name>", "asset", send)
    app.jinja_env.globals["asset"] = asset
