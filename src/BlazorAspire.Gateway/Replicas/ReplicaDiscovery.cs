namespace BlazorAspire.Gateway.Replicas;

/// <summary>Reads <c>services:{name}:{http|https}:0</c>, the form in which an app host hands addresses to its projects.</summary>
internal static class ReplicaDiscovery
{
    public static void Read(IConfiguration configuration, ReplicaOptions options)
    {
        var found = new List<Replica>();
        var errors = new List<string>();
        foreach (var service in configuration.GetSection("services").GetChildren())
        {
            var key = service["http:0"] is not null ? "http:0" : "https:0";
            if (service[key] is not { } address)
            {
                continue;
            }

            if (IsServerAddress(address, out var uri))
            {
                found.Add(new Replica(service.Key, uri));
            }
            else
            {
                errors.Add($"'services:{service.Key}:{key}' is '{address}'. Set it to the address of a server, such as http://127.0.0.1:5001.");
            }
        }

        options.Found = found;
        options.Errors = errors;
    }

    private static bool IsServerAddress(string address, out Uri uri) =>
        Uri.TryCreate(address, UriKind.Absolute, out uri!)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0;
}
