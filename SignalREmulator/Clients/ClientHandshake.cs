using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Connections;

namespace BlazorAspire.SignalREmulator.Clients;

/// <summary>The first thing that a client says: app servers are told its protocol before they hear of anything else.</summary>
internal sealed record ClientHandshake(string Protocol, byte[] Bytes)
{
    private const byte RecordSeparator = 0x1E;
    private const int MostBytes = 4096;

    /// <summary>Null when the client goes before it, or says something else.</summary>
    public static async Task<ClientHandshake?> ReadAsync(ConnectionContext connection, CancellationToken cancellationToken)
    {
        var input = connection.Transport.Input;
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken);
            if (result.Buffer.PositionOf(RecordSeparator) is { } end)
            {
                var message = result.Buffer.Slice(0, result.Buffer.GetPosition(1, end));
                var handshake = Parse(message.ToArray());
                input.AdvanceTo(message.End);
                return handshake;
            }
            input.AdvanceTo(result.Buffer.Start, result.Buffer.End);
            if (result.IsCompleted || result.Buffer.Length > MostBytes)
            {
                return null;
            }
        }
    }

    private static ClientHandshake? Parse(byte[] bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes.AsMemory(0, bytes.Length - 1));
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("protocol", out var name) && name.ValueKind == JsonValueKind.String
                ? new ClientHandshake(name.GetString()!, bytes)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
