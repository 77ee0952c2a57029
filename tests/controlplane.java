///usr/bin/env jbang "$0" "$@" ; exit $?

// Runs the Kubernetes control plane of the tests until it is stopped; prints its kubeconfig. KUBECONFIG_TEST may name it.

//JAVA 17+
//COMPILE_OPTIONS -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC
//SOURCES harness/*.java
//SOURCES ../lib/*.java
//SOURCES ../lib/*/*.java

class controlplane {
    public static void main(String... args) throws InterruptedException {
        System.out.println(ControlPlane.start().kubeconfig());
        Thread.currentThread().join();
    }
}
