package org.patchbay.sip.internal.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A small name server on the loopback, by UDP and TCP. */
public final class NameServer implements AutoCloseable {
    public final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<Record> records = new CopyOnWriteArrayList<>();
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    public volatile boolean deaf;
    public volatile boolean failing;
    public volatile boolean truncating;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    public NameServer() throws IOException {
        tcp = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
        udp = new DatagramSocket(tcp.getLocalPort(), InetAddress.getByName("127.0.0.1"));
        start(this::serveUdp);
        start(this::serveTcp);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "name-server");
        thread.setDaemon(true);
        thread.start();
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) udp.getLocalSocketAddress();
    }

    /**
     * @param data as in a zone file
     */
    public void record(String name, int type, long ttl, String data) throws IOException {
        records.add(
                Record.fromString(
                        Name.fromString(name, Name.root), type, DClass.IN, ttl, data, Name.root));
    }

    public void clear() {
        records.clear();
    }

    /** No more answers until {@link #release}. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    void release() {
        gate.countDown();
    }

    private void serveUdp() {
        byte[] buffer = new byte[4096];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                udp.receive(packet);
                Message query = new Message(java.util.Arrays.copyOf(buffer, packet.getLength()));
                gate.await();
                Message answer = answer(query);
                if (truncating) {
                    answer.removeAllRecords(Section.ANSWER);
                    answer.getHeader().setFlag(Flags.TC);
                }
                if (!deaf) {
                    byte[] wire = answer.toWire();
                    udp.send(new DatagramPacket(wire, wire.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException e) {
            // closed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try (Socket socket = tcp.accept()) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                byte[] query = new byte[in.readUnsignedShort()];
                in.readFully(query);
                byte[] wire = answer(new Message(query)).toWire();
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                out.writeShort(wire.length);
                out.write(wire);
            } catch (IOException e) {
                // that one only, or closed
            }
        }
    }

    private Message answer(Message query) {
        Record question = query.getQuestion();
        asked.add(Type.string(question.getType()) + " " + question.getName().toString(true));
        Message answer = new Message(query.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(question, Section.QUESTION);
        if (failing) {
            answer.getHeader().setRcode(Rcode.SERVFAIL);
            return answer;
        }
        for (Record record : records) {
            boolean alias = record.getType() == Type.CNAME;
            if (record.getName().equals(question.getName())
                    && (alias || record.getType() == question.getType())) {
                answer.addRecord(record, Section.ANSWER);
                if (alias) {
                    records.stream()
                            .filter(r -> r.getType() == question.getType())
                            .filter(r -> r.getName().toString().equals(record.rdataToString()))
                            .forEach(r -> answer.addRecord(r, Section.ANSWER));
                }
            }
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
    }
}
