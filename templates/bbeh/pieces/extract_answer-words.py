def extract_answer(response):
    """Whatever it is introduced by, and without the full stop."""
    line = (response.strip().splitlines() or [""])[-1]
    for mark in ["Answer:", "The answer is", "It is"]:
        line = line.split(mark)[-1]
    return line.strip().rstrip(".")
