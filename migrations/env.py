"""Alembic's entry: runs the migrations on the connection that `arrears.migrate` hands over.

SQLite: foreign keys are off while tables are rebuilt (else a rebuild cascades) and checked at the end; triggers and the
full-text table are re-created after every run, because a batch rebuild drops them silently.
"""

from alembic import context

from arrears import tables

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=tables.metadata,
    render_as_batch=True,
    transaction_per_migration=False,
    compare_type=True,
    include_object=lambda obj, name, kind, reflected, compare_to: not (kind == "table" and name.startswith("search_fts")),
)
with context.begin_transaction():
    context.run_migrations()
