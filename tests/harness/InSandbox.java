import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test of a class a {@link Sandbox} of its own, which is deleted after it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(InSandbox.Provider.class)
@interface InSandbox {

    final class Provider implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Sandbox.class;
        }

        /** JUnit closes what is in its store when the test is over. */
        @Override
        public Sandbox resolveParameter(ParameterContext parameter, ExtensionContext context) {
            Sandbox sandbox = Sandbox.create();
            context.getStore(ExtensionContext.Namespace.create(InSandbox.class)).put(sandbox, sandbox);
            return sandbox;
        }
    }
}
