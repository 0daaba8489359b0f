-- What pbx:records looks for first, and what is pruned.
CREATE INDEX patchbay_call_started ON patchbay_call (started_at);
CREATE INDEX patchbay_call_cause ON patchbay_call (cause);
