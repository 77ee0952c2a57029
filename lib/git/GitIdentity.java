//SOURCES GitProgram.java
//SOURCES JGit.java

import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.UserConfig;

/** Whose commits these are: as the environment and Git's settings say. */
record GitIdentity(PersonIdent author, PersonIdent committer) {

    /** @throws Failure when nobody has said it: Git's own guess from the machine's name is of no use to others */
    static GitIdentity of(Repository repository) {
        UserConfig user = repository.getConfig().get(UserConfig.KEY);
        if (!user.isAuthorNameImplicit() && !user.isAuthorEmailImplicit()
                && !user.isCommitterNameImplicit() && !user.isCommitterEmailImplicit()) {
            return new GitIdentity(new PersonIdent(user.getAuthorName(), user.getAuthorEmail()),
                    new PersonIdent(user.getCommitterName(), user.getCommitterEmail()));
        }
        GitProgram git = new GitProgram(repository);
        String name = git.setting("user.name");
        String email = git.setting("user.email");
        if (name.isEmpty() || email.isEmpty()) {
            throw new Failure("Git does not know who commits: user.name or user.email is not set",
                    "Run: git config --global user.name NAME; git config --global user.email ADDRESS\n"
                            + "In CI, GIT_AUTHOR_NAME, GIT_AUTHOR_EMAIL, GIT_COMMITTER_NAME and "
                            + "GIT_COMMITTER_EMAIL do it, too.");
        }
        PersonIdent person = new PersonIdent(name, email);
        return new GitIdentity(person, person);
    }
}
