def extract_answer(response):
    return response
