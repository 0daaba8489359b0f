"""A raw SIP user agent's core: one socket, a parser, digest credentials, an inbox of all that came.

It does what a test tells it and sees every header, so it can also do what no real phone would.
"""

import hashlib
import random
import re
import socket
import sys
import threading
import time

CRLF = "\r\n"
COMPACT = {
    "v": "via",
    "f": "from",
    "t": "to",
    "i": "call-id",
    "m": "contact",
    "l": "content-length",
    "c": "content-type",
    "s": "subject",
    "k": "supported",
    "e": "content-encoding",
    "o": "event",
    "r": "refer-to",
    "b": "referred-by",
    "u": "allow-events",
    "x": "session-expires",
}


def rnd(n=10):
    return "".join(random.choice("abcdefghijkmnpqrstuvwxyz0123456789") for _ in range(n))


class Msg:
    def __init__(self, raw, src=None):
        self.raw, self.src, self.t = raw, src, time.time()
        head, _, self.body = raw.partition(b"\r\n\r\n")
        self.body = self.body.decode("utf-8", "replace")
        lines = re.sub(r"\r\n[ \t]+", " ", head.decode("utf-8", "replace")).split(CRLF)
        self.start = lines[0]
        self.h = []
        for l in lines[1:]:
            k, _, v = l.partition(":")
            k = k.strip().lower()
            self.h.append((COMPACT.get(k, k), v.strip()))
        m = re.match(r"SIP/2\.0 (\d{3}) ?(.*)", self.start)
        self.code = int(m.group(1)) if m else None
        self.reason = m.group(2) if m else ""
        self.method = None if m else self.start.split(" ")[0]
        self.uri = None if m else (self.start.split(" ") + ["", ""])[1]

    def get(self, k, d=""):
        return next((v for a, v in self.h if a == k.lower()), d)

    def all(self, k):
        return [v for a, v in self.h if a == k.lower()]

    @property
    def cid(self):
        return self.get("call-id")

    @property
    def cseq(self):
        return int((self.get("cseq") or "0").split()[0])

    @property
    def cmethod(self):
        return (self.get("cseq") + " x").split()[1]

    def tag(self, k):
        m = re.search(r";\s*tag=([^;>\s]+)", self.get(k))
        return m.group(1) if m else ""

    def __repr__(self):
        return "<%s cseq=%s>" % (self.start, self.get("cseq"))


def uri_of(v):
    m = re.search(r"<([^>]+)>", v)
    return m.group(1) if m else v.split(";")[0].strip()


def seen(vias, src):
    """the Vias of an answer: the topmost says where its request came from (RFC 3581 4)"""
    if not vias or not src or not re.search(r";\s*rport\s*(;|,|$)", vias[0]):
        return vias
    told = ";rport=%d;received=%s" % (src[1], src[0])
    return [re.sub(r";\s*rport\b", told, vias[0], count=1)] + vias[1:]


def digest(ch, method, uri, user, pw, body="", nc=1, alg=None):
    """alg: answer with that algorithm, whatever was asked for"""
    p = dict((k.lower(), v.strip('"')) for k, v in re.findall(r'(\w+)=("[^"]*"|[^,\s]+)', ch))
    alg = alg or p.get("algorithm", "MD5")
    H = lambda s: (hashlib.sha256 if alg.upper().startswith("SHA-256") else hashlib.md5)(
        s.encode()
    ).hexdigest()
    a1, a2, cn = H("%s:%s:%s" % (user, p.get("realm", ""), pw)), H("%s:%s" % (method, uri)), rnd(16)
    r = 'Digest username="%s", realm="%s", nonce="%s", uri="%s", algorithm=%s' % (
        user,
        p.get("realm", ""),
        p.get("nonce", ""),
        uri,
        alg,
    )
    if "auth" in p.get("qop", "").split(","):
        r += ', qop=auth, nc=%08x, cnonce="%s", response="%s"' % (
            nc,
            cn,
            H("%s:%s:%08x:%s:auth:%s" % (a1, p["nonce"], nc, cn, a2)),
        )
    else:
        r += ', response="%s"' % H("%s:%s:%s" % (a1, p.get("nonce", ""), a2))
    if "opaque" in p:
        r += ', opaque="%s"' % p["opaque"]
    return r


