package org.patchbay.call.records.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of {@code etc/org.patchbay.records.cfg}. */
@ObjectClassDefinition(name = "Patchbay call records")
@interface RecordsConfig {
    @AttributeDefinition(description = "days that rows are kept; 0 for ever")
    int keep$_$days() default 365;

    @AttributeDefinition(
            description = "file of the database inside, without its ending; empty for db/records")
    String file() default "";

    @AttributeDefinition(
            description =
                    "filter of the javax.sql.DataSource to use; empty for the database inside")
    String datasource() default "";

    @AttributeDefinition(
            description = "how long after the start the database is opened at the latest, in s")
    int open$_$after$_$s() default 10;
}
