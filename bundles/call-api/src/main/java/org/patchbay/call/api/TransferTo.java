package org.patchbay.call.api;

import java.util.Objects;

/** To whom somebody is transferred. */
public sealed interface TransferTo {
    /** For people, as events show it. */
    String text();

    /** Straight to a target: nobody is asked. */
    record Somebody(Target target) implements TransferTo {
        public Somebody {
            Objects.requireNonNull(target);
        }

        @Override
        public String text() {
            return target.toString();
        }
    }

    /** To wherever that number leads, as if who gives the call away had dialled it. */
    record Number(String number) implements TransferTo {
        /** Longer ones are nobody's number. */
        public static final int MAX_LENGTH = 128;

        public Number {
            if (number.isBlank()
                    || number.length() > MAX_LENGTH
                    || number.chars().anyMatch(c -> c < ' ')) {
                throw new IllegalArgumentException(
                        "a number of 1 to " + MAX_LENGTH + " characters is needed");
            }
        }

        @Override
        public String text() {
            return number;
        }
    }

    /** To the one that this leg of another call talks to, or is ringing: the leg's seat there. */
    record SeatOf(LegId leg) implements TransferTo {
        public SeatOf {
            Objects.requireNonNull(leg);
        }

        @Override
        public String text() {
            return "the seat of leg " + leg;
        }
    }
}
