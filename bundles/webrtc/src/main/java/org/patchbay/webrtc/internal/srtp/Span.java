package org.patchbay.webrtc.internal.srtp;

import java.util.Arrays;
import org.jitsi.utils.ByteArrayBuffer;

/** A packet in a longer array, as jitsi-srtp works on it in place. */
final class Span implements ByteArrayBuffer {
    private byte[] data;
    private int offset;
    private int length;

    Span of(byte[] array, int from, int bytes) {
        data = array;
        offset = from;
        length = bytes;
        return this;
    }

    @Override
    public byte[] getBuffer() {
        return data;
    }

    @Override
    public int getOffset() {
        return offset;
    }

    @Override
    public int getLength() {
        return length;
    }

    @Override
    public void setOffset(int value) {
        offset = value;
    }

    @Override
    public void setLength(int value) {
        length = value;
    }

    @Override
    public boolean isInvalid() {
        return data == null || offset < 0 || length < 0 || offset + length > data.length;
    }

    @Override
    public void readRegionToBuff(int from, int bytes, byte[] into) {
        System.arraycopy(data, offset + from, into, 0, bytes);
    }

    /** Room for so many bytes more behind it. */
    @Override
    public void grow(int more) {
        if (offset + length + more > data.length) {
            data = Arrays.copyOf(data, offset + length + more);
        }
    }

    @Override
    public void append(byte[] what, int bytes) {
        grow(bytes);
        System.arraycopy(what, 0, data, offset + length, bytes);
        length += bytes;
    }

    @Override
    public void shrink(int less) {
        length = Math.max(0, length - less);
    }
}
