"""Stands in for a model: puts a piece of `pieces/` in place of one region of the artifact, both drawn by the step's seed.

`python3 stand_in.py FILE`. The more often the evidence names a region, the likelier it is; more is not read. So the study runs at once, without a key; what comes of it says something of the pieces and nothing of models. hone.yaml says
what to write for one.
"""
import os
import random
import re
import sys
import textwrap

draw = random.Random(int(os.environ["HONE_SEED"]))
drawn = []


def piece(region):
    """Draws one; it may be put together of others."""
    name = draw.choice(sorted(os.listdir(f"pieces/{region}")))
    drawn.append(name.removesuffix(".py"))
    with open(f"pieces/{region}/{name}") as file:
        text = file.read()
    return re.sub(r"^( *)# draw: (\w+)\n", lambda found: textwrap.indent(piece(found[2]), found[1]), text, flags=re.M)


path = sys.argv[1]
with open(path) as file:
    before = after = file.read()
with open(os.environ["HONE_EVIDENCE"]) as file:
    evidence = file.read()
regions = re.findall(r"# hone: begin (\w+)\n", before)
while after == before:
    drawn.clear()
    region = draw.choices(regions, [1 + evidence.count(region) for region in regions])[0]
    body = piece(region)
    after = re.sub(rf"(# hone: begin {region}\n).*?(# hone: end)", lambda found: found[1] + body + found[2], before, flags=re.S)
with open(path, "w") as file:
    file.write(after)
print(f"{region}: {', '.join(drawn)}")
