package org.patchbay.itests.server;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * One server for all test classes, because its start takes seconds; stopped after the last of them.
 * Where a test fails, the log since its beginning is kept beside the reports.
 */
public final class SharedServer implements ParameterResolver, BeforeEachCallback, TestWatcher {
    private static final Namespace NAMESPACE = Namespace.create(SharedServer.class);
    private static final int RTP_PORTS = 400;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Server.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return server(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        context.getStore(NAMESPACE).put("mark", server(context).logMark());
    }

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        Integer mark = context.getStore(NAMESPACE).get("mark", Integer.class);
        if (mark != null) {
            FailedLog.keep(context, cause, server(context), mark);
        }
    }

    private static Server server(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        Server.class, type -> Server.start("shared", RTP_PORTS), Server.class);
    }
}
