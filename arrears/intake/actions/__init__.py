"""Acts of intake 登记: what each act of the lead writes. `import arrears.intake.actions` registers every handler.

orders (work orders and their clocks) · registering · contacts · screening · receiving (what is handed over inside the city) ·
answering · grouping · events · closing · papers.
"""

from arrears.intake.actions import answering, closing, contacts, events, grouping, orders, receiving, registering, screening

__all__ = ["answering", "closing", "contacts", "events", "grouping", "orders", "receiving", "registering", "screening"]
