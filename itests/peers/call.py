"""One dialog of the raw agent, as caller or as callee."""

import random
import re
import time

from rtp import formats, sdp, sdp_media
from sip import digest, rnd, uri_of


class Call:
    def __init__(self, ua, target=None, inv=None, rtp=None, hdr="", body=None):
        self.ua, self.rtp, self.hdr = ua, rtp, hdr
        self.state = "new"
        self.resps = []
        self.routes = []
        self.reqs = []
        self.auto = True
        self.answer_in_ack = False
        self.outcome = None
        self.ver = 1
        self.lastinv = None
        self.nc = 1
        if inv:
            self.inv = inv
            self.cid = inv.cid
            self.ltag = rnd(8)
            self.rtag = inv.tag("from")
            self.local = inv.get("to") + ";tag=" + self.ltag
            self.remote = inv.get("from")
            self.target = uri_of(inv.get("contact"))
            self.cseq = random.randint(1, 999)
            self.routes = [r for v in inv.all("record-route") for r in re.split(r",\s*(?=<)", v)]
            self.uas = True
        else:
            self.uas = False
            self.cid = rnd(18) + "@peer"
            self.ltag = rnd(8)
            self.ruri = ua.num(target)
            self.local = "<%s>;tag=%s" % (ua.aor, self.ltag)
            self.remote = "<%s>" % self.ruri
            self.target = self.ruri
            self.cseq = random.randint(1, 999)
            self.rtag = ""
        self.body = body
        ua.calls[self.cid] = self

    def offer(self, direction="sendrecv", **k):
        k.setdefault("ver", self.ver)
        self.ver += 1
        return sdp(
            self.rtp.ip if self.rtp else "127.0.0.1",
            self.rtp.port if self.rtp else 9,
            direction=direction,
            **k
        )

    def send(
        self, method, hdr="", body="", cseq=None, ctype="application/sdp", branch=None, uri=None
    ):
        if cseq is None:
            self.cseq += 1
            cseq = self.cseq
        m = self.ua.build(
            method,
            uri or self.target,
            self.cid,
            cseq,
            self.local,
            self.remote,
            hdr,
            body,
            ctype,
            self.routes,
            branch,
        )
        self.ua.send_raw(m)
        return cseq

    def resp(self, cseq, method, timeout=8, final=True, pred=None):
        return self.ua.wait(
            lambda m: m.code
            and m.cid == self.cid
            and m.cseq == cseq
            and m.cmethod == method
            and (m.code >= 200 if final else m.code > 100)
            and (pred is None or pred(m)),
            timeout,
        )

    def invite(self, body=None, timeout=20, hdr="", wait=True):
        """INVITE, answers 401/407, ACKs the final answer.  wait=False returns after the (authorised) INVITE is out"""
        if body is None:
            body = self.offer()
        ah = ""
        for k in range(2):
            self.branch = "z9hG4bK" + rnd(12)
            self.cseq += 1
            self.icseq = self.cseq
            self.send("INVITE", self.hdr + hdr + ah, body, self.cseq, branch=self.branch)
            self.t_inv = time.time()
            r = self.resp(self.icseq, "INVITE", timeout if wait else 3, True if wait else False)
            if r is None or r.code not in (401, 407):
                break
            self._ack_fail(r)
            w = r.get("www-authenticate" if r.code == 401 else "proxy-authenticate")
            ah = "%s: %s\r\n" % (
                "Authorization" if r.code == 401 else "Proxy-Authorization",
                digest(
                    w,
                    "INVITE",
                    self.target,
                    self.ua.auth_user,
                    self.ua.password,
                    alg=self.ua.algorithm,
                ),
            )
        if r is not None and r.code >= 200:
            self._final(r)
        return r

    def final(self, timeout=20):
        r = self.resp(self.icseq, "INVITE", timeout)
        if r:
            self._final(r)
        return r

    def _final(self, r):
        if r.code >= 300:
            self._ack_fail(r)
            self.state = "failed"
            return
        self.remote = r.get("to")
        self.rtag = r.tag("to")
        self.target = uri_of(r.get("contact")) or self.target
        self.routes = [x for v in r.all("record-route") for x in re.split(r",\s*(?=<)", v)][::-1]
        answer = self.offer(codecs=formats(["PCMU"])) if self.answer_in_ack else ""
        self.send("ACK", body=answer, cseq=r.cseq)
        self.state = "up"
        self.media(r.body)
        if self.answer_in_ack:
            self.rtp.pt = 0  # as we answered, whatever else was offered

    def _ack_fail(self, r):
        o = self.ua.build(
            "ACK",
            self.target,
            self.cid,
            r.cseq,
            self.local,
            r.get("to"),
            routes=self.routes,
            branch=self.branch,
        )
        self.ua.send_raw(o)

    def early(self, r):
        """take the early dialog of a 18x: remote tag + target + media"""
        self.remote = r.get("to")
        self.target = uri_of(r.get("contact")) or self.target
        if r.body:
            self.media(r.body)

    def media(self, body):
        if not body:
            return
        self.rmedia = sdp_media(body)
        if self.rtp and self.rmedia[1]:
            self.rtp.dst = (self.rmedia[0], self.rmedia[1])
            self.rtp.tx_on = self.rmedia[3] in ("sendrecv", "recvonly")
            self.rtp.pt = next((pt for pt in self.rmedia[2] if pt in (0, 8)), self.rtp.pt)

    def cancel(self, hdr=""):
        o = self.ua.build(
            "CANCEL",
            self.ruri,
            self.cid,
            self.icseq,
            self.local,
            "<%s>" % self.ruri,
            hdr,
            branch=self.branch,
            contact=False,
        )
        self.ua.send_raw(o)

    def req(self, method, hdr="", body="", timeout=8, ctype="application/sdp"):
        c = self.send(method, hdr, body, ctype=ctype)
        r = self.resp(c, method, timeout)
        if method == "INVITE" and r:
            if r.code < 300:
                self.send("ACK", cseq=c)
                self.media(r.body)
            else:
                via = re.search(r"branch=([^;\s]+)", r.get("via")).group(1)
                self.send("ACK", cseq=c, branch=via)
        elif r and r.code in (401, 407):
            w = r.get("www-authenticate" if r.code == 401 else "proxy-authenticate")
            c = self.send(
                method,
                hdr
                + "%s: %s\r\n"
                % (
                    "Authorization" if r.code == 401 else "Proxy-Authorization",
                    digest(w, method, self.target, self.ua.auth_user, self.ua.password),
                ),
                body,
                ctype=ctype,
            )
            r = self.resp(c, method, timeout)
        return r

    def reinvite(self, direction="sendrecv", **k):
        return self.req("INVITE", body=self.offer(direction, **k))

    def bye(self, timeout=5):
        self.state = "down"
        return self.req("BYE", timeout=timeout)

    # callee side
    def ring(self, code=180, body="", hdr=""):
        return self.ua.reply(self.inv, code, body=body, tag=self.ltag, hdr=hdr)

    def progress(self):
        """183 with an answer: from now on there is sound both ways"""
        self.media(self.inv.body)
        self.ring(183, body=self.offer(codecs=formats(["PCMU" if 0 in self.rmedia[2] else "PCMA"])))

    def answer(self, codecs=None, hdr="", direction="sendrecv"):
        """200 with the codecs given, or with PCMU (PCMA where there is no PCMU); the ACK comes back"""
        self.media(self.inv.body)
        if codecs is None and self.inv.body:
            codecs = ["PCMU" if 0 in self.rmedia[2] else "PCMA"]
        chosen = formats(codecs or ["PCMU"])
        if chosen[0][0] in (0, 8):
            self.rtp.pt = chosen[0][0]
        body = self.offer(direction, codecs=chosen)
        self.state = "up"
        self.ua.reply(self.inv, 200, body=body, tag=self.ltag, hdr=hdr)
        return self.ua.wait(lambda m: m.method == "ACK" and m.cid == self.cid, 5)

    def reject(self, code, reason=None, hdr=""):
        self.state = "failed"
        self.ua.reply(self.inv, code, reason, tag=self.ltag, hdr=hdr)

    def handle(self, m):
        """requests inside this dialog; default behaviour can be switched off with auto=False"""
        self.reqs.append(m)
        if m.method == "ACK":
            if m.body and not (self.rtp and self.rtp.dst):
                self.media(m.body)
            return True
        if not self.auto:
            return True
        if m.method == "CANCEL":
            self.ua.reply(m, 200, contact=False)
            if self.state not in ("up", "failed"):
                self.state = "cancelled"
                self.ua.reply(self.inv, 487, tag=self.ltag)
        elif m.method == "BYE":
            self.state = "down"
            self.ua.reply(m, 200)
        elif m.method == "INVITE" and m.tag("to"):
            self.media(m.body)
            d = {"sendonly": "recvonly", "recvonly": "sendonly", "inactive": "inactive"}.get(
                sdp_media(m.body)[3] if m.body else "", "sendrecv"
            )
            self.target = uri_of(m.get("contact")) or self.target
            self.ua.reply(m, 200, body=self.offer(d))
        elif m.method == "INVITE":
            return False
        elif m.method == "UPDATE" and m.body:
            self.ua.reply(m, 200, body=self.offer())
        else:
            self.ua.reply(m, 200)
        return True

    def wait_req(self, method, timeout=10):
        return self.ua.wait(lambda m: m.method == method and m.cid == self.cid, timeout)
