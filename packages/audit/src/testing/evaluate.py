"""An evaluator of OSV records of its own, after the pseudo-code of OSV 1.7.5, with Python's packaging.

Reads {"path": ..., "extra": {package: [version, ...]}} from standard input and the records from the path (JSON lines,
gzip). Writes, for each package and record in order, one letter per version: a(ffected), u(naffected), ?(unknown).
"""

import functools
import gzip
import json
import re
import sys

from packaging.version import InvalidVersion, Version


@functools.cache
def read(text):
    try:
        return Version(text)
    except InvalidVersion:
        return None


def bound(kind, value):
    return () if kind == "introduced" and value == "0" else (read(value),)


def prepare(events):
    """Sorted events and limits of a range, or None where one cannot be read."""
    events = [next(iter(event.items())) for event in events]
    limits = [value for kind, value in events if kind == "limit"]
    events = [(kind, bound(kind, value)) for kind, value in events if kind != "limit"]
    if any(at == (None,) for _, at in events) or any(value != "*" and read(value) is None for value in limits):
        return None
    if not any(kind == "introduced" for kind, _ in events):
        return None
    rank = {"fixed": 0, "introduced": 1, "last_affected": 2}
    return sorted(events, key=lambda event: (event[1], rank[event[0]])), limits


def in_range(version, prepared):
    if prepared is None:
        return "?"
    events, limits = prepared
    if limits and not any(value == "*" or version < read(value) for value in limits):
        return "u"
    vulnerable = False
    for kind, at in events:
        if kind == "introduced" and (at == () or version >= at[0]):
            vulnerable = True
        elif kind == "fixed" and version >= at[0]:
            vulnerable = False
        elif kind == "last_affected" and version > at[0]:
            vulnerable = False
    return "a" if vulnerable else "u"


def listed(affected, text, version):
    if text in affected.get("versions", []):
        return True
    return version is not None and version in affected["_read"]


def judge(affected, text):
    version = read(text)
    ranges = affected["_ranges"]
    if not ranges and not affected.get("versions"):
        return "?"
    if version is None:
        return "a" if listed(affected, text, version) else "?"
    answers = {in_range(version, r) for r in ranges}
    if "a" in answers or listed(affected, text, version):
        return "a"
    return "?" if "?" in answers else "u"


def neighbours(text):
    """Spellings and versions just beside one."""
    if read(text) is None:
        return [text]
    v = read(text)
    base = v.base_version
    return [text, f"{text}.0" if re.fullmatch(r"[0-9.]+", text) else text, f"{base}.dev0", f"{base}rc1", f"{base}.post1",
            f"v{v.public}", f"{v.public}+local.1", f"{base}.1"]


def main():
    question = json.load(sys.stdin)
    packages = {}
    with gzip.open(question["path"], "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            for affected in record["affected"]:
                package = affected["package"]
                if package["ecosystem"] != "PyPI":
                    continue
                affected["_read"] = {read(t) for t in affected.get("versions", [])} - {None}
                affected["_ranges"] = [
                    prepare(r["events"]) for r in affected.get("ranges", []) if r["type"] == "ECOSYSTEM"
                ]
                name = re.sub(r"[-_.]+", "-", package["name"]).lower()
                packages.setdefault(name, {}).setdefault(record["id"], []).append(affected)
    out = []
    for name in sorted(packages):
        records = packages[name]
        enumerated, edges = set(), set()
        for entries in records.values():
            for affected in entries:
                enumerated.update(affected.get("versions", []))
                for r in affected.get("ranges", []):
                    if r["type"] == "ECOSYSTEM":
                        edges.update(value for event in r["events"] for value in event.values())
        for edge in edges:
            enumerated.update(neighbours(edge))
        enumerated.update(question["extra"])
        versions = sorted(enumerated)
        for id in sorted(records):
            verdicts = []
            for text in versions:
                answers = {judge(affected, text) for affected in records[id]}
                verdicts.append("a" if "a" in answers else "?" if "?" in answers else "u")
            out.append([name, id, "".join(verdicts)])
        out.append([name, None, versions])
    json.dump(out, sys.stdout)


main()
