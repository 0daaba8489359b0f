package org.patchbay.hub.internal.message;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.patchbay.call.api.CallCommand;
import org.patchbay.call.api.CallControl.Side;
import org.patchbay.call.api.DisconnectCause;
import org.patchbay.call.api.Plan;
import org.patchbay.call.api.TransferTo;
import org.patchbay.media.api.MediaEngine;

/** What a driver asks for, one record for each verb of its control. */
public sealed interface Verb {
    record Ring() implements Verb {}

    record Answer() implements Verb {}

    record Play(Path file) implements Verb {
        public Play {
            Objects.requireNonNull(file);
        }
    }

    record Tones(List<MediaEngine.Tone> tones) implements Verb {
        public Tones {
            tones = List.copyOf(tones);
        }
    }

    record Collect(int maxDigits, String terminators, Duration between) implements Verb {
        public Collect {
            Objects.requireNonNull(terminators);
            requirePositive(between);
            if (maxDigits < 1 || maxDigits > 256) {
                throw new IllegalArgumentException("collect: 1 to 256 keys, not " + maxDigits);
            }
        }
    }

    record Echo(Duration longest) implements Verb {
        public Echo {
            requirePositive(longest);
        }
    }

    record Pause(Duration duration) implements Verb {
        public Pause {
            requirePositive(duration);
        }
    }

    record Dial(Plan.Ring ring) implements Verb {
        public Dial {
            Objects.requireNonNull(ring);
        }
    }

    record PassTo(Plan plan) implements Verb {
        public PassTo {
            Objects.requireNonNull(plan);
        }
    }

    record Hangup(DisconnectCause.Reason reason) implements Verb {
        public Hangup {
            Objects.requireNonNull(reason);
        }
    }

    record Join(Plan.Ring ring) implements Verb {
        public Join {
            Objects.requireNonNull(ring);
        }
    }

    record Drop(Side who) implements Verb {
        public Drop {
            Objects.requireNonNull(who);
        }
    }

    record Hold(Side who, boolean held) implements Verb {
        public Hold {
            Objects.requireNonNull(who);
        }
    }

    record Press(Side to, String keys) implements Verb {
        public Press {
            Objects.requireNonNull(to);
            CallCommand.Press.requireKeys(keys);
        }
    }

    record Transfer(TransferTo to, Side leaves) implements Verb {
        public Transfer {
            Objects.requireNonNull(leaves);
            if (to instanceof TransferTo.SeatOf) {
                throw new IllegalArgumentException("a script knows no seats");
            }
            Objects.requireNonNull(to);
        }
    }

    private static void requirePositive(Duration duration) {
        if (duration.isNegative() || duration.isZero() || duration.toDays() > 1) {
            throw new IllegalArgumentException("duration " + duration);
        }
    }
}
