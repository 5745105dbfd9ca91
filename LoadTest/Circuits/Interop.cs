using System.Globalization;
using System.Text.Json;

namespace BlazorAspire.LoadTest.Circuits;

/// <summary>Answers what the server calls in the page's script.</summary>
internal sealed class Interop(TimeProvider time)
{
    private const int ObjectReferenceResult = 1;

    private readonly long _start = time.GetTimestamp();
    private int _lastObject;

    /// <summary>The .NET object that takes the page's events; null until the server has handed it over.</summary>
    public long? EventTarget { get; private set; }

    /// <summary>The result as JSON.</summary>
    public string Answer(string identifier, string argumentsJson, long resultType)
    {
        if (identifier == "Blazor._internal.attachWebRendererInterop")
        {
            EventTarget ??= FindObject(argumentsJson);
        }
        return (identifier, resultType) switch
        {
            (_, ObjectReferenceResult) => string.Create(CultureInfo.InvariantCulture, $"{{\"__jsObjectId\":{++_lastObject}}}"),
            ("performance.now", _) => time.GetElapsedTime(_start).TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
            _ => "null",
        };
    }

    private static long? FindObject(string argumentsJson)
    {
        using var arguments = JsonDocument.Parse(argumentsJson);
        foreach (var argument in arguments.RootElement.EnumerateArray())
        {
            if (argument.ValueKind == JsonValueKind.Object && argument.TryGetProperty("__dotNetObject", out var id))
            {
                return id.GetInt64();
            }
        }
        return null;
    }
}
