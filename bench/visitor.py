"""A person at the browser, as far as measuring needs one: keeps the connection and the cookie, reads forms, takes times."""

from __future__ import annotations

import html
import re
import statistics
import time
from http.client import HTTPConnection
from urllib.parse import urlencode

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Visitor:
    """One log-in."""

    def __init__(self, port: int, account: str = "", password: str = "") -> None:
        self._line = HTTPConnection("127.0.0.1", port, timeout=120)
        self._cookie = ""
        if account:
            page = self.get("/login")
            told = {"csrf_token": hidden(page)["csrf_token"], "account": account, "password": password}
            status, _ = self.ask("POST", "/login", urlencode(told))
            if status != 302:
                raise SystemExit(f"{account} 登录没有成功（{status}）。")

    def ask(self, method: str, path: str, body: str = "") -> tuple[int, str]:
        """One request; status and text."""
        headers = {**({"Cookie": self._cookie} if self._cookie else {}), **(FORM if method == "POST" else {})}
        self._line.request(method, path, body or None, headers)
        answer = self._line.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for value in answer.headers.get_all("Set-Cookie") or []:
            self._cookie = value.split(";")[0]
        return answer.status, text

    def get(self, path: str) -> str:
        """A page that is there; else the measurement ends."""
        status, text = self.ask("GET", path)
        if status != 200:
            raise SystemExit(f"{path} 回答 {status}，不能测。")
        return text

    def median(self, path: str, times: int) -> float:
        """Median of so many visits in milliseconds, after two that are not counted."""
        self.get(path)
        self.get(path)
        return statistics.median(_taken(lambda: self.get(path)) for _ in range(times))

    def median_post(self, form_path: str, told: list[dict[str, str]]) -> float:
        """Median of submitting a form with each of these in milliseconds; every submit must lead on."""
        taken = []
        for values in told:
            body = urlencode({**hidden(self.get(form_path)), **values})
            began = time.perf_counter()
            status, text = self.ask("POST", form_path, body)
            taken.append((time.perf_counter() - began) * 1000)
            if status != 302:
                wrong = re.sub(r"<[^>]+>|\s+", " ", text)[:1500]
                raise SystemExit(f"{form_path} 没有保存（{status}）：{wrong}")
        return statistics.median(taken[2:])


def _taken(work: object) -> float:
    assert callable(work)
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def hidden(page: str) -> dict[str, str]:
    """Hidden fields of the act form of a page, or of the whole page."""
    form = re.search(r'<form[^>]*id="act-form".*?</form>', page, re.S)
    found = {}
    for tag in re.findall(r"<input[^>]*>", form[0] if form else page):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if 'type="hidden"' in tag and name:
            found[name[1]] = html.unescape(value[1]) if value else ""
    return found
