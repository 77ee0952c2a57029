//SOURCES ../Console.java

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps other processes out for as long as it is open. It ends with the process, however that ends. */
final class LockFile implements AutoCloseable {
    private final FileChannel channel;

    private LockFile(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Locks a file, which is made if there is none and stays, as soon as nobody else has it locked.
     *
     * @param who is waited for, for people
     */
    static LockFile acquire(Path file, String who, Console console) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            console.info("Waiting for " + who);
            channel.lock();
        }
        return new LockFile(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
