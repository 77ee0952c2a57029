import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The verbs of a script, picocli commands each. picocli itself would make a model of all of them at every start, which
 * takes longer than the rest of many a run, so {@link Common#start} hands it those that the arguments may name.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface Verbs {
    Class<?>[] value();
}
