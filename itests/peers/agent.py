#!/usr/bin/env python3
"""A raw SIP phone that a test drives: one JSON object a line on stdin, one JSON answer a line on stdout.

  {"op": "open", "server": "127.0.0.1:5060", "user": "1001", "password": "x"}   first of all
  {"op": "register", "expires": 60}            {"op": "call", "to": "1002"}
  {"op": "incoming", "n": 1}                   {"op": "answer", "call": 0}
  {"op": "record", "call": 0, "since": 1.0, "until": 4.0, "path": "heard.wav"}

Calls are numbered in the order in which they began, outgoing and incoming together. Every answer has
"ok"; where it is false, "error" says why. Times are seconds since 1970. Ends with its stdin.
"""

import ctypes
import json
import re
import signal
import sys
import threading
import time
from concurrent.futures import Future

from call import Call
from rtp import Rtp, formats, warm
from sip import Ua, rnd


def view(m):
    """a message as JSON"""
    if m is None:
        return None
    return {
        "code": m.code or 0,
        "reason": m.reason,
        "method": m.method or "",
        "uri": m.uri or "",
        "headers": [[k, v] for k, v in m.h],
        "body": m.body,
        "at": m.t,
    }


class Agent:
    def __init__(self):
        self.ua = None
        self.calls = []
        self.lock = threading.Condition()
        self.options = {}

    def open(
        self,
        server,
        user,
        password="",
        transport="udp",
        bind="127.0.0.1:0",
        play=None,
        answer_after=None,
        reject=0,
        codecs=None,
        trace=None,
        algorithm=None,
    ):
        self.ua = Ua(server, user, password, transport, bind)
        self.ua.algorithm = algorithm
        if trace:
            self.ua.trace_file = open(trace, "w")
        warm(play)
        self.ua.on_request = self._on_request
        self.options = {"play": play, "after": answer_after, "reject": reject, "codecs": codecs}
        return {"host": self.ua.addr[0], "port": self.ua.addr[1]}

    def _on_request(self, m):
        if m.method != "INVITE" or m.tag("to"):
            return False
        if m.cid in self.ua.calls:
            return True  # it came again before our first response was out
        ip = self.ua.addr[0]
        call = Call(self.ua, inv=m, rtp=Rtp(ip=ip, play=self.options["play"]))
        self.ua.reply(m, 100, contact=False)
        if self.options["reject"]:
            call.reject(self.options["reject"])
        else:
            call.ring()
        with self.lock:
            self.calls.append(call)
            self.lock.notify_all()
        after = self.options["after"]
        if after is not None:
            answer = lambda: call.state == "new" and call.answer(self.options["codecs"])
            threading.Timer(after, answer).start()
        return True

    # --- outside a call

    def register(self, expires=60, contact=None, password=None, timeout=8):
        return view(self.ua.register(expires, contact, password, timeout=timeout))

    def replay_register(self):
        """the last REGISTER again in a new transaction: same nonce, same count, same answer"""
        branch = "z9hG4bK" + rnd(12)
        text = re.sub(r"branch=[^;\s]+", "branch=" + branch, self.ua.last_register)
        cseq = int(re.search(r"CSeq: (\d+)", text).group(1)) + 1
        text = re.sub(r"CSeq: \d+", "CSeq: %d" % cseq, text)
        n = len(self.ua.inbox)
        self.ua.send_raw(text)
        return view(self.ua.wait(lambda m: m.code and m.cseq == cseq, 5, n))

    def request(self, method, uri=None, headers="", auth=True, timeout=5, call_id=None, cseq=None):
        uri = self.ua.num(uri) if uri else self.ua.ruri
        return view(
            self.ua.transact(
                method, uri, headers, auth=auth, timeout=timeout, cid=call_id, cseq=cseq
            )
        )

    def raw(self, text):
        self.ua.send_raw(text)

    def inbox(self, method="", code=0):
        seen = [m for m in list(self.ua.inbox)]
        return [
            view(m)
            for m in seen
            if (not method or (m.method or m.cmethod) == method) and (not code or m.code == code)
        ]

    # --- calls

    def call(
        self,
        to,
        codecs=None,
        headers="",
        offerless=False,
        wait=True,
        timeout=20,
        play=None,
        events=True,
    ):
        rtp = Rtp(ip=self.ua.addr[0], play=play or self.options["play"])
        call = Call(self.ua, to, rtp=rtp, hdr=headers)
        with self.lock:
            self.calls.append(call)
            index = len(self.calls) - 1
        if offerless:
            return {"call": index, "response": view(self._offerless(call, timeout))}
        body = call.offer(codecs=formats(codecs or ["PCMU", "PCMA"], events))
        response = call.invite(body, timeout, wait=wait)
        if not wait:
            call.outcome = Future()
            if response is not None and response.code >= 200:
                call.outcome.set_result(response)  # before anything has rung
            else:
                threading.Thread(target=self._await_final, args=(call,), daemon=True).start()
        return {"call": index, "response": view(response)}

    def _await_final(self, call):
        """acknowledges the final response when it comes, whatever the test does meanwhile"""
        call.outcome.set_result(call.final(120))

    def _offerless(self, call, timeout):
        """INVITE without SDP: the offer comes in the 200, the answer goes in the ACK (RFC 3261 13.2.2.4)"""
        call.answer_in_ack = True
        return call.invite("", timeout)

    def incoming(self, n=1, timeout=10):
        end = time.time() + timeout
        with self.lock:
            while True:
                found = [i for i, c in enumerate(self.calls) if c.uas]
                if len(found) >= n:
                    i = found[n - 1]
                    return {"call": i, "request": view(self.calls[i].inv)}
                if not self.lock.wait(max(0, end - time.time())) and time.time() >= end:
                    raise LookupError("no INVITE number %d within %s s" % (n, timeout))

    def answer(self, call, codecs=None, headers=""):
        ack = self.calls[call].answer(codecs, headers)
        if ack is None:
            raise LookupError("no ACK")
        return view(ack)

    def ring(self, call, code=180):
        self.calls[call].ring(code)

    def early_answer(self, call, rseq):
        """a 183 with our answer, to be acknowledged (RFC 3262)"""
        c = self.calls[call]
        c.media(c.inv.body)
        body = c.offer(codecs=formats(["PCMU"]))
        c.ring(183, body, "Require: 100rel\r\nRSeq: %d\r\n" % rseq)

    def acknowledge(self, call, code=183):
        """the PRACK of a reliable provisional response, whose sound is heard from now on"""
        c = self.calls[call]
        r = c.resp(c.icseq, "INVITE", 10, final=False, pred=lambda m: m.code == code)
        if r is None:
            raise LookupError("no %d" % code)
        c.early(r)
        rack = "RAck: %s %s\r\n" % (r.get("rseq"), r.get("cseq"))
        return view(c.req("PRACK", rack))

    def progress(self, call):
        self.calls[call].progress()

    def early(self, call):
        """takes the sound that comes before the answer; the 18x that brought it"""
        c = self.calls[call]
        r = c.resp(c.icseq, "INVITE", 10, final=False, pred=lambda m: m.code < 200 and m.body)
        if r is not None:
            c.early(r)
        return view(r)

    def reject(self, call, code, headers=""):
        self.calls[call].reject(code, hdr=headers)

    def provisional(self, call, code=180, timeout=10):
        c = self.calls[call]
        match = lambda m: m.code >= code and m.code != 401 and m.code != 407
        return view(c.resp(c.icseq, "INVITE", timeout, final=False, pred=match))

    def final(self, call, timeout=20):
        return view(self.calls[call].outcome.result(timeout))

    def cancel(self, call, headers=""):
        self.calls[call].cancel(headers)

    def bye(self, call, timeout=5):
        return view(self.calls[call].bye(timeout))

    def reinvite(self, call, direction="sendrecv", offerless=False, codecs=None):
        c = self.calls[call]
        if offerless:
            return view(self._offerless_reinvite(c))
        return view(c.reinvite(direction, codecs=formats(codecs or ["PCMU"])))

    def _offerless_reinvite(self, c):
        cseq = c.send("INVITE")
        response = c.resp(cseq, "INVITE")
        if response is not None and response.code == 200:
            c.media(response.body)
            c.rtp.pt = 0
            c.send("ACK", body=c.offer(codecs=formats(["PCMU"])), cseq=cseq)
        return response

    def reinvite_twice(self, call):
        """the second goes out before the first has its final response"""
        c = self.calls[call]
        branches = ["z9hG4bK" + rnd(12) for _ in range(2)]
        cseqs = [c.send("INVITE", body=c.offer(), branch=b) for b in branches]
        responses = []
        for cseq, branch in zip(cseqs, branches):
            r = c.resp(cseq, "INVITE")
            if r is None:
                raise LookupError("no final response to INVITE %d" % cseq)
            # of the transaction where it failed, of its own where it is a 2xx (RFC 3261 17.1.1.3)
            c.send("ACK", cseq=cseq, branch=branch if r.code >= 300 else None)
            responses.append(view(r))
        return responses

    def in_dialog(self, call, method, headers="", body="", content_type="application/sdp"):
        return view(self.calls[call].req(method, headers, body, ctype=content_type))

    def requests(self, call, method="", n=1, timeout=10):
        """the requests of that call so far, as soon as there are `n` of that method"""
        c = self.calls[call]
        count = lambda: [m for m in list(c.reqs) if not method or m.method == method]
        end = time.time() + timeout
        while len(count()) < n and time.time() < end:
            with self.ua.cv:
                self.ua.cv.wait(0.05)
        return [view(m) for m in count()]

    def manual(self, call, on=True):
        """from now on requests inside the dialog get no answer of their own"""
        self.calls[call].auto = not on

    def reply(self, call, method, code, timeout=10):
        c = self.calls[call]
        m = c.wait_req(method, timeout)
        if m is None:
            raise LookupError("no %s within %s s" % (method, timeout))
        c.ua.reply(m, code)

    def state(self, call):
        return self.calls[call].state

    def media_of(self, call):
        """where this call's RTP goes, and where it is expected"""
        c = self.calls[call]
        host, port = c.rtp.dst or ("", 0)
        return {"to": host, "to_port": port, "here": c.rtp.ip, "here_port": c.rtp.port}

    # --- sound

    def record(self, call, path, since, until):
        """what was heard in that window, once it is over; the answer is what came by packets"""
        rtp = self.calls[call].rtp
        time.sleep(max(0.0, until + 0.06 - time.time()))
        rtp.record(path, since, until)
        return rtp.stats(since, until)

    def stats(self, call):
        return self.calls[call].rtp.stats()

    def dtmf(self, call, digits):
        self.calls[call].rtp.dtmf(digits)

    def tones(self, call, digits):
        self.calls[call].rtp.press_tones(digits)

    def digits(self, call):
        return self.calls[call].rtp.digits()

    def quiet(self, call, on=True):
        self.calls[call].rtp.tx_on = not on

    def close(self, unregister=True):
        for c in self.calls:
            if c.state == "up":
                c.bye(1)
        if unregister and any(m.cmethod == "REGISTER" and m.code == 200 for m in self.ua.inbox):
            self.ua.register(0, timeout=1)
        self.ua.close()


def main():
    ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # no orphan where a test is killed
    agent = Agent()
    for line in sys.stdin:
        try:
            request = json.loads(line)
            result = getattr(agent, request.pop("op"))(**request)
            reply = {"ok": True, "result": result}
        except Exception as failure:  # a test wants to read why, and go on
            reply = {"ok": False, "error": "%s: %s" % (type(failure).__name__, failure)}
        sys.stdout.write(json.dumps(reply) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
