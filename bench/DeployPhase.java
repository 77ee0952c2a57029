/** What a deployment tool is asked to do, in this order. */
enum DeployPhase {
    FRESH("fresh"), UNCHANGED("unchanged"), CHANGE("one change"), DELETE("delete");

    private final String title;

    DeployPhase(String title) {
        this.title = title;
    }

    @Override
    public String toString() {
        return title;
    }
}
