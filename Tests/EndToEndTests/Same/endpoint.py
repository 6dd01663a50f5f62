"""A language model's endpoint on loopback that takes 9 apples off whatever it is shown; prints its port.

What it answers follows from the request alone. With fewer than 9 apples it proposes what does not apply.
"""
import http.server
import json
import re


class Endpoint(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        request = self.rfile.read(int(self.headers["Content-Length"])).decode()
        apples = int(re.search(r"apples (\d+)", request)[1])
        old = f"apples {apples}" if apples >= 9 else "no such line"
        text = f"Fewer apples\n\nnumbers.txt\n<<<<<<< SEARCH\n{old}\n=======\napples {apples - 9}\n>>>>>>> REPLACE\n"
        message = {"role": "assistant", "content": text}
        answer = {
            "choices": [{"message": message, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 100, "completion_tokens": 20},
        }
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Endpoint)
print(server.server_port, flush=True)
server.serve_forever()
