using System.Text.Json;
using StackExchange.Redis;

namespace Evergreen.WebApp.Board;

/// <summary>The last messages: a Redis list, newest first and forgotten a day after the last one; for a replica that runs alone, its memory.</summary>
internal sealed class BoardStore(ILogger<BoardStore> logger, IConnectionMultiplexer? redis = null)
{
    private static readonly RedisKey Key = "Evergreen:board";
    private static readonly TimeSpan Retention = TimeSpan.FromDays(1);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    private readonly Lock _lock = new();
    private BoardMessage[] _messages = [];

    public Task AddAsync(BoardMessage message)
    {
        if (redis?.GetDatabase() is { } database)
        {
            // Three commands that the client sends together; each leaves the list in order.
            return Task.WhenAll(
                database.ListLeftPushAsync(Key, JsonSerializer.Serialize(message, Json)),
                database.ListTrimAsync(Key, 0, BoardRules.Kept - 1),
                database.KeyExpireAsync(Key, Retention));
        }

        lock (_lock)
        {
            _messages = [.. _messages.TakeLast(BoardRules.Kept - 1), message];
        }

        return Task.CompletedTask;
    }

    /// <summary>Oldest first.</summary>
    public async Task<IReadOnlyList<BoardMessage>> ReadAsync() => redis?.GetDatabase() is { } database
        ? [.. (await database.ListRangeAsync(Key, 0, BoardRules.Kept - 1)).Reverse().Select(Read).OfType<BoardMessage>()]
        : _messages;

    private BoardMessage? Read(RedisValue value)
    {
        try
        {
            return JsonSerializer.Deserialize<BoardMessage>((string?)value ?? "", Json) is { } message && BoardRules.FindProblem(message.Author, message.Text) is null
                ? message
                : null;
        }
        catch (JsonException problem)
        {
            BoardLog.Unreadable(logger, problem.Message);
            return null;
        }
    }
}
