"""PostgreSQL and a Redis-compatible server out of Python packages, for development and tests.

Nothing here is used where `DATABASE_URL` and `REDIS_URL` name real servers. No Django.
"""
