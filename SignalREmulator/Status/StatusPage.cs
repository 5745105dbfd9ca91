using System.Globalization;
using System.Net;
using System.Text;
using BlazorAspire.SignalREmulator.Hubs;

namespace BlazorAspire.SignalREmulator.Status;

/// <summary>Who is connected, as a page and as JSON.</summary>
internal static class StatusPage
{
    private const string Head = """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>SignalR emulator</title><meta http-equiv="refresh" content="2">
        <meta name="viewport" content="width=device-width"><style>
        :root { color-scheme: light dark; font-family: system-ui, sans-serif } body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
        table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .4rem .8rem; border-bottom: 1px solid #8884 }
        td:not(:first-child), th:not(:first-child) { text-align: right; font-variant-numeric: tabular-nums }
        </style></head><body><main><h1>SignalR emulator</h1>
        """;

    public static void MapStatus(this WebApplication app)
    {
        app.MapGet("/", (HubTable hubs, Traffic traffic) => Results.Content(Page(hubs, traffic.Rates), "text/html; charset=utf-8"));
        app.MapGet("/status", (HubTable hubs, Traffic traffic) => Results.Json(new { hubs = hubs.All.OrderBy(hub => hub.Name).Select(View), traffic = traffic.Rates }));
    }

    private static object View(HubRoom hub) => new
    {
        name = hub.Name,
        clients = hub.ClientCount,
        groups = hub.Groups.Count,
        servers = hub.Servers.GroupBy(server => server.ServerId).OrderBy(server => server.Key)
            .Select(server => new { id = server.Key, connections = server.Count(), clients = server.Sum(connection => connection.ClientCount) }),
    };

    private static string Page(HubTable hubs, TrafficRates rates)
    {
        var page = new StringBuilder(Head);
        var any = false;
        foreach (var hub in hubs.All.OrderBy(hub => hub.Name))
        {
            any = true;
            page.Append(CultureInfo.InvariantCulture, $"<h2>Hub {Encode(hub.Name)}</h2><p>{hub.ClientCount} clients, {hub.Groups.Count} groups</p>");
            page.Append("<table><thead><tr><th>App server</th><th>Connections</th><th>Clients</th></tr></thead><tbody>");
            foreach (var server in hub.Servers.GroupBy(server => server.ServerId).OrderBy(server => server.Key))
            {
                page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Encode(server.Key)}</td><td>{server.Count()}</td><td>{server.Sum(connection => connection.ClientCount)}</td></tr>");
            }
            page.Append("</tbody></table>");
        }
        page.Append(any ? "" : "<p>No app server has connected yet.</p>");
        page.Append("<h2>Messages</h2><table><thead><tr><th></th><th>In all</th><th>A second</th></tr></thead><tbody>");
        Row(page, "From clients", rates.FromClients, rates.FromClientsPerSecond);
        Row(page, "To clients", rates.ToClients, rates.ToClientsPerSecond);
        Row(page, "From app servers", rates.FromServers, rates.FromServersPerSecond);
        page.Append(CultureInfo.InvariantCulture, $"</tbody></table><p>{rates.Dropped} clients were let go because they read too slowly.</p></main></body></html>");
        return page.ToString();
    }

    private static void Row(StringBuilder page, string name, long total, double rate) =>
        page.Append(CultureInfo.InvariantCulture, $"<tr><td>{name}</td><td>{total}</td><td>{rate:0.0}</td></tr>");

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
