//SOURCES ../Interruption.java
//SOURCES ApplicationLease.java
//SOURCES Standing.java

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * One deploy or delete of an application, from its first look to its end: it changes nothing while another is at work,
 * and when it is stopped it says where it stands.
 */
final class Turn implements AutoCloseable {
    private static final String UNCHANGED = "Nothing was changed in the cluster.";

    private final ApplicationLease lease;
    private final Interruption interruption;
    private volatile Standing standing;
    private volatile Runnable remember = () -> { };

    private Turn(ApplicationLease lease, Console console) {
        this.lease = lease;
        this.interruption = Interruption.watch(console, this::stop, () -> remember.run(), lease::close);
    }

    /** Begins to look. @param namespace of the application's record */
    static Turn begin(Cluster cluster, String namespace, String application, Console console) {
        return new Turn(new ApplicationLease(cluster, namespace, application, console), console);
    }

    /**
     * Waits until nobody else is at work.
     *
     * @param record as it was when the changes were found
     * @param limit how long to wait at most
     * @return whether nobody has changed the application since, so that the changes are still the right ones
     */
    boolean take(ApplicationRecord record, Duration limit) {
        return lease.take(record, limit);
    }

    /** Makes the lease go with the record of an application that is deleted. */
    void goWith(ApplicationRecord record) {
        lease.goWith(record);
    }

    /** The first change is about to be made. @param whenStopped leaves word in the cluster of how far they got */
    Standing start(Collection<Change> changes, Runnable whenStopped) {
        remember = whenStopped;
        standing = new Standing(List.copyOf(changes), lease::require);
        return standing;
    }

    private String stop() {
        Standing now = standing;
        if (now == null) {
            return UNCHANGED;
        }
        now.stop();
        return now.text();
    }

    @Override
    public void close() {
        interruption.close();
        lease.close();
    }
}
