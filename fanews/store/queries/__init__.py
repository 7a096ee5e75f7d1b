"""What the pages ask the store: one module a page, plain functions from a snapshot and filters to rows.

Rows are dicts of plain values by column name. A function reads the snapshot it is given and
keeps nothing; caching is the caller's. Nothing here writes, and nothing here words anything for a reader.
"""
