"""Whether an answer is right, by two rules: what is reported of a benchmark depends on which was asked."""
import re


def paper(told, true):
    """The paper's: of a choice the last letter in brackets counts, anything else has to be the same text."""
    if re.fullmatch(r"\([A-Z]\)", true):
        letters = re.findall(r"\([A-Z]\)", told)
        return bool(letters) and letters[-1] == true
    return told.strip() == true.strip()


def official(told, true):
    """As lenient as the benchmark's own: what stands after the last 'The answer is:', without decoration, case and full stop."""
    for mark in ["The answer is:", "The final answer is:", "The answer is", "The final answer is"]:
        told = told.split(mark)[-1]
    told, true = _plain(told), _plain(true)
    if told.replace("'", "") == true.replace("'", "") or told in (f"[{true}]", true + "?") or true == f"[{told}]":
        return True
    try:
        return float(told) == float(true)
    except ValueError:
        return False


def _plain(text):
    """The first line alone, in lower case; a letter in brackets is the letter."""
    text = (text.strip().replace("**", "").splitlines() or [""])[0].strip().rstrip(".")
    for frame in [r"\$(.*)\$", r".*boxed\{(.*)\}", r".*text\{(.*)\}", r".*texttt\{(.*)\}", r"\((\w)\)"]:
        text = re.sub(f"^{frame}$", r"\1", text)
    return text.lower().replace(", ", ",").strip()


ALL = {"paper": paper, "official": official}
