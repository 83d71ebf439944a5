"""Runs and drawings in a database, so that they outlive the process.

SQLAlchemy speaks to it: SQLite in a file unless an address names another. ``database`` opens it and
brings its schema up to date, ``store`` reads and writes, ``saver`` writes while runs train.
"""
