package org.patchbay.webrtc.internal.desk;

import java.util.Objects;
import java.util.Optional;

/** What a page may say, read and bounded. */
public sealed interface Said {
    /** Its name on the wire, by which an error names it. */
    String type();

    /** Wants to call that number. */
    record Call(String to) implements Said {
        @Override
        public String type() {
            return "call";
        }
    }

    /** A session of its own. */
    record Offer(String session, String sdp) implements Said {
        @Override
        public String type() {
            return "webrtc-offer";
        }
    }

    /** That call is to be spoken in that session. */
    record Link(String call, String session) implements Said {
        @Override
        public String type() {
            return "webrtc-link";
        }
    }

    /**
     * @param line empty for the end of candidates
     */
    record Candidate(String session, String line) implements Said {
        @Override
        public String type() {
            return "candidate";
        }
    }

    record Restart(String session, String sdp) implements Said {
        @Override
        public String type() {
            return "webrtc-restart";
        }
    }

    record Decline(String call) implements Said {
        @Override
        public String type() {
            return "decline";
        }
    }

    record Ignore(String call) implements Said {
        @Override
        public String type() {
            return "ignore";
        }
    }

    record Hangup(String call) implements Said {
        @Override
        public String type() {
            return "hangup";
        }
    }

    record Hold(String call, boolean on) implements Said {
        @Override
        public String type() {
            return "hold";
        }
    }

    /** A third is to talk with the two. */
    record Join(String call, String to) implements Said {
        @Override
        public String type() {
            return "join";
        }
    }

    record Key(String call, char key) implements Said {
        @Override
        public String type() {
            return "key";
        }
    }

    /** To a number, or to whom another call of this page talks to. */
    record Transfer(String call, Optional<String> to, Optional<String> other) implements Said {
        public Transfer {
            Objects.requireNonNull(to);
            Objects.requireNonNull(other);
            if (to.isPresent() == other.isPresent()) {
                throw new IllegalArgumentException("one of to and other is needed");
            }
        }

        @Override
        public String type() {
            return "transfer";
        }
    }

    /** The page was here before. */
    record Resume(String token) implements Said {
        @Override
        public String type() {
            return "resume";
        }
    }
}
