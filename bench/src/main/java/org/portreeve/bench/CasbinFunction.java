package org.portreeve.bench;

import com.googlecode.aviator.runtime.type.AviatorBoolean;
import com.googlecode.aviator.runtime.type.AviatorObject;
import java.util.Map;
import org.casbin.jcasbin.util.function.CustomFunction;

/** A function of two or three values for jCasbin's matchers. */
@SuppressWarnings("serial") // the type asks for it, nobody ever writes one out
final class CasbinFunction extends CustomFunction {
    private final String name;
    private final Test test;

    interface Test {
        boolean holds(Object... values);
    }

    CasbinFunction(String name, Test test) {
        this.name = name;
        this.test = test;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public AviatorObject call(Map<String, Object> env, AviatorObject first, AviatorObject second) {
        return AviatorBoolean.valueOf(test.holds(first.getValue(env), second.getValue(env)));
    }

    @Override
    public AviatorObject call(Map<String, Object> env, AviatorObject first, AviatorObject second, AviatorObject third) {
        return AviatorBoolean.valueOf(test.holds(first.getValue(env), second.getValue(env), third.getValue(env)));
    }
}
