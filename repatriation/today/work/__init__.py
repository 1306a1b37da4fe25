"""What waits for a reader, and what is late: one function a kind, one module a process.

    def to_check(desk: Desk) -> Found: ...

What is asked of one reader is read once, at their `Desk`; a kind costs at most one query more,
however much there is of it.
"""
