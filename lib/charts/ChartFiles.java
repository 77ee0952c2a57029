//SOURCES ../registry/RegistryHttp.java

import java.util.Map;

/** The files of a repository that has an index: on a web server, in a bucket or in a directory. */
interface ChartFiles {
    /** What to ask for when there are no conditions. */
    Map<String, String> ALWAYS = Map.of();

    /**
     * @param location a path seen from the repository, or a URL
     * @param conditions headers such as {@code If-None-Match}
     * @return 200 with the file, 304 when a condition says so, or another status when it cannot be had
     */
    RegistryHttp.Answer get(String location, Map<String, String> conditions);

    /** Where a repository is that is called by a URL: the same URL may be at several servers. */
    default String address(String url) {
        return url;
    }

    /** Why a file is not given, for people. */
    default String reason(RegistryHttp.Answer refusal) {
        return "the answer is HTTP status " + refusal.status();
    }

    /** What to do when a file is not given, for people; empty when there is nothing to say. */
    String advice(RegistryHttp.Answer refusal);
}
