"""Entry for a production web server: `gunicorn wsgi:app`."""

from arrears import create_app, db
from arrears.config import settings

db.bind(settings().database_url)
app = create_app()
