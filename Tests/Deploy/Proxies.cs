using System.Globalization;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Deploy;

/// <summary>The proxies that the folder deploy has files for. What stands around these files is what a distribution's own main file does.</summary>
internal static class Proxies
{
    public static Proxy NginxByCookie { get; } = new(new("nginx", "nginx"), (folder, port, replicas) => Nginx(folder, port, replicas, "affinity-cookie.conf"));

    public static Proxy NginxByAddress { get; } = new(new("nginx", "nginx"), (folder, port, replicas) => Nginx(folder, port, replicas, "affinity-ip-hash.conf"));

    public static Proxy Haproxy { get; } = new(new("haproxy", "haproxy"), (folder, port, replicas) =>
        ["-db", "-f", folder.Write("haproxy.cfg", Replicas(new ShippedFile("haproxy", "haproxy.cfg").With("bind :80", $"bind 127.0.0.1:{port}"), replicas).Text)]);

    public static Proxy Apache { get; } = new(new("apache2", "apache2-bin"), (folder, port, replicas) =>
    {
        var site = folder.Write("webapp.conf", Replicas(new ShippedFile("apache", "webapp.conf").With("<VirtualHost *:80>", $"<VirtualHost 127.0.0.1:{port}>"), replicas).Text);
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

    private static string[] Nginx(TemporaryFolder folder, int port, IReadOnlyList<Uri> replicas, string affinity)
    {
        var site = folder.Write("webapp.conf", new ShippedFile("nginx", "webapp.conf").With("listen 80;", $"listen 127.0.0.1:{port};").Text);
        var own = folder.Write(affinity, Replicas(new ShippedFile("nginx", affinity), replicas).Text);
        string[] kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
        var main = folder.Write("nginx.conf", $$"""
            daemon off;
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            worker_processes 2;
            pid {{folder.Path}}/pid;
            error_log stderr info;
            events {}
            http {
                access_log off;
                {{string.Join('\n', kinds.Select(kind => $"{kind}_temp_path {folder.Path}/{kind};"))}}
                include {{own}};
                include {{site}};
            }
            """);
        return ["-p", folder.Path, "-c", main];
    }

    private static ShippedFile Replicas(ShippedFile file, IReadOnlyList<Uri> replicas)
    {
        for (var index = 0; index < replicas.Count; index++)
        {
            file.With(string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{5001 + index}"), replicas[index].Authority);
        }

        return file;
    }
}
