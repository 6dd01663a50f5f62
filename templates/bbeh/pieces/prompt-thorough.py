PROMPT = """Answer this question. Think step by step, and check each step before the next.
The last line of your reply is 'Answer: ', and after it nothing but the answer."""
