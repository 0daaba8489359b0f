package org.patchbay.sip.internal.guard;

import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.ContentLength;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.MessageParser;
import gov.nist.javax.sip.parser.MessageParserFactory;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.parser.StringMsgParser;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.text.ParseException;
import java.util.Locale;
import java.util.Map;

/**
 * The stack's parser, to which a header that it fails on is one that cannot be read. By itself it
 * leaves by whatever its number and text functions throw: the datagram is lost without a word, and
 * a connection ends, for a header that nobody may have wanted.
 */
public final class GuardedParser extends StringMsgParser {
    private static final Map<String, Class<? extends SIPHeader>> MANDATORY =
            Map.ofEntries(
                    Map.entry("from", From.class),
                    Map.entry("f", From.class),
                    Map.entry("to", To.class),
                    Map.entry("t", To.class),
                    Map.entry("via", Via.class),
                    Map.entry("v", Via.class),
                    Map.entry("call-id", CallID.class),
                    Map.entry("i", CallID.class),
                    Map.entry("cseq", CSeq.class),
                    Map.entry("content-length", ContentLength.class),
                    Map.entry("l", ContentLength.class));

    /** Made by the stack, by name. */
    public static final class Factory implements MessageParserFactory {
        @Override
        public MessageParser createMessageParser(SIPTransactionStack stack) {
            return new GuardedParser();
        }
    }

    @Override
    protected SIPMessage processFirstLine(
            String line, ParseExceptionListener listener, byte[] message) throws ParseException {
        try {
            return super.processFirstLine(line, listener, message);
        } catch (RuntimeException | StackOverflowError e) {
            throw new ParseException("first line", 0);
        }
    }

    @Override
    protected void processHeader(
            String line, SIPMessage message, ParseExceptionListener listener, byte[] bytes)
            throws ParseException {
        int colon = Math.max(0, line.indexOf(':'));
        String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        Class<? extends SIPHeader> mandatory = MANDATORY.get(name);
        try {
            super.processHeader(line, message, listener, bytes);
        } catch (ParseException e) {
            if (mandatory != null || listener == null) {
                throw e;
            }
            listener.handleException(e, message, null, line, ""); // an empty one comes past it
        } catch (RuntimeException | StackOverflowError e) {
            ParseException failure = new ParseException(name, 0);
            if (listener == null) {
                throw failure;
            }
            listener.handleException(failure, message, mandatory, line, "");
        }
    }
}
