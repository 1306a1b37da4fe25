"""People sought, from files: a table with a row for each, or PFIF. Plain Python, no Django."""
