"""Tables that people send: bytes in, rows of text out; headings and dates as clerks write them.

Plain Python, no Django. What a table is about is its reader's: handover lists, people sought.
"""
