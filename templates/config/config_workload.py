"""Writes and reads a database as the program does that is to be tuned, with the settings of a file, and prints the seconds that it took.

    python3 workload.py settings.ini
"""
import configparser
import os
import random
import sqlite3
import sys
import tempfile
import time

ROWS = 3_000


def work(path, settings):
    draw = random.Random(1)
    store = sqlite3.connect(path, isolation_level=None)
    store.execute(f"PRAGMA page_size = {settings.getint('page_size')}")
    store.execute(f"PRAGMA cache_size = {settings.getint('cache_pages')}")
    store.execute("PRAGMA journal_mode = WAL")
    store.execute("PRAGMA synchronous = NORMAL")
    store.execute(f"PRAGMA wal_autocheckpoint = {settings.getint('merge_from')}")
    store.execute("CREATE TABLE visits (id INTEGER PRIMARY KEY, visitor TEXT, page TEXT, seconds REAL)")
    store.execute("CREATE INDEX by_visitor ON visits (visitor)")
    step = settings.getint("rows_a_transaction")
    for start in range(0, ROWS, step):
        store.execute("BEGIN")
        for row in range(start, min(start + step, ROWS)):
            visitor, page = f"visitor {draw.randrange(3000)}", f"/page/{draw.randrange(200)}"
            store.execute("INSERT INTO visits VALUES (?, ?, ?, ?)", (row, visitor, page, draw.random()))
        store.execute("COMMIT")
    total = 0
    for _ in range(1000):
        total += store.execute("SELECT count(*), sum(seconds) FROM visits WHERE visitor = ?", (f"visitor {draw.randrange(3000)}",)).fetchone()[0]
    kept = store.execute("SELECT count(*) FROM visits").fetchone()[0]
    store.close()
    return kept, total


def main(file):
    settings = configparser.ConfigParser()
    settings.read(file)
    # Beside the candidate: where `TMPDIR` is memory, a disk's time would not be in the figure.
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR", ".")) as folder:
        start = time.perf_counter()
        kept, found = work(os.path.join(folder, "store.db"), settings["store"])
        seconds = time.perf_counter() - start
    if kept != ROWS:
        raise SystemExit(f"{kept} of {ROWS} rows are there")
    print(f"{seconds:.4f}")


if __name__ == "__main__":
    main(sys.argv[1])
