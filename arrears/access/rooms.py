"""Room 房间: a Blueprint whose pages each name the act they are for, so that no route exists without a permission."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, abort, g, redirect, request, url_for

from arrears.access import policy
from arrears.access.viewer import Viewer

Answer = Any


class Room(Blueprint):
    """A blueprint of the house. `page` demands `act=`; an unknown act fails at import."""

    def page(
        self, rule: str, *, act: str, methods: Sequence[str] = ("GET",), endpoint: str | None = None
    ) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
        """Register a view for an act of the policy. The view's first argument is the `Viewer` (none for public pages)."""
        if act not in policy.ACTS:
            raise LookupError(f"{self.name}: page {rule} names the unknown act {act!r}")

        def register(view: Callable[..., Answer]) -> Callable[..., Answer]:
            @functools.wraps(view)
            def guarded(**values: Any) -> Answer:
                if act == policy.PUBLIC:
                    return view(**values)
                viewer: Viewer | None = g.get("viewer")
                if viewer is None:
                    return redirect(url_for("access.login", next=_back()))
                if g.get("must_change") and self.name != "access":
                    return redirect(url_for("access.password"))
                if not policy.can(viewer, act):
                    abort(403)
                return view(viewer, **values)

            guarded.act = act  # type: ignore[attr-defined]
            self.add_url_rule(rule, endpoint or view.__name__, guarded, methods=list(methods))
            return guarded

        return register


def _back() -> str:
    """Where to return after log-in: the page itself for a GET, the page it came from for a POST."""
    path = request.full_path.rstrip("?") if request.method == "GET" else request.referrer or "/"
    return path if path.startswith("/") and not path.startswith("//") else "/"
