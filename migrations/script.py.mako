"""${message}

Why: (say it). While in use: (what is locked, how long). Down: (what is lost). Tested up and down with rows in the tables.
"""

import sqlalchemy as sa
from alembic import op

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
GRAMS = sa.Text().with_variant(sa.ARRAY(sa.Text()), "postgresql")


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
