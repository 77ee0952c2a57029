//SOURCES ../Failure.java
//SOURCES ApiResources.java

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * How much of a cluster is looked at. A part of its API whose own server does not answer is in nobody's way as long as
 * nobody asks for it; without one that is asked for, it is not known what the cluster has.
 *
 * @param ignoresBroken goes on as if such parts had nothing
 * @param onlyNamespaces looks into the namespaces of the application only, without asking for all at once first
 */
record ClusterView(boolean ignoresBroken, boolean onlyNamespaces) {
    static final ClusterView USUAL = new ClusterView(false, false);

    /**
     * Those that answer.
     *
     * @throws Failure naming those that do not, unless they are ignored
     */
    List<ApiResource> answering(Collection<ApiResource> kinds, ApiResources all) {
        TreeSet<String> broken = new TreeSet<>();
        kinds.stream().filter(all::isBroken).forEach(kind -> broken.add(kind.apiVersion()));
        require(broken);
        return kinds.stream().filter(kind -> !all.isBroken(kind)).toList();
    }

    /** @throws Failure when the cluster does not say which kinds a group has, unless that is ignored */
    void requireKnown(String group, ApiResources all) {
        require(all.brokenOf(group));
    }

    private void require(Collection<String> broken) {
        if (!broken.isEmpty() && !ignoresBroken) {
            String first = broken.iterator().next();
            throw new Failure("the API server behind " + String.join(", ", broken)
                    + " does not answer, and resources of the application belong there",
                    "Repair it (kubectl describe apiservice " + first.replaceFirst("(.*)/(.*)", "$2.$1") + "), or\n"
                    + "leave what is there as it is with --dangerous-ignore-failing-api-services.");
        }
    }
}
