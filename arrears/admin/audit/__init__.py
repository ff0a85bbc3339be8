"""Audit 审计: who looked at which personal value, acts of administrators, chains of events."""
