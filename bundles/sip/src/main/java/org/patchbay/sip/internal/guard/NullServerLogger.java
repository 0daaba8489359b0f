package org.patchbay.sip.internal.guard;

import gov.nist.core.ServerLogger;
import gov.nist.javax.sip.message.SIPMessage;
import java.util.Properties;
import javax.sip.SipStack;

/** Writes no message log. */
public final class NullServerLogger implements ServerLogger {
    @Override
    public void closeLogFile() {}

    @Override
    public void logMessage(
            SIPMessage message, String from, String to, boolean sender, long timeMs) {}

    @Override
    public void logMessage(
            SIPMessage message,
            String from,
            String to,
            String status,
            boolean sender,
            long timeMs) {}

    @Override
    public void logMessage(
            SIPMessage message, String from, String to, String status, boolean sender) {}

    @Override
    public void logException(Exception failure) {}

    @Override
    public void setStackProperties(Properties stackProperties) {}

    @Override
    public void setSipStack(SipStack sipStack) {}
}
