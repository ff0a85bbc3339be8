"""Access 权限: bodies, users, roles, sessions, delegation; and the one table that says who may do and see what.

Works here: everybody who logs in. Owns: Body, AppUser, Membership, GrantHeld, Delegation, LoginSession, LoginThrottle, Setting.
Asks: law.roles (the matrix), law.procedures (who may perform an act). Asked by: every room above.
Read first: policy.py, then rooms.py.
"""
