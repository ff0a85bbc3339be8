"""A browser without a script for tests: pages with their forms, filled and sent as a person would; each page is checked when fetched.

    page = browser.get("/mediation/new")
    page = page.fill({"applicants-0-name": "何志远"}).send()
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient

VOID = {"input", "br", "hr", "meta", "link", "img", "col"}


class Form:
    """One form of a page: its address and what it holds."""

    def __init__(self, action: str, method: str) -> None:
        self.action, self.method = action, method
        self.values: dict[str, list[str]] = {}
        self.files: dict[str, tuple[str, bytes]] = {}
        self.names: set[str] = set()
        self.buttons: list[tuple[str, str, str]] = []


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.ids: list[str] = []
        self.heads = 0
        self.inline = False
        self._form: Form | None = None
        self._select: tuple[str, bool] | None = None
        self._area: str | None = None
        self._button: tuple[str, str] | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {k: v or "" for k, v in attrs}
        if "id" in a:
            self.ids.append(a["id"])
        self.inline |= "style" in a or any(k.startswith("on") for k in a)
        self.heads += tag == "h1"
        if tag == "form":
            self._form = Form(a.get("action", ""), a.get("method", "get"))
            self.forms.append(self._form)
        if self._form is None:
            return
        name = a.get("name", "")
        if tag == "input" and name:
            self._input(a, name)
        elif tag == "select":
            self._select = (name, False)
            self._form.names.add(name)
        elif tag == "option" and self._select:
            if "selected" in a or not self._select[1]:
                self._form.values[self._select[0]] = [a.get("value", "")]
                self._select = (self._select[0], True)
        elif tag == "textarea":
            self._area, self._text = name, ""
            self._form.names.add(name)
        elif tag == "button":
            self._button, self._text = (name, a.get("value", "")), ""

    def _input(self, a: Mapping[str, str], name: str) -> None:
        assert self._form is not None
        self._form.names.add(name)
        kind = a.get("type", "text")
        if kind in {"radio", "checkbox"}:
            if "checked" in a:
                self._form.values.setdefault(name, []).append(a.get("value", "on"))
        elif kind != "file":
            self._form.values[name] = [a.get("value", "")]

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea" and self._area is not None and self._form is not None:
            self._form.values[self._area] = [self._text.replace("\r\n", "\n").removeprefix("\n")]
            self._area = None
        elif tag == "button" and self._button is not None and self._form is not None:
            self._form.buttons.append((*self._button, self._text.strip()))
            self._button = None


class Page:
    """An answer: its text, status, address, and the form a person would fill (the last with a POST, unless chosen)."""

    def __init__(self, browser: Browser, answer: Any) -> None:
        self.browser = browser
        self.status = answer.status_code
        self.path = answer.request.full_path.rstrip("?")
        self.text = answer.get_data(as_text=True)
        self.type = answer.mimetype
        reader = _Reader()
        if self.type == "text/html":
            reader.feed(self.text)
            self._check(reader)
        self.forms = reader.forms
        posts = [f for f in reader.forms if f.method == "post" and "/logout" not in f.action]
        self.form = next((f for f in posts if len(f.names) > 2), posts[-1] if posts else None)

    def _check(self, reader: _Reader) -> None:
        if 'class="sheet"' in self.text and "<main class=\"sheet\"" in self.text:
            return  # a paper, not a page of ours
        assert reader.heads == 1, f"{self.path}: {reader.heads} h1"
        assert len(set(reader.ids)) == len(reader.ids), f"{self.path}: twice {sorted({i for i in reader.ids if reader.ids.count(i) > 1})}"
        assert not reader.inline, f"{self.path}: inline style or handler"
        visible = re.sub(r"<[^>]*>", " ", self.text)
        assert not re.search(r"\bNone\b", visible), f"{self.path} shows None"

    @property
    def words(self) -> str:
        """The text a person reads."""
        return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", self.text))

    @property
    def faults(self) -> list[str]:
        """The lines of the summary of errors."""
        found = re.search(r'<div class="errors".*?</div>', self.text, re.S)
        return re.findall(r"<li>(?:<a[^>]*>)?(.*?)(?:</a>)?</li>", found[0]) if found else []

    def value(self, name: str) -> str:
        """What stands in a field."""
        assert self.form is not None and name in self.form.names, f"{name} not in {sorted(self.form.names) if self.form else ()}"
        return (self.form.values.get(name) or [""])[0]

    def values(self, name: str) -> list[str]:
        """What is ticked."""
        assert self.form is not None
        return self.form.values.get(name, [])

    def fill(self, values: Mapping[str, Any] | None = None, **more: Any) -> Page:
        """Fill fields; a list ticks several; (name, bytes) is a file. A field that is not there fails."""
        assert self.form is not None, f"{self.path} has no form: {self.words[:400]}"
        wanted = {*(values or {}), *more}
        self.form = next((f for f in self.forms if f.method == "post" and wanted <= f.names), self.form)
        for name, value in {**(values or {}), **more}.items():
            assert name in self.form.names, f"{self.path} has no field {name}: {sorted(self.form.names)}"
            if isinstance(value, tuple):
                self.form.files[name] = value
            else:
                self.form.values[name] = [str(v) for v in value] if isinstance(value, list) else [str(value)]
        return self

    def send(self, press: tuple[str, str] | None = None, follow: bool = True) -> Page:
        """Send the form with the button pressed (name, value); without one as Enter does: the first button."""
        assert self.form is not None
        data: dict[str, Any] = {k: v for k, v in self.form.values.items() if v}
        button = press or next(((n, v) for n, v, _ in self.form.buttons if n), None) if self.form.buttons and not press else press
        if press is None and self.form.buttons:
            button = self.form.buttons[0][:2]
        if button and button[0]:
            data[button[0]] = [button[1]]
        for name, (filename, content) in self.form.files.items():
            data[name] = (io.BytesIO(content), filename)
        return self.browser.post(self.form.action or self.path, data, follow)


class Browser:
    """A client that gives pages."""

    def __init__(self, client: FlaskClient, account: str = "", password: str = "") -> None:
        self.client, self._account, self._password = client, account, password

    def get(self, path: str) -> Page:
        """Fetch a page, following redirects; whose log-in has run out logs in again."""
        page = Page(self, self.client.get(path, follow_redirects=True))
        if self._account and page.path.startswith("/login"):
            page.fill(account=self._account, password=self._password).send()
            page = Page(self, self.client.get(path, follow_redirects=True))
        return page

    def post(self, path: str, data: Mapping[str, Any], follow: bool = True) -> Page:
        """Send fields."""
        body = encoded(data)
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        return Page(self, self.client.post(path, input_stream=io.BytesIO(body), content_length=len(body), follow_redirects=follow, content_type=kind))


BOUNDARY = "----FormOfATest7d1c0b6f"


def encoded(data: Mapping[str, Any]) -> bytes:
    """The fields as a browser sends them. Werkzeug's own client leaves out the blank line of an empty field, and over 64 KB its
    parser then loses the next one."""
    parts: list[bytes] = []
    for name, given in data.items():
        for value in given if isinstance(given, list) else [given]:
            head, content = f'Content-Disposition: form-data; name="{name}"', value
            if isinstance(value, tuple):
                head, content = f'{head}; filename="{value[1]}"', value[0].read()
            body = content if isinstance(content, bytes) else str(content).encode()
            parts.append(f"--{BOUNDARY}\r\n{head}\r\n\r\n".encode() + body + b"\r\n")
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()
