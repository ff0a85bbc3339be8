"""安薪办 (`arrears`): wage-arrears complaint cases of a city, from the call to the money.

`create_app` (in this file) registers rooms, act handlers, case-page panels, outbox handlers and badges; nothing else stands here.
Read docs/house.md first: it names the rooms and which may import which.
"""
