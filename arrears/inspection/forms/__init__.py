"""Forms of inspection: opening.py (registration, filing) · inquiry.py (letter, records, roster) · order.py · steps.py (the rest)."""
