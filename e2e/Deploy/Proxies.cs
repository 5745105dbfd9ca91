using BlazorAspire.LoadTest.Bench;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Deploy;

/// <summary>The proxies that the folder deploy has files for. What stands around these files is what a distribution's own main file does.</summary>
internal static class Proxies
{
    public static Proxy NginxByCookie { get; } = new(new("nginx", "nginx"), (folder, port, replicas, certificate) => Files(folder).Nginx(port, replicas, ProxyFiles.ByCookie, certificate));

    public static Proxy NginxByAddress { get; } = new(new("nginx", "nginx"), (folder, port, replicas, certificate) => Files(folder).Nginx(port, replicas, ProxyFiles.ByAddress, certificate));

    public static Proxy Haproxy { get; } = new(new("haproxy", "haproxy"), (folder, port, replicas, certificate) => Files(folder).Haproxy(port, replicas, certificate));

    public static Proxy Apache { get; } = new(new("apache2", "apache2-bin"), (folder, port, replicas, certificate) =>
    {
        string[] addresses = ProxyFiles.HasIpv6 ? [$"127.0.0.1:{port}", $"[::1]:{port}"] : [$"127.0.0.1:{port}"];
        var tls = certificate is null ? "" : $"\nSSLEngine on\nSSLCertificateFile {certificate}";
        var file = new ShippedFile(Repository.Root, "apache", "webapp.conf").With("<VirtualHost *:80>", $"<VirtualHost {string.Join(' ', addresses)}>{tls}");
        var site = folder.Write("webapp.conf", ProxyFiles.WithReplicas(certificate is null ? file : file.With("; SameSite=Lax", "; SameSite=Lax; Secure"), replicas).Text);
        string[] modules = ["mpm_event", "authz_core", "proxy", "proxy_http", "proxy_balancer", "proxy_hcheck", "lbmethod_byrequests", "lbmethod_bybusyness", "slotmem_shm", "headers", "alias", .. certificate is null ? (string[])[] : ["ssl"]];
        var main = folder.Write("apache2.conf", $"""
            ServerRoot {folder.Path}
            ServerName localhost
            DefaultRuntimeDir {folder.Path}
            PidFile {folder.Path}/pid
            ErrorLog /dev/stderr
            LogLevel warn
            {string.Join('\n', addresses.Select(address => $"Listen {address}"))}
            {string.Join('\n', modules.Select(module => $"LoadModule {module}_module /usr/lib/apache2/modules/mod_{module}.so"))}
            {(Environment.IsPrivilegedProcess ? "User www-data\nGroup www-data" : "")}
            Include {site}
            """);
        return ["-DFOREGROUND", "-f", main];
    });

    private static ProxyFiles Files(TemporaryFolder folder) => new(Repository.Root, folder.Path);
}
