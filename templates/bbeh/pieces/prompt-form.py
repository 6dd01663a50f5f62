PROMPT = "Answer this question. The last line of your reply is 'Answer: ', and after it nothing but the answer."
