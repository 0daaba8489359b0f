CREATE TABLE patchbay_call (
    call_id       VARCHAR(64) NOT NULL PRIMARY KEY,
    boot_id       VARCHAR(32) NOT NULL,
    started_at    TIMESTAMP WITH TIME ZONE NOT NULL,
    answered_at   TIMESTAMP WITH TIME ZONE,
    ended_at      TIMESTAMP WITH TIME ZONE,
    direction     VARCHAR(16) NOT NULL,
    caller_number VARCHAR(128) NOT NULL,
    caller_name   VARCHAR(128) NOT NULL,
    called        VARCHAR(256) NOT NULL,
    source        VARCHAR(320) NOT NULL,
    room          VARCHAR(64),
    decided_by    VARCHAR(512) NOT NULL,
    cause         VARCHAR(32),
    sip_code      INTEGER,
    cause_text    VARCHAR(256),
    hung_up_by    VARCHAR(16)
);

CREATE TABLE patchbay_leg (
    call_id          VARCHAR(64) NOT NULL,
    leg_id           VARCHAR(64) NOT NULL,
    incoming         BOOLEAN NOT NULL,
    target           VARCHAR(320) NOT NULL,
    added_at         TIMESTAMP WITH TIME ZONE NOT NULL,
    ringing_at       TIMESTAMP WITH TIME ZONE,
    answered_at      TIMESTAMP WITH TIME ZONE,
    ended_at         TIMESTAMP WITH TIME ZONE,
    codec            VARCHAR(64),
    packets_received BIGINT,
    packets_lost     BIGINT,
    jitter_ms        DOUBLE PRECISION,
    far_loss_percent DOUBLE PRECISION,
    cause            VARCHAR(32),
    sip_code         INTEGER,
    cause_text       VARCHAR(256),
    hung_up_by       VARCHAR(16),
    PRIMARY KEY (call_id, leg_id)
);
