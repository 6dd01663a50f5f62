PROMPT = "Think step by step before you answer this question."
