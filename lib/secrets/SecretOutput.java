/** How a rendered release has what comes from encrypted values. */
enum SecretOutput {
    /** Secrets are encrypted again, and nothing else may hold a value. */
    ENCRYPTED,
    /** As helm renders it. */
    PLAIN
}
