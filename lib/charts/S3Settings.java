// Only this file and S3Signature need AWS's library: its classes are loaded where there is a bucket to ask.
//DEPS software.amazon.awssdk:auth:2.59.1
// A role, or the token of a CI job, is exchanged for credentials by STS. Its client comes without the HTTP clients that
// it would bring along, but for the smallest.
//DEPS software.amazon.awssdk:sts:2.59.1@fatjar
//DEPS software.amazon.awssdk:aws-query-protocol:2.59.1
//DEPS software.amazon.awssdk:url-connection-client:2.59.1
// JBang takes the versions that AWS's library manages for all others, too, which need newer ones of these.
//DEPS org.apache.commons:commons-lang3:3.18.0
//DEPS commons-codec:commons-codec:1.22.1
//SOURCES ../Settings.java

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;

/** Where buckets are: as {@code gitops.yaml} says, else the environment, else the profile in AWS's own files. */
final class S3Settings {
    private static final String DEFAULT_REGION = "us-east-1";

    private S3Settings() {}

    /** The server's URL; empty for AWS itself. */
    static String endpoint(Settings.S3 settings, Map<String, String> environment) {
        return first(settings.endpoint(), environment, "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT")
                .or(S3Settings::endpointOfProfile).orElse("");
    }

    static String region(Settings.S3 settings, Map<String, String> environment) {
        return first(settings.region(), environment, "HELM_S3_REGION", "AWS_REGION", "AWS_DEFAULT_REGION")
                .or(S3Settings::regionOfProfile).orElse(DEFAULT_REGION);
    }

    private static Optional<String> first(String setting, Map<String, String> environment, String... variables) {
        return Stream.concat(Stream.of(setting), Stream.of(variables).map(environment::get))
                .filter(Objects::nonNull).filter(value -> !value.isEmpty()).findFirst();
    }

    private static Optional<String> endpointOfProfile() {
        return ProfileFile.defaultProfileFile().profile(ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow())
                .flatMap(profile -> profile.property("endpoint_url"));
    }

    private static Optional<String> regionOfProfile() {
        try {
            return Optional.ofNullable(new AwsProfileRegionProvider().getRegion()).map(region -> region.id());
        } catch (SdkClientException none) {
            return Optional.empty();
        }
    }
}
