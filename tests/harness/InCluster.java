import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives each test of a class a {@link TestNamespace} of its own, which goes after it. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(InCluster.Provider.class)
@interface InCluster {

    final class Provider implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TestNamespace.class;
        }

        @Override
        public TestNamespace resolveParameter(ParameterContext parameter, ExtensionContext context) {
            TestNamespace namespace = TestNamespace.create();
            context.getStore(ExtensionContext.Namespace.create(InCluster.class)).put(namespace, namespace);
            return namespace;
        }
    }
}
