using System.Text.Json;
using StackExchange.Redis;

namespace BlazorAspire.WebApp.Board;

/// <summary>A Redis list, newest first, cut to what is kept and forgotten a day after the last message.</summary>
internal sealed class RedisBoardStore(Func<IDatabase> database, ILogger<RedisBoardStore> logger) : IBoardStore
{
    private static readonly RedisKey Key = "BlazorAspire:board";
    private static readonly TimeSpan Retention = TimeSpan.FromDays(1);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public Task AddAsync(BoardMessage message)
    {
        // Three commands that the client sends together; each leaves the list in order.
        var redis = database();
        return Task.WhenAll(
            redis.ListLeftPushAsync(Key, JsonSerializer.Serialize(message, Json)),
            redis.ListTrimAsync(Key, 0, BoardRules.Kept - 1),
            redis.KeyExpireAsync(Key, Retention));
    }

    public async Task<IReadOnlyList<BoardMessage>> ReadAsync() =>
        [.. (await database().ListRangeAsync(Key, 0, BoardRules.Kept - 1)).Reverse().Select(Read).OfType<BoardMessage>()];

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
