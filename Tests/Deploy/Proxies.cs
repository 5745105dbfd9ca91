using BlazorAspire.LoadTest.Bench;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Deploy;

/// <summary>The proxies that the folder deploy has files for. What stands around these files is what a distribution's own main file does.</summary>
internal static class Proxies
{
    public static Proxy NginxByCookie { get; } = new(new("nginx", "nginx"), (folder, port, replicas) => Files(folder).Nginx(port, replicas, ProxyFiles.ByCookie));

    public static Proxy NginxByAddress { get; } = new(new("nginx", "nginx"), (folder, port, replicas) => Files(folder).Nginx(port, replicas, ProxyFiles.ByAddress));

    public static Proxy Haproxy { get; } = new(new("haproxy", "haproxy"), (folder, port, replicas) => Files(folder).Haproxy(port, replicas));

    public static Proxy Apache { get; } = new(new("apache2", "apache2-bin"), (folder, port, replicas) =>
    {
        var site = folder.Write("webapp.conf", ProxyFiles.WithReplicas(new ShippedFile(Repository.Root, "apache", "webapp.conf").With("<VirtualHost *:80>", $"<VirtualHost 127.0.0.1:{port}>"), replicas).Text);
        string[] modules = ["mpm_event", "authz_core", "proxy", "proxy_http", "proxy_balancer", "proxy_hcheck", "lbmethod_byrequests", "lbmethod_bybusyness", "slotmem_shm", "headers", "alias"];
        var main = folder.Write("apache2.conf", $"""
            ServerRoot {folder.Path}
            ServerName localhost
            DefaultRuntimeDir {folder.Path}
            PidFile {folder.Path}/pid
            ErrorLog /dev/stderr
            LogLevel warn
            Listen 127.0.0.1:{port}
            {string.Join('\n', modules.Select(module => $"LoadModule {module}_module /usr/lib/apache2/modules/mod_{module}.so"))}
            {(Environment.IsPrivilegedProcess ? "User www-data\nGroup www-data" : "")}
            Include {site}
            """);
        return ["-DFOREGROUND", "-f", main];
    });

    private static ProxyFiles Files(TemporaryFolder folder) => new(Repository.Root, folder.Path);
}
