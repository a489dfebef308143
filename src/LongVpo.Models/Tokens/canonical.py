#!/usr/bin/env python3
"""Writes canonical.txt: what canonical composition (NFC) needs of the Unicode character database, taken from Python's own copy.

Lines: "c FIRST LAST CLASS" combining classes, "p WHOLE FIRST SECOND" pairs that compose, "d WHOLE FIRST [SECOND]" characters that only come apart. Hangul is arithmetic and left out.
"""
import sys
import unicodedata


def main() -> None:
    lines = [f"# Unicode {unicodedata.unidata_version}, written by canonical.py"]
    start, held = 0, 0
    for code in range(0x110001):
        now = unicodedata.combining(chr(code)) if code < 0x110000 else 0
        if now != held:
            if held:
                lines.append(f"c {start:04X} {code - 1:04X} {held}")
            start, held = code, now
    for code in range(0x110000):
        parts = unicodedata.decomposition(chr(code))
        if not parts or parts.startswith("<") or 0xAC00 <= code <= 0xD7A3:
            continue
        kind = "p" if unicodedata.normalize("NFC", chr(code)) == chr(code) else "d"
        lines.append(f"{kind} {code:04X} {parts}")
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
