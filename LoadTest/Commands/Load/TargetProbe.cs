using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using BlazorAspire.LoadTest.Circuits.Pages;

namespace BlazorAspire.LoadTest.Commands.Load;

/// <summary>Looks at the page once before the load, so that what is wrong with it is told in a sentence and not in a thousand errors.</summary>
internal sealed partial class TargetProbe(LoadPlan plan, TimeProvider time)
{
    private const long LargestPage = 16 * 1024 * 1024;

    private string Origin => plan.Url.GetLeftPart(UriPartial.Authority);

    /// <exception cref="MeasurementException">It is no page that a circuit can be opened for.</exception>
    public async Task<LoadTarget> FindAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(plan.Timeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        LoadTarget target;
        try
        {
            target = await LoadAsync(limit.Token);
        }
        catch (OperationCanceledException problem) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MeasurementException($"'{plan.Url}' was not answered in {Text(plan.Timeout)}. Look at the app's log, or raise --timeout.", problem);
        }
        catch (JsonException problem)
        {
            throw new MeasurementException($"'{plan.Url}' marks its components as no Blazor app does: {problem.Message} Give a page of a Blazor Server app with --url.", problem);
        }
        catch (HttpRequestException problem)
        {
            throw new MeasurementException(Describe(problem), problem);
        }
        return target with { Prerender = await new FirstVisit(plan, target, time).MakeAsync(cancellationToken) };
    }

    public static string Text(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");

    private async Task<LoadTarget> LoadAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { MaxResponseContentBufferSize = LargestPage };
        using var request = new HttpRequestMessage(HttpMethod.Get, plan.Url);
        request.Headers.Accept.ParseAdd("text/html");
        using var response = await client.SendAsync(request, cancellationToken);
        var page = response.RequestMessage!.RequestUri!;
        if (page.GetLeftPart(UriPartial.Authority) != Origin)
        {
            throw new MeasurementException($"'{plan.Url}' sends its visitors to '{page.GetLeftPart(UriPartial.Path)}'. If that is the app, give its address with --url; a page behind a sign-in cannot be loaded.");
        }
        if (!response.IsSuccessStatusCode)
        {
            throw new MeasurementException(Describe(response.StatusCode));
        }
        var html = await response.Content.ReadAsStringAsync(cancellationToken);
        Require(html, page);
        var path = BaseTag().Match(html) is { Success: true } tag ? WebUtility.HtmlDecode(tag.Groups["href"].Value) : "/";
        return new LoadTarget(new Uri(new Uri(page, path), "."), page);
    }

    private void Require(string html, Uri page)
    {
        var moved = page == plan.Url ? "" : $" (its visitors are sent to '{page.PathAndQuery}')";
        if (PageText.Read(html).Markers.Count > 0)
        {
            return;
        }
        if (html.Contains("\"type\":\"webassembly\"", StringComparison.Ordinal))
        {
            throw new MeasurementException($"The components of '{plan.Url}'{moved} run in the browser (WebAssembly), so that it opens no circuit. Give a page with the render mode InteractiveServer.");
        }
        throw new MeasurementException(BlazorScript().IsMatch(html)
            ? $"'{plan.Url}'{moved} is a page of a Blazor app without an interactive component, so that it opens no circuit. Give a page with the render mode InteractiveServer."
            : $"'{plan.Url}'{moved} is no page of a Blazor app: it loads no Blazor script. Give a page of a Blazor Server app with --url.");
    }

    private string Describe(HttpStatusCode status) => status switch
    {
        HttpStatusCode.NotFound => $"'{plan.Url}' was answered with 404: the app has no such page. Give one that it has with --url.",
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => $"'{plan.Url}' was answered with {(int)status}: it is not for everybody, and this load cannot sign in. Give a page that anybody may open.",
        HttpStatusCode.ServiceUnavailable => $"'{plan.Url}' was answered with 503: the app is not ready, or full. Start again when a browser gets the page.",
        _ => $"'{plan.Url}' was answered with {(int)status}. Open it in a browser, look at the app's log, and start again when it works.",
    };

    private string Describe(HttpRequestException problem) => problem switch
    {
        { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } =>
            $"Nothing listens at '{Origin}'. Start the app, here with 'dotnet run --project AppHost', or give the address of another with --url.",
        { HttpRequestError: HttpRequestError.NameResolutionError } => $"The host '{plan.Url.Host}' is not known. Check --url.",
        { HttpRequestError: HttpRequestError.SecureConnectionError } =>
            $"'{Origin}' gives no certificate that this machine trusts. Trust the developer's one with 'dotnet dev-certs https --trust', or give the app's http address.",
        { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ResponseEnded or HttpRequestError.ConfigurationLimitExceeded } =>
            $"What listens at '{Origin}' gave an answer that is no web page: {problem.Message} Give the address of a Blazor Server app with --url.",
        _ => $"'{plan.Url}' was not answered: {problem.Message} Check --url, and look at the app's log.",
    };

    [GeneratedRegex("<base[^>]* href=[\"'](?<href>[^\"']*)[\"']", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BaseTag();

    [GeneratedRegex(@"_framework/blazor\.", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BlazorScript();
}
