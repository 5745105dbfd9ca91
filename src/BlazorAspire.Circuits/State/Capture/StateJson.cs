using System.Text.Json;

namespace BlazorAspire.Circuits.State.Capture;

internal static class StateJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { MaxDepth = 64 };

    public static byte[] Write(object? value, Type type) => JsonSerializer.SerializeToUtf8Bytes(value, type, Options);

    public static object? Read(ReadOnlySpan<byte> json, Type type) => JsonSerializer.Deserialize(json, type, Options);
}
