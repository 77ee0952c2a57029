//SOURCES Common.java

/** A script, as its verbs see it. */
interface Script {
    /** What the script shares with its verbs. */
    Common common();
}
