package org.portreeve.ftp;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** One of the server's own objects with another answer to one question. */
final class Lent {

    private Lent() {}

    interface Answer {
        Object get();
    }

    /** A proxy, not a class: the interfaces differ between FtpServer 1.2.0 and 1.2.1. */
    static <T> T instead(Class<T> type, T delegate, String method, Answer answer) {
        InvocationHandler handler = (proxy, called, arguments) -> {
            if (called.getName().equals(method)) {
                return answer.get();
            }
            try {
                return called.invoke(delegate, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
