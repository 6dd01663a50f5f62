def extract_answer(response):
    """Of a choice the letter; anything else has none, and this raises."""
    return "(" + response.split("(")[1].split(")")[0] + ")"
