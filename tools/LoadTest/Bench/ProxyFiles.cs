using System.Net;
using System.Net.Sockets;

namespace BlazorAspire.LoadTest.Bench;

/// <summary>The configurations of the folder deploy, made ready for a port and replicas of this machine.</summary>
internal sealed class ProxyFiles(string root, string folder)
{
    public const string ByCookie = "affinity-cookie.conf";
    public const string ByAddress = "affinity-ip-hash.conf";

    // Each open page takes two connections of a worker; a distribution's file allows 768.
    private const int NginxConnections = 16_384;
    private static readonly string[] NginxTemporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];

    /// <summary>Whether this machine has the loopback address of IPv6.</summary>
    public static bool HasIpv6 { get; } = FindIpv6();

    /// <summary>The arguments of HAProxy.</summary>
    /// <param name="certificate">A file with certificate and key, for TLS.</param>
    public string[] Haproxy(int port, IReadOnlyList<Uri> replicas, string? certificate = null)
    {
        var tls = certificate is null ? "" : $" ssl crt {certificate} alpn h2,http/1.1";
        var secure = certificate is null ? "" : " secure";
        var file = new ShippedFile(root, "haproxy", "haproxy.cfg")
            .With("nocache httponly", $"nocache httponly{secure}")
            .With("    bind :80\n", Invariant($"    bind 127.0.0.1:{port}{tls}\n"))
            .With("    bind :::80 v6only\n", HasIpv6 ? Invariant($"    bind [::1]:{port} v6only{tls}\n") : "");
        return ["-db", "-f", Write("haproxy.cfg", WithReplicas(file, replicas).Text)];
    }

    /// <summary>The arguments of nginx. What stands around the shipped files is what a distribution's own main file does.</summary>
    /// <param name="affinity">Which of the two shipped files says whose replica a browser is.</param>
    /// <param name="certificate">A file with certificate and key, for TLS.</param>
    public string[] Nginx(int port, IReadOnlyList<Uri> replicas, string affinity, string? certificate = null)
    {
        var tls = certificate is null ? "" : " ssl http2";
        var keys = certificate is null ? "" : $" ssl_certificate {certificate}; ssl_certificate_key {certificate};";
        var site = Write("webapp.conf", new ShippedFile(root, "nginx", "webapp.conf")
            .With("listen 80;", Invariant($"listen 127.0.0.1:{port}{tls};{keys}"))
            .With("listen [::]:80;", HasIpv6 ? Invariant($"listen [::1]:{port}{tls};") : "").Text);
        var own = Write(affinity, WithReplicas(new ShippedFile(root, "nginx", affinity), replicas).Text);
        var main = Write("nginx.conf", $$"""
            daemon off;
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            worker_processes 2;
            worker_rlimit_nofile {{Invariant($"{2 * NginxConnections}")}};
            pid {{folder}}/pid;
            error_log stderr info;
            events { worker_connections {{Invariant($"{NginxConnections}")}}; }
            http {
                access_log off;
                {{string.Join('\n', NginxTemporary.Select(kind => $"{kind}_temp_path {folder}/{kind};"))}}
                include {{own}};
                include {{site}};
            }

            """);
        return ["-p", folder, "-c", main];
    }

    /// <summary>Puts the replicas in the place of those that a file ships with.</summary>
    public static ShippedFile WithReplicas(ShippedFile file, IReadOnlyList<Uri> replicas)
    {
        for (var index = 0; index < replicas.Count; index++)
        {
            file.With(Invariant($"127.0.0.1:{5001 + index}"), replicas[index].Authority);
        }

        return file;
    }

    private static bool FindIpv6()
    {
        try
        {
            using var listener = new TcpListener(IPAddress.IPv6Loopback, 0);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            // IPv6 is switched off, as it is in many containers.
            return false;
        }
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}

/// <summary>A file of the folder deploy, with what differs from machine to machine replaced and nothing else.</summary>
internal sealed class ShippedFile
{
    private readonly string _name;

    public ShippedFile(string root, params string[] path)
    {
        _name = $"deploy/{string.Join('/', path)}";
        var file = Path.Combine([root, "deploy", .. path]);
        Text = File.Exists(file) ? File.ReadAllText(file) : throw new MeasurementException(
            $"'{_name}' is not in '{root}'. Take it from the template, which leaves it out with --deploy false.");
    }

    public string Text { get; private set; }

    /// <summary>Fails when the file does not have it: then something else would run than what is shipped.</summary>
    public ShippedFile With(string shipped, string here)
    {
        Text = Text.Contains(shipped, StringComparison.Ordinal)
            ? Text.Replace(shipped, here, StringComparison.Ordinal)
            : throw new MeasurementException(
                $"'{_name}' does not have '{shipped}', which is replaced for this machine. Say in the source what it has instead.");
        return this;
    }
}
