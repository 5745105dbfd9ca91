using System.Globalization;
using System.Net;
using BlazorAspire.SignalREmulator.Routing;

namespace BlazorAspire.SignalREmulator.Status;

/// <summary>The connected app servers and clients, as a page and as JSON.</summary>
internal static class StatusPage
{
    private const string Head = """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>SignalR emulator</title><meta http-equiv="refresh" content="2">
        <meta name="viewport" content="width=device-width"><style>
        :root { color-scheme: light dark; font-family: system-ui, sans-serif } body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
        table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .4rem .8rem; border-bottom: 1px solid #8884 }
        td:nth-child(n+3), th:nth-child(n+3) { text-align: right; font-variant-numeric: tabular-nums }
        </style></head><body><main><h1>SignalR emulator</h1>
        <table><thead><tr><th>Hub</th><th>App server</th><th>Connections</th><th>Clients</th></tr></thead><tbody>
        """;
    private const string Foot = "</tbody></table><p>An app server is listed for each hub that it has connected.</p></main></body></html>";

    public static void MapStatus(this WebApplication app)
    {
        app.MapGet("/", (HubRouters hubs) => Results.Content(Page(hubs.All.Select(View)), "text/html; charset=utf-8"));
        app.MapGet("/status", (HubRouters hubs) => Results.Json(new { hubs = hubs.All.Select(View) }));
    }

    private static HubStatus View(HubRouter hub) => new(hub.Name, hub.ClientCount,
        [.. hub.Servers.GroupBy(server => server.ServerId).OrderBy(server => server.Key, StringComparer.Ordinal)
            .Select(server => new ServerStatus(server.Key, server.Count(), server.Sum(connection => connection.ClientCount)))]);

    private static string Page(IEnumerable<HubStatus> hubs) => string.Concat([Head, .. hubs.SelectMany(hub => hub.Servers.Select(server => Row(hub, server))), Foot]);

    private static string Row(HubStatus hub, ServerStatus server) => string.Create(CultureInfo.InvariantCulture,
        $"<tr><td>{WebUtility.HtmlEncode(hub.Name)}</td><td>{WebUtility.HtmlEncode(server.Id)}</td><td>{server.Connections}</td><td>{server.Clients}</td></tr>");

    private sealed record HubStatus(string Name, int Clients, ServerStatus[] Servers);

    private sealed record ServerStatus(string Id, int Connections, int Clients);
}
