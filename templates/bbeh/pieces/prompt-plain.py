PROMPT = "Answer this question."
