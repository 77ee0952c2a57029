//SOURCES ../Script.java
//SOURCES EnvironmentOptions.java

/** A script that works on environments, as those of its verbs see it that choose environments themselves. */
interface EnvironmentScript extends Script {
    /** What the script shares with its verbs, before an environment is chosen. */
    Common user();

    EnvironmentOptions environment();
}
