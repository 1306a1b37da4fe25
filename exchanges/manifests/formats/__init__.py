"""Bytes in, tables of text out: one module for each format that is read."""
