"""SDP in and out, and one RTP stream each way in G.711 with named events (RFC 4733)."""

import array
import math
import random
import re
import socket
import struct
import threading
import time
import wave

from g711 import ALAW, ULAW, alaw_encode, ulaw_encode

SO_TIMESTAMPNS = 35  # of Linux; socket has no name for it
TIMESPEC = struct.Struct("@ll")

RTPMAP = {
    "PCMU": (0, "PCMU/8000"),
    "PCMA": (8, "PCMA/8000"),
    "G722": (9, "G722/8000"),
    "opus": (111, "opus/48000/2"),
    "GSM": (3, "GSM/8000"),
}
EVENTS = (101, "telephone-event/8000")


def formats(names, events=True):
    """(payload type, rtpmap) of each codec by name, and named events after them"""
    return tuple(RTPMAP[n] for n in names) + ((EVENTS,) if events else ())


ROWS = (697, 770, 852, 941)
COLUMNS = (1209, 1336, 1477, 1633)


def tone_frames(key, ms):
    """a key as two tones (ITU-T Q.23) at -9 and -7 dBm0, as mu-law in frames of 20 ms"""
    at = "123A456B789C*0#D".index(key)
    parts = ((ROWS[at // 4], -9), (COLUMNS[at % 4], -7))
    samples = array.array(
        "h",
        (
            int(sum(32767 * 10 ** ((db - 3.17) / 20) * math.sin(2 * math.pi * f * i / 8000) for f, db in parts))
            for i in range(8 * ms)
        ),
    )
    coded = ulaw_encode(samples)
    return [coded[i : i + 160] for i in range(0, len(coded), 160)]


def sdp(
    ip,
    port,
    codecs=((0, "PCMU/8000"), (101, "telephone-event/8000")),
    direction="sendrecv",
    ver=1,
    extra="",
    prof="RTP/AVP",
    sid=None,
):
    fm = " ".join(str(p) for p, _ in codecs)
    return (
        "v=0\r\no=- %d %d IN IP4 %s\r\ns=-\r\nc=IN IP4 %s\r\nt=0 0\r\nm=audio %d %s %s\r\n"
        % (sid or 4711, ver, ip, ip, port, prof, fm)
        + "".join("a=rtpmap:%d %s\r\n" % c for c in codecs)
        + ("a=fmtp:101 0-16\r\n" if any(p == 101 for p, _ in codecs) else "")
        + "a=ptime:20\r\na=%s\r\n" % direction
        + extra
    )


def sdp_media(body):
    """first audio m-line -> (ip, port, payload types, direction, full m-lines)"""
    ip = None
    port = 0
    pts = []
    d = "sendrecv"
    cur = None
    ms = re.findall(r"(?m)^m=.*", body)
    for l in body.replace("\r", "").split("\n"):
        if l.startswith("m="):
            cur = l.split()[0][2:] if cur is None or cur != "audio" else "other"
        if l.startswith("m=audio") and not port:
            port = int(l.split()[1])
            pts = [int(x) for x in l.split()[3:] if x.isdigit()]
            cur = "audio"
        if l.startswith("c=") and cur in (None, "audio"):
            ip = l.split()[2]
        if l[2:] in ("sendrecv", "sendonly", "recvonly", "inactive") and cur in (None, "audio"):
            d = l[2:]
    return ip, port, pts, d, ms


_played = {}


def warm(path):
    """what is played, by payload type; made once, because it takes long beside a call that rings"""
    if path and path not in _played:
        with wave.open(path) as w:
            assert w.getframerate() == 8000 and w.getnchannels() == 1, "play mono, 8 kHz"
            samples = array.array("h", w.readframes(w.getnframes()))
        _played[path] = {0: ulaw_encode(samples), 8: alaw_encode(samples)}
    return _played.get(path)


class Rtp:
    def __init__(self, ip="127.0.0.1", play=None, pt=0, port=0):
        self.s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 21)
        self.s.bind((ip, port))
        self.ip, self.port = self.s.getsockname()
        self.pt = pt
        self.rx = []
        self.dst = None
        self.run = True
        self.tx_on = True
        self.ssrc = random.getrandbits(32)
        self.seq = random.getrandbits(15)
        self.ts = random.getrandbits(31)
        self.sent = 0
        self.dq = []
        self.tones = []
        self.pay = None
        if play:
            self.pay = warm(play)
        self.s.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        threading.Thread(target=self._rxl, daemon=True).start()
        threading.Thread(target=self._txl, daemon=True).start()

    def _rxl(self):
        while self.run:
            try:
                d, extra, _, src = self.s.recvmsg(2048, 64)
            except OSError:
                break
            # when the system had it, not when we came round to it
            at = next(
                (s + n / 1e9 for _, kind, data in extra if kind == SO_TIMESTAMPNS for s, n in [TIMESPEC.unpack(data)]),
                None,
            )
            if len(d) >= 12 and d[0] >> 6 == 2 and not 72 <= d[1] & 127 <= 76:
                self.rx.append((at or time.time(), d, src))

    def _txl(self):
        pos = 0
        nxt = time.time()
        while self.run:
            nxt += 0.02
            time.sleep(max(0, nxt - time.time()))
            self.ts = (self.ts + 160) & 0xFFFFFFFF
            if not self.dst:
                continue
            try:
                if self.tones:
                    self._send(0, self.tones.pop(0), False, self.ts)
                    continue
                if self.dq:
                    ev, dur, end, mk, ts0 = self.dq.pop(0)
                    ts0 = ts0 if ts0 is not None else self.ts
                    if mk:
                        self._dts = self.ts
                    self._send(
                        101, struct.pack("!BBH", ev, (0x80 if end else 0) | 10, dur), mk, self._dts
                    )
                    continue
                pay = self.pay and self.pay.get(self.pt)
                if pay and self.tx_on:
                    p = pay[pos : pos + 160]
                    pos = pos + 160 if pos + 320 <= len(pay) else 0
                    self._send(self.pt, p, self.sent == 0, self.ts)
            except OSError:
                pass

    def _send(self, pt, p, mk, ts):
        self.seq = (self.seq + 1) & 0xFFFF
        self.s.sendto(
            struct.pack("!BBHII", 0x80, pt | (0x80 if mk else 0), self.seq, ts, self.ssrc) + p,
            self.dst,
        )
        self.sent += 1

    def dtmf(self, digits, ms=100, gap=0.1):
        for d in digits:
            ev = "0123456789*#ABCD".index(d)
            n = ms // 20
            for i in range(n):
                self.dq.append((ev, 160 * (i + 1), False, i == 0, None))
            for i in range(3):
                self.dq.append((ev, 160 * n, True, False, None))
            time.sleep((n + 3) * 0.02 + gap)

    def press_tones(self, digits, ms=100):
        """keys in place of what is said, with silence between; mu-law only"""
        for d in digits:
            self.tones += tone_frames(d, ms) + [b"\xff" * 160] * (ms // 20)
        time.sleep(len(digits) * ms * 2 / 1000 + 0.05)

    def stats(self, since=0, until=9e99):
        r = [(t, d) for t, d, _ in list(self.rx) if since <= t <= until]
        a = [
            (t, struct.unpack("!H", d[2:4])[0], d[1] & 127)
            for t, d in r
            if (d[1] & 127) in (0, 8, 9) or (d[1] & 127) >= 96 and (d[1] & 127) != 101
        ]
        g, gap_at = max(((b[0] - c[0], b[0]) for c, b in zip(a, a[1:])), default=(0, 0))
        ex = ((a[-1][1] - a[0][1]) & 0xFFFF) + 1 if a else 0
        return {
            "packets": len(a),
            "lost": ex - len({x[1] for x in a}) if a else 0,
            "max_gap_ms": round(g * 1000),
            "max_gap_at": gap_at,
            "pts": sorted({x[2] for x in a}),
            "ssrcs": len({d[8:12] for _, d in r}),
            "first": a[0][0] if a else None,
            "last": a[-1][0] if a else None,
            "sent": self.sent,
        }

    def digits(self):
        out = ""
        seen = set()
        for t, d, _ in self.rx:
            if d[1] & 127 == 101:
                k = d[4:12]
                if k not in seen:
                    seen.add(k)
                    out += "0123456789*#ABCD"[d[12] & 15]
        return out

    def record(self, path, since, until):
        """WAV of what arrived in that time, placed by arrival: what did not come is silence.

        Arrival is smoothed: a packet stays where its RTP timestamp puts it, as long as that is
        within 60 ms of when it came.
        """
        buf = array.array("h", bytes(2 * int((until - since) * 8000)))
        base = {}
        for t, d, _ in list(self.rx):
            pt, header = d[1] & 127, 12 + 4 * (d[0] & 15)
            if not since - 1 <= t <= until or pt not in (0, 8):
                continue
            at, ts, ssrc = int((t - since) * 8000), struct.unpack("!I", d[4:8])[0], d[8:12]
            pos = at
            if ssrc in base:
                pos = base[ssrc][0] + (ts - base[ssrc][1] + 2**31) % 2**32 - 2**31
            if ssrc not in base or abs(pos - at) > 480:
                base[ssrc] = (at, ts)
                pos = at
            table = ULAW if pt == 0 else ALAW
            for k, code in enumerate(d[header:]):
                if 0 <= pos + k < len(buf):
                    buf[pos + k] = table[code]
        with wave.open(path, "wb") as w:
            w.setnchannels(1)
            w.setsampwidth(2)
            w.setframerate(8000)
            w.writeframes(buf.tobytes())

    def close(self):
        self.run = False
        time.sleep(0.03)
        self.s.close()
