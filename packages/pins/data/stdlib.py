"""Writes src/names/data/stdlib.ts: the public modules of CPython's standard library, 3.9 to 3.15.

python3 packages/pins/data/stdlib.py > packages/pins/src/names/data/stdlib.ts
"""

import sys

# What other versions have and the one that runs this may not ("What's New" of 3.10 to 3.15).
GONE = """asynchat asyncore binhex distutils formatter imp macpath parser smtpd symbol
aifc audioop cgi cgitb chunk crypt imghdr lib2to3 mailcap msilib nis nntplib ossaudiodev pipes sndhdr spwd sunau telnetlib uu xdrlib"""
NEW = "annotationlib compression graphlib profiling tomllib zoneinfo"
# Demonstrations and games, which nobody means to install.
NOT_MEANT = {"antigravity", "idlelib", "this", "turtledemo"}

names = {name for name in sys.stdlib_module_names if not name.startswith("_")}
names |= set(GONE.split()) | set(NEW.split())
names = sorted(name.replace("_", "-").lower() for name in names - NOT_MEANT)
lines, line = [], ""
for name in names:
    if len(line) + len(name) > 108:
        lines.append(line)
        line = ""
    line = f"{line} {name}".strip()
print("/** Public modules of CPython's standard library, 3.9 to 3.15, as names of projects would be written; made by data/stdlib.py. */")
print("export const STDLIB: readonly string[] = `")
print("\n".join(f"  {line}" for line in [*lines, line]))
print("`\n  .trim()\n  .split(/\\s+/);")
