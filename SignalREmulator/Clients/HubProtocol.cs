using System.Text;
using System.Text.Json;
using BlazorAspire.SignalREmulator.Protocol;

namespace BlazorAspire.SignalREmulator.Clients;

/// <summary>What this service itself says to clients, in the protocol that they speak.</summary>
internal sealed class HubProtocol(string name)
{
    private const byte RecordSeparator = 0x1E;
    private const int CloseType = 7;

    public string Name { get; } = name;

    public bool IsText { get; } = name == "json";

    public ReadOnlyMemory<byte> Ping => IsText ? "{\"type\":6}\u001e"u8.ToArray() : new byte[] { 2, 0x91, 6 };

    /// <summary>Whether a message ends where these bytes end. Of binary protocols nobody can tell who has not counted along.</summary>
    public bool IsEnd(ReadOnlySpan<byte> bytes) => IsText && bytes[^1] == RecordSeparator;

    public ReadOnlyMemory<byte> Close(string error)
    {
        if (IsText)
        {
            return Record(new { type = CloseType, error, allowReconnect = true });
        }
        var message = new PackWriter().Array(3).Number(CloseType).Text(error).Flag(true).Written.ToArray();
        // The errors of this service are short: their length takes one byte.
        return new byte[] { checked((byte)message.Length) }.Concat(message).ToArray();
    }

    public static ReadOnlyMemory<byte> HandshakeError(string error) => Record(new { error });

    private static byte[] Record<T>(T value) => [.. Encoding.UTF8.GetBytes(JsonSerializer.Serialize(value)), RecordSeparator];
}
