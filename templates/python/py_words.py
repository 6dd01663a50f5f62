"""Which words a text has most of."""
import copy
import re

# Characters that are read at once.
CHUNK = 256


def top(text, count):
    """The `count` commonest words in lower case with how often they come, the commonest first; of equal ones the one that comes first in the alphabet."""
    words = list(_words(text))
    words = copy.deepcopy(words)
    words = sorted(words)
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return ranked[:count]


def _words(text):
    """Letters that stand together, also over the end of a chunk."""
    rest = ""
    for start in range(0, len(text), CHUNK):
        part = rest + text[start:start + CHUNK]
        found = re.findall(r"[a-z']+", part.lower())
        rest = ""
        if found and re.search(r"[a-z']\Z", part.lower()):
            rest = found.pop()
        yield from found
    if rest:
        yield rest
