"""Stands in for a model that proposes: puts a line of lines.txt into the prompt, or takes it out where it is in, drawn by the step's seed.

So the study runs at once, without a key; what comes of it says something of the lines and nothing of models.
"""
import os
import random

with open("lines.txt") as file:
    line = random.Random(int(os.environ["HONE_SEED"])).choice(file.readlines())
with open("prompt.txt") as file:
    lines = file.readlines()
if line in lines:
    lines.remove(line)
else:
    lines.append(line)
with open("prompt.txt", "w") as file:
    file.writelines(lines)
print(("with: " if line in lines else "without: ") + line.strip())
