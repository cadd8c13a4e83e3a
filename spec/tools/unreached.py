#!/usr/bin/env python3
"""Compares what no operation reaches, which `spec_parity.py` therefore does not see: webhooks and events.

    unreached.py DESCRIPTION REFERENCE [--show N]

Of the reference's schemas that no operation reaches, those that the description has are compared, and the others
are listed. Exit status 1 if a webhook or such a schema differs. Needs PyYAML.
"""
import argparse
import sys

import document as documents


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("description")
    parser.add_argument("reference")
    parser.add_argument("--show", type=int, default=40, help="how many differences to print")
    arguments = parser.parse_args()
    ours, theirs = documents.joined(arguments.description), documents.joined(arguments.reference)
    lines, webhooks, schemas, good = [], theirs.get("webhooks", {}), 0, 0
    for name in sorted(set(webhooks) | set(ours.get("webhooks", {}))):
        pair = [documents.facts(document.get("webhooks", {}).get(name)) for document in (ours, theirs)]
        found = [f"webhook {name} {line}" for line in documents.differences(*pair)]
        good += not found
        lines += found
    reached = set(documents.reached(theirs, theirs["paths"]))
    known = ours["components"]["schemas"]
    rest = [name for name in theirs["components"]["schemas"] if name not in reached]
    alike = 0
    for name in rest:
        if name in known:
            schemas += 1
            pair = [documents.facts(document["components"]["schemas"][name]) for document in (ours, theirs)]
            found = [f"schema {name} {line}" for line in documents.differences(*pair)]
            alike += not found
            lines += found
    for line in lines[:arguments.show]:
        print(line)
    print("not described:", " ".join(name for name in rest if name not in known) or "nothing")
    print(f"webhooks {good}/{len(webhooks)} agree, schemas beyond {alike}/{schemas} agree")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
