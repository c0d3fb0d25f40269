"""A file server on 127.0.0.1 that behaves well or badly, as each test wants, and remembers what it was asked."""

import http.server
import re
import sys
import threading


class Server:
    """Gives each path's answer, a function of the request; `requests` are (path, Range or None), in order."""

    def __init__(self):
        self.answers, self.requests = {}, []
        self.ending = threading.Event()
        self.http = Listener(("127.0.0.1", 0), Request)
        self.http.owner = self
        self.address = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, args=[0.01], daemon=True).start()

    def close(self):
        self.ending.set()
        self.http.shutdown()
        self.http.server_close()

    def ranges(self):
        return [asked for _, asked in self.requests]


class Listener(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], OSError):  # the program has gone away, as some tests want
            super().handle_error(request, client_address)


class Request(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        owner = self.server.owner
        owner.requests.append((self.path, self.headers["Range"]))
        owner.answers.get(self.path, status(404))(self)

    def log_message(self, *words):
        pass

    def begin(self, code, headers):
        self.send_response(code)
        for name, value in headers.items():
            self.send_header(name, str(value))
        self.end_headers()

    def first_byte(self):
        return int(re.fullmatch(r"bytes=(\d+)-", self.headers["Range"] or "bytes=0-")[1])


def status(code, text=b"<html>No.</html>", **headers):
    def answer(request):
        request.begin(code, {"Content-Length": len(text), **headers})
        request.wfile.write(text)
    return answer


def redirect(location, code=302):
    return status(code, Location=location)


def whole(content):
    """As a server that knows no ranges."""
    return status(200, content)


def unmeasured(content):
    """Without a Content-Length."""
    def answer(request):
        request.begin(200, {})
        request.wfile.write(content)
    return answer


def in_ranges(content, shift=0):
    """As a good server; with `shift` it sends other bytes than those that were asked for."""
    def answer(request):
        first = request.first_byte() + (shift if request.headers["Range"] else 0)
        if request.headers["Range"] is None:
            return whole(content)(request)
        if first >= len(content):
            return status(416, **{"Content-Range": f"bytes */{len(content)}"})(request)
        request.begin(206, {"Content-Length": len(content) - first,
                            "Content-Range": f"bytes {first}-{len(content) - 1}/{len(content)}"})
        request.wfile.write(content[first:])
    return answer


def cut(content, after):
    """Breaks the connection off after so many bytes of the file; later requests for the rest are answered."""
    def answer(request):
        if request.headers["Range"]:
            return in_ranges(content)(request)
        request.begin(200, {"Content-Length": len(content), "Accept-Ranges": "bytes"})
        request.wfile.write(content[:after])
    return answer


def stuck(content, after):
    """Like cut(), but the connection stays open without another byte until the server ends."""
    def answer(request):
        cut(content, after)(request)
        if not request.headers["Range"]:
            request.wfile.flush()
            request.server.owner.ending.wait()
    return answer
