"""Answers a question by a language model: what it is told before the question, and how the answer is read off what it says."""


# hone: begin prompt
PROMPT = "Here is a question."
# hone: end


# hone: begin extract_answer
def extract_answer(response):
    """Returns the answer alone, in the form that the question asks for."""
    return response.split("Answer:")[1].strip()
# hone: end


def prompt(question):
    """The wiring."""
    return PROMPT + "\n\n" + question
