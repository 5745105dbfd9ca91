namespace BlazorAspire.Gateway.Forwarding.Upgrades;

/// <summary>The begin of what a replica answered.</summary>
/// <param name="Head">Status and headers where it switches protocols; null for any other answer.</param>
/// <param name="Rest">What was read after the head, or in its place.</param>
internal readonly record struct UpgradeAnswer(ReadOnlyMemory<byte>? Head, ReadOnlyMemory<byte> Rest)
{
    private const int FirstSize = 1024;

    // As for other answers.
    private const int MaxLength = ReplicaClient.MaxResponseHeadersKilobytes * 1024;

    private static ReadOnlySpan<byte> Switches => "HTTP/1.1 101"u8;

    private static ReadOnlySpan<byte> End => "\r\n\r\n"u8;

    public static async ValueTask<UpgradeAnswer> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[FirstSize];
        var length = 0;
        while (true)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
            length += read;
            var isOther = !Switches.StartsWith(buffer.AsSpan(0, Math.Min(length, Switches.Length)));
            if (read == 0 || isOther)
            {
                return new UpgradeAnswer(null, buffer.AsMemory(0, length));
            }

            if (buffer.AsSpan(0, length).IndexOf(End) is >= 0 and var end)
            {
                var head = buffer.AsMemory(0, end);
                return new UpgradeAnswer(head, buffer.AsMemory(end + End.Length, length - end - End.Length));
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, length < MaxLength ? 2 * length : throw new HttpRequestException(
                    HttpRequestError.ConfigurationLimitExceeded, $"The headers of the answer are longer than {MaxLength} bytes."));
            }
        }
    }
}
