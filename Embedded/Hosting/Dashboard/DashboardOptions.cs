using System.Globalization;
using System.Security.Cryptography;
using Aspire.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Embedded.Hosting.Dashboard;

/// <summary>The dashboard, as people and Aspire set it.</summary>
/// <param name="IsEnabled">Whether there is one: <c>AppHost:Dashboard</c>, true by default.</param>
/// <param name="Port">Its port: that of the first http address in <c>ASPNETCORE_URLS</c>, where Aspire's is too; 18888 by default.</param>
/// <param name="BrowserToken">What a person shows to get in: <c>AppHost:BrowserToken</c>; one for each run by default.</param>
/// <param name="OtlpKey">What the app's processes show to hand in telemetry.</param>
internal sealed record DashboardOptions(bool IsEnabled, int Port, string BrowserToken, string OtlpKey)
{
    private const int DefaultPort = 18888;

    public static DashboardOptions Read(IConfiguration configuration) =>
        new(ReadEnabled(configuration["AppHost:Dashboard"]), ReadPort(configuration["ASPNETCORE_URLS"]), ReadToken(configuration["AppHost:BrowserToken"]), NewSecret());

    private static bool ReadEnabled(string? text) => string.IsNullOrWhiteSpace(text)
        || (bool.TryParse(text, out var isEnabled)
            ? isEnabled
            : throw new DistributedApplicationException($"AppHost:Dashboard is '{text}'. Use true, or false to run without the dashboard."));

    private static int ReadPort(string? urls)
    {
        foreach (var url in (urls ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (PortOf(url) is { } port)
            {
                return port;
            }
        }
        return string.IsNullOrWhiteSpace(urls)
            ? DefaultPort
            : throw new DistributedApplicationException(string.Create(CultureInfo.InvariantCulture,
                $"ASPNETCORE_URLS is '{urls}', which has no http address for the dashboard. Use one such as http://localhost:{DefaultPort}."));
    }

    // Such addresses have more forms than others: http://+:80, http://*:5000.
    private static int? PortOf(string url)
    {
        try
        {
            return BindingAddress.Parse(url) is { Scheme: "http", IsUnixPipe: false, IsNamedPipe: false } address ? address.Port : null;
        }
        catch (FormatException)
        {
            // It is told as one that is no http address.
            return null;
        }
    }

    private static string ReadToken(string? text) => string.IsNullOrWhiteSpace(text) ? NewSecret()
        : text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? text
        : throw new DistributedApplicationException("AppHost:BrowserToken has other characters than letters, digits, - and _. Use only these: it is a part of an address.");

    private static string NewSecret() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}
