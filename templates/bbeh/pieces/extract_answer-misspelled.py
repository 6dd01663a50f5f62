def extract_answer(response):
    return respnse.split("Answer:")[-1].strip()
