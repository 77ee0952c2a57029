//SOURCES ../Failure.java
//SOURCES ../resource/FilterExpression.java
//SOURCES ../resource/ResourceFilter.java
//SOURCES Change.java

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A choice of changes in JSON, as kapp's {@code --diff-filter} takes it; one of the parts is there.
 *
 * @param ops {@code create}, {@code update}, {@code delete}, {@code noop}, {@code exists}: one of them
 * @param newResource what is wanted; what goes has none
 * @param existingResource what the cluster has; what is new has none
 */
record ChangeFilter(List<ChangeFilter> and, List<ChangeFilter> or, ChangeFilter not, List<String> ops,
        ResourceFilter newResource, ResourceFilter existingResource) implements Predicate<Change> {

    ChangeFilter {
        if (Stream.of(and, or, not, ops, newResource, existingResource).filter(Objects::nonNull).count() != 1) {
            throw new Failure("a filter says one of and, or, not, ops, newResource and existingResource",
                    "For example {\"existingResource\":{\"kinds\":[\"Deployment\"]}}.");
        }
    }

    @Override
    public boolean test(Change change) {
        if (and != null) {
            return and.stream().allMatch(part -> part.test(change));
        }
        if (or != null) {
            return or.stream().anyMatch(part -> part.test(change));
        }
        if (not != null) {
            return !not.test(change);
        }
        if (ops != null) {
            return ops.contains(change.operation().name().toLowerCase(Locale.ROOT));
        }
        return newResource != null ? change.wanted().filter(newResource).isPresent()
                : change.live().filter(existingResource).isPresent();
    }
}
