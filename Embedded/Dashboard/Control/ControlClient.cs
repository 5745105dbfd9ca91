using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Embedded.ControlContract;
using Microsoft.Extensions.Options;

namespace Embedded.Dashboard.Control;

/// <summary>Asks the engine, and gives it commands.</summary>
internal sealed class ControlClient : IDisposable
{
    private readonly HttpClient? _http;

    public ControlClient(IOptions<ControlOptions> options)
    {
        if (options.Value.Url.Length == 0)
        {
            return;
        }
        // A command, and a stream, take as long as they take.
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new Uri(options.Value.Url), Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.Value.Token);
    }

    public bool HasEngine => _http is not null;

    /// <summary>Every resource, then those that change.</summary>
    public IAsyncEnumerable<ResourceInfo[]> FollowResourcesAsync(CancellationToken cancellationToken) =>
        FollowAsync("/resources", ControlJson.Default.ResourceInfoArray, cancellationToken);

    /// <summary>The lines of a resource after the one with the given number, then those that are written.</summary>
    public IAsyncEnumerable<LineInfo[]> FollowLinesAsync(string resource, int after, CancellationToken cancellationToken) =>
        FollowAsync(string.Create(CultureInfo.InvariantCulture, $"/resources/{Uri.EscapeDataString(resource)}/lines?after={after}"), ControlJson.Default.LineInfoArray, cancellationToken);

    /// <summary>The lines that the engine keeps of a resource at this moment.</summary>
    public async Task<LineInfo[]> ReadLinesAsync(string resource, CancellationToken cancellationToken) =>
        await Http.GetFromJsonAsync(new Uri($"/resources/{Uri.EscapeDataString(resource)}/kept-lines", UriKind.Relative), ControlJson.Default.LineInfoArray, cancellationToken) ?? [];

    /// <summary>The value of a variable that is not shown otherwise; null where it is not there any more.</summary>
    public async Task<string?> RevealAsync(string resource, string variable, CancellationToken cancellationToken)
    {
        using var response = await Http.GetAsync(new Uri($"/resources/{Uri.EscapeDataString(resource)}/environment/{Uri.EscapeDataString(variable)}", UriKind.Relative), cancellationToken);
        return response.IsSuccessStatusCode ? (await response.Content.ReadFromJsonAsync(ControlJson.Default.VariableInfo, cancellationToken))?.Value : null;
    }

    /// <summary>Has a command carried out, and returns when that is done. Who stops to wait does not stop the command.</summary>
    public async Task<CommandOutcome> ExecuteAsync(string resource, string command, int? seconds, CancellationToken cancellationToken)
    {
        var path = string.Create(CultureInfo.InvariantCulture,
            $"/resources/{Uri.EscapeDataString(resource)}/commands/{Uri.EscapeDataString(command)}{(seconds is null ? "" : $"?seconds={seconds}")}");
        try
        {
            using var response = await Http.PostAsync(new Uri(path, UriKind.Relative), content: null, cancellationToken);
            response.EnsureSuccessStatusCode();
            return await response.Content.ReadFromJsonAsync(ControlJson.Default.CommandOutcome, cancellationToken) ?? new CommandOutcome(false, "The AppHost gave no answer.");
        }
        catch (Exception problem) when (problem is HttpRequestException or JsonException)
        {
            return new CommandOutcome(false, $"The AppHost could not be asked: {problem.Message}");
        }
    }

    public void Dispose() => _http?.Dispose();

    private HttpClient Http => _http ?? throw new InvalidOperationException($"'{ControlOptions.Section}:Url' is not set, so there is no AppHost to ask.");

    private async IAsyncEnumerable<T> FollowAsync<T>(string path, JsonTypeInfo<T> type, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await Http.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        response.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            yield return JsonSerializer.Deserialize(line, type) ?? throw new JsonException("The AppHost sent nothing where something was due.");
        }
    }
}
