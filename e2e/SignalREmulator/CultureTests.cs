using BlazorAspire.Tests.SignalREmulator.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlazorAspire.Tests.SignalREmulator;

/// <summary>The culture of a Blazor page, which its circuit takes over from the negotiation.</summary>
public sealed class CultureTests : EmulatorTest
{
    [Fact]
    public async Task Circuit_OfAPageWithACulture_HasThatCulture()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddServerSideBlazor();
        var cultures = new CultureFilter();
        builder.Services.AddSignalR(options => options.AddFilter(cultures)).AddAzureSignalR(Emulator.ConnectionString);
        await using var app = builder.Build();
        app.UseRequestLocalization("en-US", "de-DE");
        app.MapBlazorHub();
        await app.StartAsync(Limit);
        await Emulator.WhenServersAsync("componenthub", servers => servers is [(_, 5, 0)], Limit);
        var builderOfClient = new HubConnectionBuilder().WithUrl(new Uri(new Uri(app.Urls.First()), "/_blazor"), HttpTransportType.WebSockets, options =>
            options.Headers["Cookie"] = $"{CookieRequestCultureProvider.DefaultCookieName}={CookieRequestCultureProvider.MakeCookieValue(new RequestCulture("de-DE"))}");
        builderOfClient.Services.AddSingleton<IHubProtocol, BlazorPack>();
        await using var hub = builderOfClient.Build();

        await hub.StartAsync(Limit);
        var secret = await hub.InvokeAsync<string>("StartCircuit", "http://localhost/", "http://localhost/", "[]", "", Limit);

        Assert.NotEmpty(secret);
        Assert.Equal("de-DE/de-DE", await cultures.NextAsync(Limit));
    }
}
