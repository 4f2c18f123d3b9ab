"""The straightforward way to put a file into a wheel: read all, write all anew with zipfile, RECORD computed again."""

import base64
import hashlib
import sys
import zipfile

source, document, target = sys.argv[1:]
rows = []
with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
    record = next(name for name in old.namelist() if name.endswith(".dist-info/RECORD"))
    files = [(info, old.read(info)) for info in old.infolist() if info.filename != record]
    with open(document, "rb") as opened:
        name = record.replace("RECORD", "sboms/custody.cdx.json")
        files.append((zipfile.ZipInfo(name), opened.read()))
    for info, content in files:
        new.writestr(info, content, zipfile.ZIP_DEFLATED)
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        rows.append(f"{info.filename},sha256={digest},{len(content)}\n")
    new.writestr(record, "".join(rows) + f"{record},,\n")
