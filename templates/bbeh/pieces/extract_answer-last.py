def extract_answer(response):
    return response.split("Answer:")[-1].strip()
