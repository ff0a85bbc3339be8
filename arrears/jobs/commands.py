"""Commands of the processes: web, worker, scheduler, and one sweep by hand."""

from __future__ import annotations

import logging

import click

from arrears import db, load_handlers
from arrears.config import settings


def _start() -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(levelname)s %(message)s")
    for talkative in ("weasyprint", "fontTools", "apscheduler", "waitress"):  # what they say in passing hides the address and the log-ins
        logging.getLogger(talkative).setLevel(logging.WARNING)
    db.bind(settings().database_url)


@click.command("web")
def web() -> None:
    """Serve the pages (waitress; production: gunicorn wsgi:app)."""
    from waitress import serve

    from arrears import create_app

    _start()
    serve(create_app(), host=settings().host, port=settings().port, threads=8, ident="arrears", max_request_body_size=300_000_000)


@click.command("worker")
def worker() -> None:
    """Drain the outbox: inbox, mail, papers."""
    from arrears.jobs import worker as process

    _start()
    process.main()


@click.command("scheduler")
def scheduler() -> None:
    """Sweep due clocks, under a lease."""
    from arrears.jobs import scheduler as process

    _start()
    process.main()


@click.command("sweep")
def sweep() -> None:
    """One sweep now."""
    from arrears.cases import sweep as sweeping

    _start()
    load_handlers()
    done = sweeping.sweep()
    click.echo(f"已处理到期期限 {done.lapsed} 项，提醒 {done.warned} 项。")
