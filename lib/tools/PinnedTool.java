import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A tool at the one version that is installed when a machine has none.
 *
 * @param command its name
 * @param url a release for {@code {version}}, {@code {os}} and {@code {arch}}: an archive, or the program itself
 * @param member the program's path in the archive; empty when the download is the program
 * @param sha256 of the download, in lower-case hex, by platform such as {@code linux-amd64}
 * @param goPackage what {@code go install} builds it from; empty when Go cannot
 * @param manual where to read how people install it
 */
record PinnedTool(String command, String version, String url, String member, Map<String, String> sha256,
        String goPackage, String manual) {

    static final PinnedTool HELM = new PinnedTool("helm", "3.18.4",
            "https://get.helm.sh/helm-v{version}-{os}-{arch}.tar.gz", "{os}-{arch}/helm",
            Map.of("linux-amd64", "f8180838c23d7c7d797b208861fecb591d9ce1690d8704ed1e4cb8e2add966c1",
                    "linux-arm64", "c0a45e67eef0c7416a8a8c9e9d5d2d30d70e4f4d3f7bea5de28241fffa8f3b89"),
            "helm.sh/helm/v3/cmd/helm", "https://helm.sh/docs/intro/install");

    static final PinnedTool KBLD = new PinnedTool("kbld", "0.43.0",
            "https://github.com/carvel-dev/kbld/releases/download/v{version}/kbld-{os}-{arch}", "",
            Map.of("linux-amd64", "119e7d11e66e512896ce42aba9cc7f783388da3cbb258b793e7419a3167af2a9",
                    "linux-arm64", "562002e56ba13f6b148b2674b3ddd94b64dd53b73190fc1e84904232f5151627",
                    "darwin-amd64", "cfdfc5198b746b564ec81486e5d8e6aa944a7c326adf502091dbd75e5f5b4898",
                    "darwin-arm64", "0ef6dffa72656ff5e964306ab4833335be432e768916b9da12c08769dd1919c2"),
            "", "https://carvel.dev/kbld/docs/latest/install");

    static final PinnedTool KAPP = new PinnedTool("kapp", "0.63.2",
            "https://github.com/carvel-dev/kapp/releases/download/v{version}/kapp-{os}-{arch}", "",
            Map.of("linux-amd64", "d760b51d8e9e3f5d0847e84fad05a51d1415fcfe309e10f885edd51d3e8c1301",
                    "linux-arm64", "f499fa48f42509e8e4e492c5f68126205319529e34b98249adbfb082a31b37db",
                    "darwin-amd64", "65084088d51fa0a43a31c71da175e8158844f776e2d2731f89cc51787823ed2d",
                    "darwin-arm64", "7b747f0107481b3b9faf8d2cac29126fb1a2aeb028cf33a551c67d8e7a6f075f"),
            "", "https://carvel.dev/kapp/docs/latest/install");

    static final PinnedTool YTT = new PinnedTool("ytt", "0.48.0",
            "https://github.com/carvel-dev/ytt/releases/download/v{version}/ytt-{os}-{arch}", "",
            Map.of("linux-amd64", "090dc914c87e5ba5861e37f885f12bac3b15559c183c30d4af2e63ccab03d5f9",
                    "linux-arm64", "156ba28cd605e126a2f7746a285a8298dd68f08d5e201a0b5a33ae6cc21b9c96",
                    "darwin-amd64", "9ac24bf6f7f354182d9304f2abd888681e2c360a3d82664a6664a83b6cf5b324",
                    "darwin-arm64", "ba9024f335c78f9f63ac38375be19a794bb4500470636897721d188e4f854c70"),
            "", "https://carvel.dev/ytt/docs/latest/install");

    static final PinnedTool KUSTOMIZE = new PinnedTool("kustomize", "5.8.1",
            "https://github.com/kubernetes-sigs/kustomize/releases/download/kustomize%2Fv{version}/"
                    + "kustomize_v{version}_{os}_{arch}.tar.gz", "kustomize",
            Map.of("linux-amd64", "029a7f0f4e1932c52a0476cf02a0fd855c0bb85694b82c338fc648dcb53a819d"),
            "sigs.k8s.io/kustomize/kustomize/v5", "https://kubectl.docs.kubernetes.io/installation/kustomize");

    static final PinnedTool KUBECONFORM = new PinnedTool("kubeconform", "0.8.0", "", "", Map.of(),
            "github.com/yannh/kubeconform/cmd/kubeconform", "https://github.com/yannh/kubeconform#installation");

    static final PinnedTool KUBE_SCORE = new PinnedTool("kube-score", "1.20.0", "", "", Map.of(),
            "github.com/zegl/kube-score/cmd/kube-score", "https://github.com/zegl/kube-score#installation");

    static final PinnedTool KO = new PinnedTool("ko", "0.19.1", "", "", Map.of(),
            "github.com/google/ko", "https://ko.build/install");

    static final PinnedTool SOPS = new PinnedTool("sops", "3.13.3", "", "", Map.of(),
            "github.com/getsops/sops/v3/cmd/sops", "https://getsops.io/docs/#download");

    static final List<PinnedTool> ALL = List.of(HELM, KBLD, KAPP, YTT, KUSTOMIZE, KUBECONFORM, KUBE_SCORE, KO, SOPS);

    /**
     * A release for one platform.
     *
     * @param member the program's path in the archive; empty when the download is the program
     */
    record Download(String url, String member, String sha256) {}

    static Optional<PinnedTool> named(String command) {
        return ALL.stream().filter(tool -> tool.command.equals(command)).findFirst();
    }

    /** The release for a platform; empty where no checksum is known. */
    Optional<Download> download(String platform) {
        return Optional.ofNullable(sha256.get(platform))
                .map(checksum -> new Download(filled(url, platform), filled(member, platform), checksum));
    }

    /** What {@code go install} takes; empty when Go cannot install it. */
    String goInstallable() {
        return goPackage.isEmpty() ? "" : goPackage + "@v" + version;
    }

    private String filled(String template, String platform) {
        String[] parts = platform.split("-");
        return template.replace("{version}", version).replace("{os}", parts[0]).replace("{arch}", parts[1]);
    }
}
