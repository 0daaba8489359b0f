"""G.711 tables (ITU-T G.711), both laws, both ways."""


def _ulaw(code):
    code = ~code & 255
    value = (((code & 15) << 3) + 132) << ((code & 0x70) >> 4)
    return 132 - value if code & 0x80 else value - 132


def _alaw(code):
    code ^= 0x55
    value, segment = (code & 15) << 4, (code & 0x70) >> 4
    value = value + 8 if segment == 0 else (value + 0x108) << (segment - 1)
    return value if code & 0x80 else -value


ULAW = [_ulaw(i) for i in range(256)]
ALAW = [_alaw(i) for i in range(256)]


def _encoder(table):
    """The code whose value is nearest, for every 16 bit sample."""
    by_value = sorted((v, c) for c, v in enumerate(table))
    out, k = bytearray(65536), 0
    for sample in range(-32768, 32768):
        while k + 1 < 256 and abs(by_value[k + 1][0] - sample) <= abs(by_value[k][0] - sample):
            k += 1
        out[sample & 0xFFFF] = by_value[k][1]
    return bytes(out)


_encoders = {}


def _encode(samples, name, table):
    if name not in _encoders:
        _encoders[name] = _encoder(table)
    codes = _encoders[name]
    return bytes(codes[s & 0xFFFF] for s in samples)


def ulaw_encode(samples):
    return _encode(samples, "ulaw", ULAW)


def alaw_encode(samples):
    return _encode(samples, "alaw", ALAW)
