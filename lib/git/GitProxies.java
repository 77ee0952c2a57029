//SOURCES ../io/HttpProxies.java
//SOURCES JGit.java

import java.io.IOException;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.JDKHttpConnectionFactory;

/** Reaches remote repositories through the proxies that the environment names, as {@code git} does. */
final class GitProxies extends JDKHttpConnectionFactory {
    private final HttpProxies proxies;

    GitProxies(HttpProxies proxies) {
        this.proxies = proxies;
    }

    @Override
    public HttpConnection create(URL url, Proxy system) throws IOException {
        Proxy proxy = proxies.proxy(URI.create(url.toString())).map(HttpProxies.HttpProxy::address).orElse(system);
        return super.create(url, proxy);
    }
}
