//SOURCES GitIdentity.java
//SOURCES GitSignature.java

import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;

/** Makes commits as Git would: with the author and the committer that its settings name, signed if they ask for it. */
final class GitNewCommit {
    private GitNewCommit() {}

    /**
     * Adds a commit that no branch has yet.
     *
     * @param tree that is in the repository
     * @param parents none for the first commit
     */
    static ObjectId insert(Repository repository, ObjectId tree, List<ObjectId> parents, String message)
            throws IOException {
        GitIdentity identity = GitIdentity.of(repository);
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        commit.setParentIds(parents);
        commit.setAuthor(identity.author());
        commit.setCommitter(identity.committer());
        commit.setMessage(message.endsWith("\n") ? message : message + "\n");
        new GitSignature(repository).sign(commit);
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }
}
