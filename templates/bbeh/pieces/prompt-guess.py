PROMPT = "There is little time: guess. The last line of your reply is 'Answer: ', and after it the guess."
