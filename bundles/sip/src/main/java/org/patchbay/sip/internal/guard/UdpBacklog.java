package org.patchbay.sip.internal.guard;

import gov.nist.javax.sip.stack.DatagramQueuedMessageDispatch;
import gov.nist.javax.sip.stack.MessageProcessor;
import gov.nist.javax.sip.stack.UDPMessageProcessor;
import java.lang.reflect.Field;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Bounds the queue between the stack's UDP receiver and its workers, which has no bound of its own
 * and keeps a whole receive buffer for each datagram: what does not fit is lost like on the wire.
 */
public final class UdpBacklog {
    private UdpBacklog() {}

    /**
     * To be called before the processor is started.
     *
     * @return the same processor, bounded where it is one for UDP
     */
    public static MessageProcessor bound(MessageProcessor processor, int datagrams) {
        if (processor instanceof UDPMessageProcessor) {
            try {
                Field queue = UDPMessageProcessor.class.getDeclaredField("messageQueue");
                queue.setAccessible(true);
                queue.set(
                        processor,
                        new LinkedBlockingQueue<DatagramQueuedMessageDispatch>(datagrams));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("the stack is not the one we know", e);
            }
        }
        return processor;
    }
}
