namespace Aspire.Hosting.ApplicationModel;

internal sealed class EndpointAnnotation(string name, int? requestedPort, bool isHttp = true) : IResourceAnnotation
{
    public string Name { get; } = name;

    /// <summary>The port the app model asks for; null for any.</summary>
    public int? RequestedPort { get; } = requestedPort;

    /// <summary>Whether people reach it, so that its port and host name are worth showing.</summary>
    public bool IsExternal { get; set; }

    /// <summary>Whether any port will do where the requested one is in use.</summary>
    public bool IsPortWished { get; init; }

    public int? AllocatedPort { get; set; }

    public string Host => IsExternal ? "localhost" : "127.0.0.1";

    public int Port => AllocatedPort ?? throw new InvalidOperationException($"The port of endpoint '{Name}' is not decided yet. It is when the app starts.");

    public string Url => isHttp ? $"http://{Host}:{Port}" : $"{Host}:{Port}";
}
