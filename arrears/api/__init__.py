"""The interface for platforms 平台接口: 12345, 12333 and the national platform push leads and ask how they stand.

Who works here: programs, each with a token for one source and one body. Owns tokens, the limits of calls, answers kept per
Idempotency-Key, and the signed messages back. Leads enter only through intake (`arrears.intake.incoming`). Read first: schemas.py,
then actions.py. The contract is served at /api/v1/openapi.json; every answer is JSON, errors have code, field and a Chinese message.
"""