class Ua:
    def __init__(
        self,
        server,
        user="1001",
        password="",
        transport="udp",
        bind="127.0.0.1:0",
        auth_user=None,
        domain=None,
        ua="patchbay-peer",
    ):
        h, _, p = server.partition(":")
        self.peer = (h, int(p or 5060))
        self.server = server
        self.user, self.password, self.auth_user = user, password, auth_user or user
        self.algorithm = None
        self.domain = domain or h
        self.transport = transport
        self.inbox = []
        self.cv = threading.Condition()
        self.on_request = None
        self.calls = {}
        self.alive = True
        self.ua = ua
        self.answered = {}
        self.last_register = ""
        self.trace_file = None
        bh, bp = bind.split(":")
        if transport == "udp":
            self.s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            self.s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
            self.s.bind((bh, int(bp)))
        else:
            self.s = socket.create_connection(self.peer, 5, (bh, int(bp)))
            self.s.settimeout(None)
        self.addr = self.s.getsockname()
        self.ruri = (
            "sip:%s" % self.domain if self.peer[1] == 5060 or domain else "sip:%s:%d" % self.peer
        )
        self.contact = "<sip:%s@%s:%d%s>" % (
            user,
            self.addr[0],
            self.addr[1],
            "" if transport == "udp" else ";transport=tcp",
        )
        self.aor = "sip:%s@%s" % (user, self.domain)
        self.wl = threading.Lock()
        threading.Thread(target=self._rx, daemon=True).start()

    def num(self, t):
        return (
            t
            if ":" in t
            else "sip:%s@%s%s"
            % (
                t,
                self.domain,
                "" if self.peer[1] == 5060 or self.domain != self.peer[0] else ":%d" % self.peer[1],
            )
        )

    def close(self):
        self.alive = False
        try:
            self.s.shutdown(2)
        except OSError:
            pass
        self.s.close()

    def trace(self, what, data):
        """for who wants to know afterwards"""
        if self.trace_file:
            at = time.strftime("%H:%M:%S", time.localtime()) + ("%.3f" % (time.time() % 1))[1:]
            text = data.decode("utf-8", "replace").replace("\r\n", "\n")
            self.trace_file.write("---- %s %s\n%s\n" % (at, what, text))
            self.trace_file.flush()

    def send_raw(self, b, to=None):
        if isinstance(b, str):
            b = b.encode()
        if not self.alive and self.transport == "udp":
            return
        self.trace("sent to %s:%d" % (to or self.peer), b)
        with self.wl:
            if self.transport == "udp":
                self.s.sendto(b, to or self.peer)
            else:
                self.s.sendall(b)

    def _rx(self):
        buf = b""
        while self.alive:
            try:
                if self.transport == "udp":
                    d, src = self.s.recvfrom(65535)
                    self._in(d, src)
                else:
                    d = self.s.recv(65536)
                    if not d:
                        break
                    buf += d
                    while True:
                        buf = buf.lstrip(b"\r\n")
                        i = buf.find(b"\r\n\r\n")
                        if i < 0:
                            break
                        m = re.search(rb"(?im)^(?:content-length|l)\s*:\s*(\d+)", buf[:i])
                        n = int(m.group(1)) if m else 0
                        if len(buf) < i + 4 + n:
                            break
                        self._in(buf[: i + 4 + n], self.peer)
                        buf = buf[i + 4 + n :]
            except OSError:
                break
        with self.cv:
            self.alive = False
            self.cv.notify_all()

    def _in(self, d, src):
        if len(d) < 12:
            return
        self.trace("came from %s:%d" % src, d)
        try:
            m = Msg(d, src)
        except Exception:
            return
        if m.method:
            self._serve(m, src)
        # Last: who waits for a message sees what the phone has made of it.
        with self.cv:
            self.inbox.append(m)
            self.cv.notify_all()

    def _serve(self, m, src):
        k = (m.method, m.cid, m.cseq, m.get("via"))
        if k in self.answered and m.method != "ACK":
            self.send_raw(self.answered[k], src)
            return  # retransmission
        c = self.calls.get(m.cid)
        try:
            if c and c.handle(m):
                return
            if self.on_request and self.on_request(m):
                return
            if m.method in ("OPTIONS", "NOTIFY", "MESSAGE", "INFO", "UPDATE", "BYE"):
                self.reply(m, 200 if m.method != "BYE" else 481)
        except Exception as e:
            print("agent handler", repr(e), file=sys.stderr)

    def reply(self, m, code, reason=None, body="", hdr="", tag=None, contact=True):
        reason = reason or {
            100: "Trying",
            180: "Ringing",
            183: "Session Progress",
            200: "OK",
            202: "Accepted",
            302: "Moved Temporarily",
            404: "Not Found",
            480: "Temporarily Unavailable",
            481: "Call/Transaction Does Not Exist",
            486: "Busy Here",
            487: "Request Terminated",
            488: "Not Acceptable Here",
            491: "Request Pending",
            603: "Decline",
        }.get(code, "X")
        to = m.get("to")
        if code > 100 and ";tag=" not in to.replace(" ", ""):
            to += ";tag=" + (tag or rnd(8))
        o = (
            "SIP/2.0 %d %s\r\n" % (code, reason)
            + "".join("Via: %s\r\n" % v for v in seen(m.all("via"), m.src))
            + "".join("Record-Route: %s\r\n" % v for v in m.all("record-route"))
        )
        o += (
            "From: %s\r\nTo: %s\r\nCall-ID: %s\r\nCSeq: %s\r\n"
            % (m.get("from"), to, m.cid, m.get("cseq"))
            + ("Contact: %s\r\n" % self.contact if contact else "")
            + hdr
        )
        if body:
            o += "Content-Type: application/sdp\r\n"
        o += "Content-Length: %d\r\n\r\n%s" % (len(body.encode()), body)
        if code >= 200:
            self.answered[(m.method, m.cid, m.cseq, m.get("via"))] = o.encode()
        self.send_raw(o, m.src)
        return o

    def build(
        self,
        method,
        uri,
        cid,
        cseq,
        frm,
        to,
        hdr="",
        body="",
        ctype="application/sdp",
        routes=(),
        branch=None,
        contact=True,
        mf=70,
    ):
        o = "%s %s SIP/2.0\r\nVia: SIP/2.0/%s %s:%d;branch=%s;rport\r\n" % (
            method,
            uri,
            self.transport.upper(),
            self.addr[0],
            self.addr[1],
            branch or "z9hG4bK" + rnd(12),
        )
        o += "".join(
            "Route: %s\r\n" % r for r in routes
        ) + "Max-Forwards: %d\r\nFrom: %s\r\nTo: %s\r\nCall-ID: %s\r\nCSeq: %d %s\r\n" % (
            mf,
            frm,
            to,
            cid,
            cseq,
            method,
        )
        if contact:
            o += "Contact: %s\r\n" % self.contact
        o += (
            "User-Agent: %s\r\nAllow: INVITE, ACK, CANCEL, BYE, OPTIONS, NOTIFY, REFER, UPDATE, PRACK, INFO\r\n"
            % self.ua
            + hdr
        )
        if body:
            o += "Content-Type: %s\r\n" % ctype
        return o + "Content-Length: %d\r\n\r\n%s" % (len(body.encode()), body)

    def wait(self, pred, timeout=8, since=0):
        end = time.time() + timeout
        i = since
        with self.cv:
            while True:
                while i < len(self.inbox):
                    m = self.inbox[i]
                    i += 1
                    if pred(m):
                        return m
                left = end - time.time()
                if left <= 0 or not self.alive and i >= len(self.inbox):
                    return None
                self.cv.wait(left)

    def transact(
        self,
        method,
        uri,
        hdr="",
        body="",
        ctype="application/sdp",
        timeout=8,
        cid=None,
        cseq=None,
        frm=None,
        to=None,
        auth=True,
        routes=(),
        contact=True,
        password=None,
        rexmit=True,
    ):
        """request outside a dialog; answers 401/407 once; returns the final response (or None)"""
        cid = cid or rnd(16) + "@peer"
        cseq = cseq or random.randint(1, 9999)
        frm = frm or "<%s>;tag=%s" % (self.aor, rnd(8))
        to = to or "<%s>" % (self.aor if method == "REGISTER" else uri)
        ah = ""
        for tryno in range(2):
            n = len(self.inbox)
            q = self.build(
                method, uri, cid, cseq, frm, to, hdr + ah, body, ctype, routes, contact=contact
            )
            self.send_raw(q)
            if method == "REGISTER":
                self.last_register = q
            fin = (
                lambda m: m.code
                and m.code >= 200
                and m.cid == cid
                and m.cseq == cseq
                and m.cmethod == method
            )
            r = self.wait(fin, min(timeout, 1.0), n)
            t = 1.0
            while r is None and t < timeout:
                if self.transport == "udp" and rexmit:
                    self.send_raw(q)
                r = self.wait(fin, min(2, timeout - t), n)
                t += 2
            if r is None or r.code not in (401, 407) or not auth or tryno:
                return r
            w = r.get("www-authenticate" if r.code == 401 else "proxy-authenticate")
            ah = "%s: %s\r\n" % (
                "Authorization" if r.code == 401 else "Proxy-Authorization",
                digest(
                    w,
                    method,
                    uri,
                    self.auth_user,
                    self.password if password is None else password,
                    body,
                    alg=self.algorithm,
                ),
            )
            cseq += 1

    def register(self, expires=60, contact=None, password=None, **kw):
        c = contact or self.contact
        return self.transact(
            "REGISTER",
            self.ruri,
            "Contact: %s\r\nExpires: %d\r\n" % (c, expires),
            to="<%s>" % self.aor,
            contact=False,
            password=password,
            **kw
        )

    def invites(self):
        return [m for m in self.inbox if m.method == "INVITE"]
